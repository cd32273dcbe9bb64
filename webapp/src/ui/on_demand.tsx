import React from 'react';

import {ErrorNote} from './error_note';

/**
 * A component in a file of its own, loaded where it is first shown: few people ever need it. It has its own copies of
 * the modules it uses, so nothing may depend on their being the same. What couldn't be loaded is tried again where it is
 * shown next; there are browsers that don't, until the page is reloaded.
 */
export function onDemand<Props extends object>(load: () => Promise<React.FunctionComponent<Props>>) {
    let Loaded: React.FunctionComponent<Props> | undefined;
    return (props: Props) => {
        const [failed, setFailed] = React.useState<boolean>();

        React.useEffect(() => {
            if (!Loaded) {
                load().then(
                    (component) => {
                        Loaded = component;
                        setFailed(false);
                    },
                    () => setFailed(true),
                );
            }
        }, []);

        return Loaded ? <Loaded {...props} /> : <ErrorNote error={failed} otherwise="blizz.not_loaded" />;
    };
}
