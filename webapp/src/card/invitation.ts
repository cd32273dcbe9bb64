import type {Post} from '@mattermost/types/posts';

import {type Meeting, meetingByID, meetingByLink} from '../meeting/link';
import {type Plan, readPlan, readTime} from '../schedule/plan';
import {blizzKey, type Settings, servicesIn} from '../settings';

/** An invitation, as read from a post. */
export interface Invitation {
    meeting: Meeting;
    topic: string;
    password: string;
    plan: Plan;
    ended: boolean;
    /** Whether it was ended before its start. */
    cancelled: boolean;
    /** Milliseconds since 1970; 0 if the post doesn't say. */
    endedAt: number;
    /** The duration in minutes, and the number of people who joined; 0 if the post doesn't say. */
    lastedMinutes: number;
    joinedCount: number;
}

/** Limits of what a person may write, in characters. They are the server's. */
export const maxTopic = 250;
export const maxPassword = 128;

/**
 * Reads the invitation of a post. Null if it has none, or if its service isn't set up. Anybody can make a post of any
 * type with any props, so each prop may be absent or have a wrong type.
 */
export function readInvitation(post: Post, settings: Settings): Invitation | null {
    const props: Record<string, unknown> = post.props ?? {};
    const topic = textIn(props.topic);
    const password = textIn(props.password);
    const meeting = readMeeting(props, password, settings);
    if (!meeting || characters(topic) > maxTopic || characters(password) > maxPassword) {
        return null;
    }
    return {
        meeting,
        topic,
        password,
        plan: readPlan(props),
        ended: props.status === 'ended' || props.status === 'cancelled',
        cancelled: props.status === 'cancelled',
        endedAt: readTime(props.ended_at),
        lastedMinutes: countIn(props.lasted_minutes),
        joinedCount: countIn(props.joined_count),
    };
}

/** The link in the props is used only if there is no ID. Its host is then checked. */
function readMeeting(props: Record<string, unknown>, password: string, settings: Settings): Meeting | null {
    const key = props.service ?? blizzKey;
    const service = servicesIn(settings).find((service) => service.key === key);
    if (!service) {
        return null;
    }
    if (props.meeting_id !== undefined || service.key === blizzKey) {
        return meetingByID(service, textIn(props.meeting_id), password);
    }
    return meetingByLink(service, textIn(props.meeting_link));
}

function textIn(value: unknown): string {
    return typeof value === 'string' ? value : '';
}

function countIn(value: unknown): number {
    return Number.isSafeInteger(value) ? Math.max(Number(value), 0) : 0;
}

function characters(text: string): number {
    return Array.from(text).length;
}
