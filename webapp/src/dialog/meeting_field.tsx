import React from 'react';
import {useIntl} from 'react-intl';

import {MeetingName} from '../card/summary';
import {Field} from '../ui/field';
import {isolate} from '../ui/isolate';

interface Props {
    value: string;
    /** The meeting that the server has read, once it has. */
    found?: {display_id: string; serviceName: string};
    /** Why the server reads none; empty where it does, or hasn't said. */
    refusal: string;
    autoFocus?: boolean;
    onChange(value: string): void;
}

/** The web client fixes the height of fields in dialogs, by selectors that a style sheet would have to outdo. */
const growing = {height: 'auto', minHeight: 40};

/** Pasted invitations have many lines; more than this is no help in checking them. */
const mostRows = 6;

/** Where the meeting is typed or pasted, and below it what has been understood. */
export function MeetingField({value, found, refusal, autoFocus, onChange}: Props) {
    const {formatMessage} = useIntl();
    const [left, setLeft] = React.useState(false);
    // As long as somebody types, what isn't yet a meeting is no mistake.
    const isWrong = left && value.trim() !== '' && refusal !== '';

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
            note={value.trim() === '' ? '' : <Understood found={found} refusal={refusal} />}
            error={isWrong ? refusal : ''}
            rows={rows}
            style={growing}
            autoComplete="off"
            autoFocus={autoFocus}
            value={value}
            placeholder={formatMessage({id: 'blizz.dialog.meeting.hint'})}
            onChange={onChange}
            onKeyDown={submitOnEnter}
            onBlur={() => setLeft(true)}
        />
    );
}

function Understood({found, refusal}: Pick<Props, 'found' | 'refusal'>) {
    if (refusal !== '') {
        return <>{isolate(refusal)}</>;
    }
    if (!found) {
        return null;
    }
    const meeting = {displayID: found.display_id, service: {name: found.serviceName}};
    return (
        <span className="blizz-note--good blizz-icon icon-check-circle-outline">
            <MeetingName meeting={meeting} />
        </span>
    );
}
