import React from 'react';

import {type Found, findMeeting} from '../meeting_find';
import {type Room, type Rooms, usualRoom} from '../rooms/rooms';
import type {Plan} from '../schedule/plan';
import {usePlan} from './use_plan';

/** An invitation that can be posted. */
export interface Draft {
    meetingID: string;
    topic: string;
    password: string;
    plan: Plan;
}

/** Says that the meeting is none of the rooms but what is typed. */
export const anotherMeeting = '';

/**
 * What is being filled in. Where topic and password haven't been touched, they are those that came with the meeting: with
 * a recent one, or with the text that was pasted.
 */
export function useDraft(rooms: Rooms | undefined, template: string | undefined) {
    const [chosenID, choose] = React.useState<string | null>(null);
    const [text, setText] = React.useState('');
    const [topic, setTopic] = React.useState<string | null>(null);
    const [password, setPassword] = React.useState<string | null>(null);
    const {plan, ...planning} = usePlan();

    const choice = chosenID ?? (rooms && usualRoom(rooms)?.meeting_id) ?? anotherMeeting;
    const room = rooms && roomOf(rooms, choice);
    const found: Found = room ? foundIn(room) : findMeeting(text, template);
    const given = found.error ? {topic: '', password: ''} : found;
    const fields = {text, topic: topic ?? given.topic, password: password ?? given.password};
    const draft: Draft | null =
        found.error || !plan
            ? null
            : {meetingID: found.id, topic: fields.topic.trim(), password: fields.password.trim(), plan};

    return {
        choice,
        isChosen: chosenID !== null,
        choose,
        fields,
        setText,
        setTopic,
        setPassword,
        found,
        planning,
        draft,
    };
}

function roomOf({mine, channel, recent}: Rooms, id: string): Room | undefined {
    return [channel, mine, ...recent].find((room) => room?.meeting_id === id) ?? undefined;
}

function foundIn({meeting_id, topic = ''}: Room): Found {
    return {id: meeting_id, topic, password: ''};
}
