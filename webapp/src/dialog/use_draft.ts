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

/** The values that are being filled in. */
export interface Draft {
    /** The text of the chosen room. It is empty for a typed meeting, and null until something is chosen. */
    choice: string | null;
    text: string;
    /** Null until the person changes it. Until then it is the value that came with the meeting. */
    topic: string | null;
    password: string | null;
    later: boolean;
    plan: PlanFields | null;
    /** The person has seen that the meeting's link holds a key, and wants to post it. */
    confirmed: boolean;
}

/** Marks a typed meeting in place of a room. */
export const anotherMeeting = '';

const empty: Draft = {choice: null, text: '', topic: null, password: null, later: false, plan: null, confirmed: false};

/** Values that were not posted, by place. Escape must not lose them. */
const drafts = new Map<string, Draft>();

/** A pasted text that the server has read: the meeting's text, and the other values. */
interface Read {
    text: string;
    meeting: string;
    topic: string;
    password: string;
}

/** Keeps the values and the server's answer. Values typed with a command win over kept ones. */
export function useDraft({channelId, rootId}: Place, rooms: Rooms | undefined, typed?: Typed) {
    const key = `${channelId}/${rootId}`;
    const zone = useSelector((state: GlobalState) => timeFormat(state).timeZone);
    const [draft, setDraft] = React.useState(() => (typed ? draftOf(typed, zone) : (drafts.get(key) ?? empty)));
    const [read, setRead] = React.useState<Read>();
    // Another meeting needs a new confirmation.
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

    // Once the server has read a pasted text, its values go into the fields, where the person can change them.
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
        /** Changes only when the person changes something, and not when the server has read the text. */
        identity: JSON.stringify([choice, draft]),
        check,
        /** Keeps the draft for the next time. */
        keep: () => (draft === empty ? drafts.delete(key) : drafts.set(key, draft)),
        forget: () => drafts.delete(key),
    };
}

/** A draft with typed values, for the default room. */
function draftOf({topic, password, starts_at, duration_minutes, repeat}: Typed, zone?: string): Draft {
    const plan = {startsAt: starts_at, durationMinutes: duration_minutes, rule: readRule(repeat, zone ?? '')};
    const isPlanned = starts_at > 0;
    return {...empty, topic, password, later: isPlanned, plan: isPlanned ? fieldsOf(plan, zone) : null};
}

const noRoom: Room = {meeting_id: '', display_id: '', join_url: ''};

function roomOf({mine, channel, recent}: Rooms, text: string): Room | undefined {
    return [channel, mine, ...recent].find((room) => room && roomText(room) === text && text !== '') ?? undefined;
}

/** The invitation to post, or null if the fields are incomplete. Absent values are left out. */
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
