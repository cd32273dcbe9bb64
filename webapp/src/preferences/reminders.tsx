import React from 'react';
import {FormattedMessage, useIntl} from 'react-intl';

import {withTexts} from '../i18n/texts';
import {useTimeWords} from '../schedule/words';
import {Section} from './section';
import {useMine} from './use_mine';

/** The possible times before a start, in minutes; 0 for no reminder. */
const choices = [0, 5, 10, 15, 30, 60];

/** When the person is reminded of meetings to which they are going. */
export const Reminders = withTexts(() => {
    const {formatMessage} = useIntl();
    const words = useTimeWords();
    const name = React.useId();
    const {mine, error, save} = useMine();
    const [chosen, setChosen] = React.useState<number>();

    const label = (minutes: number) =>
        minutes === 0
            ? formatMessage({id: 'blizz.reminders.none'})
            : formatMessage({id: 'blizz.reminders.before'}, {time: words.duration(minutes)});

    return (
        <Section
            title="blizz.reminders"
            describe={mine && label(mine.remind_before_minutes)}
            error={error}
            maySave={mine !== undefined}
            save={() => save(chosen === undefined ? {} : {remind_before_minutes: chosen})}
        >
            <fieldset>
                <legend className="form-legend">
                    <FormattedMessage id="blizz.reminders.help" />
                </legend>
                {choices.map((minutes) => (
                    <div key={minutes} className="radio">
                        <label>
                            <input
                                type="radio"
                                name={name}
                                checked={(chosen ?? mine?.remind_before_minutes) === minutes}
                                onChange={() => setChosen(minutes)}
                            />
                            {label(minutes)}
                        </label>
                    </div>
                ))}
            </fieldset>
        </Section>
    );
});
