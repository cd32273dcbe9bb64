import type {GlobalState} from '@mattermost/types/store';
import React from 'react';
import {useSelector} from 'react-redux';

import {type Confirmation, checkInvitation, type InvitationFields, type NewInvitation, type Typed} from '../client';
import {timeFormat} from '../mattermost/state';
import {type Room, type Rooms, roomText, usualRoom} from '../rooms/rooms';
import {readRule, writeRule} from '../schedule/repeat';
import type {Place} from './place';
import {fieldsOf, type PlanFields, planOf, usualFields} from './plan_fields';
import {useCheck} from './use_check';

/** What is being filled in. */
export interface Draft {
    /** What names the chosen room; empty for a meeting that is typed; null until something is chosen. */
    choice: string | null;
    text: string;
    /** Null as long as nobody has touched it: then it is what came with the meeting. */
    topic: string | null;
    password: string | null;
    later: boolean;
    plan: PlanFields | null;
    /** The person has seen that the meeting's link holds a key, and wants to use it. */
    confirmed: boolean;
}

/** Says that the meeting is none of the rooms but what is typed. */
export const anotherMeeting = '';

const empty: Draft = {choice: null, text: '', topic: null, password: null, later: false, plan: null, confirmed: false};

/** What was left unposted, by where it was to go: Escape is not meant to lose it. */
const drafts = new Map<string, Draft>();

/** A pasted text that the server has read: what names its meeting, and what else the text says. */
interface Read {
    text: string;
    meeting: string;
    topic: string;
    password: string;
}

/** Keeps what is filled in, and what the server says of it. What was typed with a command comes before what was left. */
export function useDraft({channelId, rootId}: Place, rooms: Rooms | undefined, typed?: Typed) {
    const key = `${channelId}/${rootId}`;
    const zone = useSelector((state: GlobalState) => timeFormat(state).timeZone);
    const [draft, setDraft] = React.useState(() => (typed ? draftOf(typed, zone) : (drafts.get(key) ?? empty)));
    const [read, setRead] = React.useState<Read>();
    // Another meeting has to be confirmed anew.
    const change = (part: Partial<Draft>) =>
        setDraft((before) => ({...before, ...(('text' in part || 'choice' in part) && {confirmed: false}), ...part}));

    const choice = draft.choice ?? roomText((rooms && usualRoom(rooms)) ?? noRoom);
    const room = rooms && roomOf(rooms, choice);
    const given = room ?? (read?.text === draft.text ? read : undefined);
    const topic = draft.topic ?? given?.topic ?? '';
    const password = draft.password ?? (given as Read | undefined)?.password ?? '';
    const meeting = room ? roomText(room) : read?.text === draft.text ? read.meeting : draft.text.trim();
    const invitation = invitationOf({channelId, rootId}, {...draft, topic, password}, meeting, zone);
    const {expect, ...check} = useCheck(invitation, checkInvitation);

    // Once the server has read what was pasted, its words go into the fields, where they can be changed.
    const {checked} = check;
    React.useEffect(() => {
        if (checked && invitation && !room && read?.text !== draft.text) {
            const named = roomText(checked);
            const found = {topic: draft.topic ?? checked.topic, password: draft.password ?? checked.password};
            expect(withFields(invitation, {meeting: named, ...found}), {checked});
            setRead({text: draft.text, meeting: named, topic: checked.topic, password: checked.password});
        }
    }, [checked, invitation, room, read, draft, expect]);

    return {
        choice,
        isChosen: draft.choice !== null,
        fields: {...draft, topic, password},
        change,
        setLater: (later: boolean) => change({later, plan: draft.plan ?? usualFields(zone)}),
        invitation,
        /** Changes only when the person changes something, not when the server has read what they typed. */
        identity: JSON.stringify([choice, draft]),
        check,
        /** Keeps the draft for the next time. */
        keep: () => (draft === empty ? drafts.delete(key) : drafts.set(key, draft)),
        forget: () => drafts.delete(key),
    };
}

/** A draft of what was typed, for the room that is meant where nobody says which. */
function draftOf({topic, password, starts_at, duration_minutes, repeat}: Typed, zone?: string): Draft {
    const plan = {startsAt: starts_at, durationMinutes: duration_minutes, rule: readRule(repeat, zone ?? '')};
    const isPlanned = starts_at > 0;
    return {...empty, topic, password, later: isPlanned, plan: isPlanned ? fieldsOf(plan, zone) : null};
}

const noRoom: Room = {meeting_id: '', display_id: '', join_url: ''};

function roomOf({mine, channel, recent}: Rooms, text: string): Room | undefined {
    return [channel, mine, ...recent].find((room) => room && roomText(room) === text && text !== '') ?? undefined;
}

/** The invitation that can be posted, or null until the fields say one. What is not said is left out. */
function invitationOf({channelId, rootId}: Place, draft: Draft, meeting: string, zone?: string): NewInvitation | null {
    const plan = draft.later ? draft.plan && planOf(draft.plan, zone) : undefined;
    if (meeting === '' || plan === null) {
        return null;
    }
    return withFields(
        {channel_id: channelId, ...(rootId && {root_id: rootId})},
        {
            meeting,
            topic: draft.topic?.trim(),
            password: draft.password?.trim(),
            starts_at: plan?.startsAt,
            duration_minutes: plan?.durationMinutes,
            repeat: plan?.rule ? writeRule(plan.rule) : undefined,
            confirmed: draft.confirmed,
        },
    );
}

function withFields(invitation: NewInvitation, fields: InvitationFields & Confirmation): NewInvitation {
    const said = Object.entries({...invitation, ...fields}).filter(([, value]) => value);
    return Object.fromEntries(said) as unknown as NewInvitation;
}
