import React from 'react';
import {FormattedMessage} from 'react-intl';

import type {Mine} from '../client';
import {withTexts} from '../i18n/texts';
import {Section} from './section';
import {useMine} from './use_mine';

type Choices = Pick<Mine, 'show_status' | 'do_not_disturb' | 'show_joined'>;

/** What the person's status shows while they are in a meeting, and whether others see that they joined. */
export const Status = withTexts(() => {
    const {mine, error, save} = useMine();
    const [chosen, setChosen] = React.useState<Partial<Choices>>({});
    const choices: Choices = {show_status: false, do_not_disturb: false, show_joined: true, ...mine, ...chosen};

    const checkbox = (choice: keyof Choices, label: string, isDisabled = false) => (
        <div className="checkbox">
            <label>
                <input
                    type="checkbox"
                    checked={choices[choice] && !isDisabled}
                    disabled={isDisabled}
                    onChange={() => setChosen({...chosen, [choice]: !choices[choice]})}
                />
                <FormattedMessage id={label} />
            </label>
        </div>
    );
    return (
        <Section
            title="blizz.status"
            describe={mine && <FormattedMessage id={mine.show_status ? 'blizz.status.on' : 'blizz.status.off'} />}
            error={error}
            maySave={mine !== undefined}
            save={() => save(chosen)}
        >
            <fieldset>
                <legend className="form-legend">
                    <FormattedMessage id="blizz.status.help" />
                </legend>
                {checkbox('show_status', 'blizz.status.show')}
                {checkbox('do_not_disturb', 'blizz.status.quiet', !choices.show_status)}
                {checkbox('show_joined', 'blizz.status.joined')}
            </fieldset>
        </Section>
    );
});
