import type {Post} from '@mattermost/types/posts';

import {type Meeting, meetingByID, meetingByLink} from '../meeting/link';
import {type Plan, readPlan, readTime} from '../schedule/plan';
import {blizzKey, type Settings, servicesIn} from '../settings';

/** An invitation as a post tells it. */
export interface Invitation {
    meeting: Meeting;
    topic: string;
    password: string;
    plan: Plan;
    ended: boolean;
    /** Whether it was ended before it had begun. */
    cancelled: boolean;
    /** Milliseconds since 1970; 0 where the post doesn't say. */
    endedAt: number;
    /** How long it was, in minutes, and how many joined from here; 0 where the post doesn't say. */
    lastedMinutes: number;
    joinedCount: number;
}

/** The most that a person may write, in characters: the server's own bounds. */
export const maxTopic = 250;
export const maxPassword = 128;

/**
 * Reads the invitation out of a post, or null where it holds none of a service that is set up. Anyone can make a post of
 * any type with any props, so nothing in them is sure to be there, or to be of the type it should be.
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

/** A link in the props is read only where no ID makes it, and then its host is checked. */
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
