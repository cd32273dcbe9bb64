import React from 'react';

import {webClient} from '../mattermost/globals';

/** Loads a component and its language. */
export interface Feature<Props> {
    (props: Props): React.ReactNode;
    prepare(locale: string): Promise<void>;
}

function Nothing() {
    return null;
}

/**
 * Loads a component when it is first shown. Until the component and the viewer's language are loaded, and if that
 * fails, a stand-in takes its place. The next rendering tries again.
 */
export function lazy<Props extends object>(
    load: () => Promise<Feature<Props>>,
    StandIn: React.FunctionComponent<Props> = Nothing,
) {
    let Loaded: Feature<Props> | undefined;
    const ready = new Set<string>();

    return (props: Props) => {
        const {locale} = webClient.ReactIntl.useIntl();
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
