import React from 'react';
import {useIntl} from 'react-intl';

import {MeetingName} from '../card/summary';
import {Field} from '../ui/field';
import {isolate} from '../ui/isolate';

interface Props {
    value: string;
    /** The meeting that the server has read, if any. */
    found?: {display_id: string; serviceName: string};
    /** Why the server found no meeting. Empty if it did, or hasn't answered. */
    refusal: string;
    autoFocus?: boolean;
    onChange(value: string): void;
}

/**
 * The web client fixes the height of inputs in dialogs with strong selectors. An inline style is needed against them.
 */
const growing = {height: 'auto', minHeight: 40};

/** A pasted invitation has many lines. More than this would not help to check it. */
const mostRows = 6;

/** The field for the meeting, and below it the meeting that was found. */
export function MeetingField({value, found, refusal, autoFocus, onChange}: Props) {
    const {formatMessage} = useIntl();
    const [left, setLeft] = React.useState(false);
    // While somebody types, an incomplete meeting is no error.
    const isWrong = left && value.trim() !== '' && refusal !== '';

    // Pasted lines stay separate. In a single-line input they would run together.
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
