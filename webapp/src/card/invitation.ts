import type {Post} from '@mattermost/types/posts';

import {isCanonicalID} from '../meeting';
import {type Plan, readPlan, readTime} from '../schedule/plan';

/** An invitation as a post tells it. */
export interface Invitation {
    meetingID: string;
    topic: string;
    password: string;
    plan: Plan;
    ended: boolean;
    /** Whether it was ended before it had begun. */
    cancelled: boolean;
    /** Milliseconds since 1970; 0 where the post doesn't say. */
    endedAt: number;
}

/** The most that a person may write, in characters: the server's own bounds. */
const maxTopic = 250;
const maxPassword = 128;

/**
 * Reads the invitation out of a post, or null where it holds none. Anyone can make a post of any type with any props,
 * so nothing in them is sure to be there, or to be of the type it should be. A link in them is not read at all.
 */
export function readInvitation(post: Post): Invitation | null {
    const props: Record<string, unknown> = post.props ?? {};
    if (!isCanonicalID(props.meeting_id)) {
        return null;
    }
    const topic = textIn(props.topic);
    const password = textIn(props.password);
    if (characters(topic) > maxTopic || characters(password) > maxPassword) {
        return null;
    }
    return {
        meetingID: props.meeting_id,
        topic,
        password,
        plan: readPlan(props),
        ended: props.status === 'ended' || props.status === 'cancelled',
        cancelled: props.status === 'cancelled',
        endedAt: readTime(props.ended_at),
    };
}

function textIn(value: unknown): string {
    return typeof value === 'string' ? value : '';
}

function characters(text: string): number {
    return Array.from(text).length;
}
