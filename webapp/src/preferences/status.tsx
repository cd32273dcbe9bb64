import React from 'react';
import {FormattedMessage} from 'react-intl';

import {withTexts} from '../i18n/texts';
import {Section} from './section';
import {useMine} from './use_mine';

/** Whether the person's status tells that they are in a meeting. */
export const Status = withTexts(() => {
    const {mine, error, save} = useMine();
    const [chosen, setChosen] = React.useState<boolean>();
    const isOn = chosen ?? mine?.show_status ?? false;

    return (
        <Section
            title="blizz.status"
            describe={mine && <FormattedMessage id={mine.show_status ? 'blizz.status.on' : 'blizz.status.off'} />}
            error={error}
            maySave={mine !== undefined}
            save={() => save({show_status: isOn})}
        >
            <fieldset>
                <legend className="form-legend">
                    <FormattedMessage id="blizz.status.help" />
                </legend>
                <div className="checkbox">
                    <label>
                        <input type="checkbox" checked={isOn} onChange={() => setChosen(!isOn)} />
                        <FormattedMessage id="blizz.status.show" />
                    </label>
                </div>
            </fieldset>
        </Section>
    );
});
