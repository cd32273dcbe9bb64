import type {Channel} from '@mattermost/types/channels';
import type {Post} from '@mattermost/types/posts';
import type {UserProfile} from '@mattermost/types/users';

import {place} from './place';

export type Cookie = {name: string; value: string; url: string};

/** An invitation, as the body of the plugin's route. */
export type NewInvitation = {
    meeting: string;
    topic?: string;
    password?: string;
    root_id?: string;
    starts_at?: number;
    duration_minutes?: number;
    /** The value of an RRULE property. */
    repeat?: string;
};

/** A preference of Mattermost's: its category, its name and its value. */
export type Choice = [category: string, name: string, value: string];

/** A person who is logged in and uses the server's REST API, to prepare what a test looks at in the browser. */
export class Person {
    private constructor(
        readonly id: string,
        readonly name: string,
        readonly cookies: Cookie[],
    ) {}

    static async logIn(name: string): Promise<Person> {
        const response = await fetch(`${place().url}/api/v4/users/login`, {
            method: 'POST',
            headers: {'X-Requested-With': 'XMLHttpRequest'},
            body: JSON.stringify({login_id: name, password: place().password}),
        });
        const user = (await response.json()) as UserProfile;
        return new Person(user.id, name, response.headers.getSetCookie().map(readCookie));
    }

    async rest<T>(method: string, path: string, body?: unknown): Promise<T> {
        const response = await fetch(place().url + path, {
            method,
            headers: {
                Cookie: this.cookies.map(({name, value}) => `${name}=${value}`).join('; '),
                'X-CSRF-Token': this.cookies.find(({name}) => name === 'MMCSRF')?.value ?? '',
                'Content-Type': 'application/json',
            },
            body: body === undefined ? undefined : JSON.stringify(body),
        });
        if (!response.ok) {
            throw new Error(`${method} ${path} as ${this.name}: ${response.status} ${await response.text()}`);
        }
        return (response.status === 204 ? undefined : await response.json()) as T;
    }

    post(channel: Channel, message: string, more: Partial<Post> = {}): Promise<Post> {
        return this.rest('POST', '/api/v4/posts', {channel_id: channel.id, message, ...more});
    }

    invite(channel: Channel, invitation: NewInvitation): Promise<Post> {
        return this.rest('POST', '/plugins/blizz/api/v1/invitations', {channel_id: channel.id, ...invitation});
    }

    end(invitation: Post): Promise<Post> {
        return this.rest('POST', `/plugins/blizz/api/v1/invitations/${invitation.id}/end`);
    }

    /** The browser's request when somebody presses Join. The answer has no body. */
    async join(invitation: Post): Promise<void> {
        await this.rest('POST', `/plugins/blizz/api/v1/invitations/${invitation.id}/joined`);
    }

    /** The lines of an invitation's calendar file. */
    async calendar(invitation: Post): Promise<string[]> {
        const response = await fetch(`${place().url}/plugins/blizz/api/v1/invitations/${invitation.id}/calendar.ics`, {
            headers: {Cookie: this.cookies.map(({name, value}) => `${name}=${value}`).join('; ')},
        });
        return (await response.text()).replaceAll('\r\n ', '').split('\r\n');
    }

    posts(channel: Channel): Promise<{order: string[]; posts: Record<string, Post>}> {
        return this.rest('GET', `/api/v4/channels/${channel.id}/posts`);
    }

    async invitations(channel: Channel): Promise<Post[]> {
        const {order, posts} = await this.posts(channel);
        return order.map((id) => posts[id]).filter(({type}) => (type as string) === 'custom_blizz');
    }

    async prefer(...choices: Choice[]): Promise<void> {
        const preferences = choices.map(([category, name, value]) => ({user_id: this.id, category, name, value}));
        await this.rest('PUT', `/api/v4/users/${this.id}/preferences`, preferences);
    }

    async change(profile: Partial<Pick<UserProfile, 'locale' | 'timezone'>>): Promise<void> {
        await this.rest('PUT', `/api/v4/users/${this.id}/patch`, profile);
    }
}

function readCookie(header: string): Cookie {
    const [, name, value] = /^([^=]+)=([^;]*)/.exec(header)!;
    return {name, value, url: place().url};
}
