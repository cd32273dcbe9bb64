import React from 'react';
import {FormattedMessage, useIntl} from 'react-intl';

import {displayID} from '../meeting';
import type {Found} from '../meeting_find';
import {Field} from '../ui/field';
import {Icon} from '../ui/icon';

interface Props {
    value: string;
    found: Found;
    autoFocus?: boolean;
    onChange(value: string): void;
}

/** The web client fixes the height of fields in dialogs, by selectors that a style sheet would have to outdo. */
const growing = {height: 'auto', minHeight: 40};

/** Pasted invitations have many lines; more than this is no help in checking them. */
const mostRows = 6;

/** Where the meeting is typed or pasted, and below it what has been understood. */
export function MeetingField({value, found, autoFocus, onChange}: Props) {
    const {formatMessage} = useIntl();
    const [left, setLeft] = React.useState(false);

    // A line of its own for each pasted one: in a single-line input they would run into each other.
    const rows = Math.min(value.split('\n').length, mostRows);
    const submitOnEnter = (event: React.KeyboardEvent<HTMLTextAreaElement>) => {
        if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) {
            event.preventDefault();
            event.currentTarget.form?.requestSubmit();
        }
    };

    return (
        <Field
            kind="textarea"
            label="blizz.dialog.meeting"
            note={value.trim() !== '' && <MeetingNote found={found} wrong={left} />}
            rows={rows}
            style={growing}
            autoComplete="off"
            autoFocus={autoFocus}
            value={value}
            placeholder={formatMessage({id: 'blizz.dialog.meeting.hint'})}
            aria-invalid={left && value !== '' && found.error !== undefined}
            onChange={onChange}
            onKeyDown={submitOnEnter}
            onBlur={() => setLeft(true)}
        />
    );
}

/** What has been understood. As long as somebody types, what isn't yet a meeting is no mistake. */
function MeetingNote({found, wrong}: {found: Found; wrong: boolean}) {
    if (found.error) {
        return (
            <span className={wrong ? 'blizz-error' : ''}>
                <Icon name="alert-circle-outline" />
                <FormattedMessage id={`blizz.error.${found.error}`} />
            </span>
        );
    }
    return (
        <span className="blizz-note--good">
            <Icon name="check-circle-outline" />
            <bdi dir="ltr">{displayID(found.id)}</bdi>
        </span>
    );
}
