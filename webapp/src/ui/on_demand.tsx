import React from 'react';

import {ErrorNote} from './error_note';

/**
 * A component in a file of its own, loaded where it is first shown: few people ever need it. It has its own copies of
 * the modules it uses, so nothing may depend on their being the same.
 */
export function onDemand<Props extends object>(load: () => Promise<React.FunctionComponent<Props>>) {
    const Loaded = React.lazy(async () => {
        const Component = await load().catch(() => NotLoaded);
        return {default: ({props}: {props: Props}) => <Component {...props} />};
    });
    return (props: Props) => (
        <React.Suspense fallback={null}>
            <Loaded props={props} />
        </React.Suspense>
    );
}

function NotLoaded() {
    return <ErrorNote error={true} />;
}
