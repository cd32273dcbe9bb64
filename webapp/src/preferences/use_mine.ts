import React from 'react';

import {fetchMine, type Mine, setMine} from '../client';

/** The person's choices. Undefined until they are loaded. */
export function useMine() {
    const [mine, setMineState] = React.useState<Mine>();
    const [error, setError] = React.useState<unknown>(null);

    React.useEffect(() => {
        fetchMine().then(setMineState, setError);
    }, []);

    /** Returns whether the changes could be saved. */
    const save = async (changes: Partial<Mine>) => {
        if (!mine) {
            return false;
        }
        const changed = {...mine, ...changes};
        setError(null);
        try {
            await setMine(changed);
            setMineState(changed);
            return true;
        } catch (refusal) {
            setError(refusal);
            return false;
        }
    };
    return {mine, error, save};
}
