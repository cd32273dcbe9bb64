import React from 'react';

import {host} from '../mattermost/globals';

/** A component of the graph, which is ready to be shown in a language once this has been resolved. */
export interface Feature<Props> {
    (props: Props): React.ReactNode;
    prepare(locale: string): Promise<void>;
}

function Nothing() {
    return null;
}

/**
 * A component that is loaded where it is first shown. Until it is there in the viewer's language, and where it can't be
 * had, something else stands in. What couldn't be loaded is tried again where it is shown next.
 */
export function lazy<Props extends object>(
    load: () => Promise<Feature<Props>>,
    StandIn: React.FunctionComponent<Props> = Nothing,
) {
    let Loaded: Feature<Props> | undefined;
    const ready = new Set<string>();

    return (props: Props) => {
        const {locale} = host.ReactIntl.useIntl();
        const [, setReadyIn] = React.useState('');

        React.useEffect(() => {
            let wanted = true;
            const prepare = async () => {
                Loaded ??= await load();
                await Loaded.prepare(locale);
                ready.add(locale);
                if (wanted) {
                    setReadyIn(locale);
                }
            };
            if (!ready.has(locale)) {
                prepare().catch(() => {}); // The stand-in stays.
            }
            return () => {
                wanted = false;
            };
        }, [locale]);

        return Loaded && ready.has(locale) ? <Loaded {...props} /> : <StandIn {...props} />;
    };
}
