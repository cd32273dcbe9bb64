import React from 'react';

import {fetchMine, type Mine, setMine} from '../client';

/** What the person has set; undefined until it is known. */
export function useMine() {
    const [mine, setMineState] = React.useState<Mine>();
    const [error, setError] = React.useState<unknown>(null);

    React.useEffect(() => {
        fetchMine().then(setMineState, setError);
    }, []);

    /** Tells whether the changes could be saved. */
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
