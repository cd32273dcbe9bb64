import type {GlobalState} from '@mattermost/types/store';

/** Two people in a channel, seen by alice, with the parts of the web client's state that the plugin reads. */
export function stateOf(
    overrides: {
        userId?: string;
        preferences?: Record<string, string>;
        roles?: string;
        locale?: string;
        config?: object;
        license?: object;
    } = {},
) {
    const {userId = 'alice-id', preferences = {}, roles = 'system_user', locale = 'en', config, license} = overrides;
    return {
        entities: {
            users: {
                currentUserId: userId,
                profiles: {
                    'alice-id': {...person('alice', 'Alice', 'Adams', roles), locale},
                    'bob-id': person('bob', '', '', 'system_user'),
                },
            },
            general: {
                config: {TeammateNameDisplay: 'username', SiteURL: 'https://chat.example.com', ...config},
                license: {...license},
            },
            preferences: {
                myPreferences: Object.fromEntries(
                    Object.entries(preferences).map(([name, value]) => [`display_settings--${name}`, {value}]),
                ),
            },
            channels: {
                currentChannelId: 'channel-id',
                channels: {
                    'channel-id': {id: 'channel-id', type: 'O', display_name: 'Town Square', team_id: 'team-id'},
                    'direct-id': {id: 'direct-id', type: 'D', display_name: '', name: 'alice-id__bob-id', team_id: ''},
                },
                stats: {'channel-id': {member_count: 5012}},
                myMembers: {'channel-id': {roles: 'channel_user'}},
            },
            posts: {posts: {}, reactions: {}},
            teams: {myMembers: {'team-id': {roles: 'team_user'}}},
            roles: {
                roles: {
                    system_user: {permissions: ['create_post']},
                    system_admin: {permissions: ['create_post', 'edit_others_posts']},
                },
            },
        },
    } as unknown as GlobalState;
}

function person(username: string, first: string, last: string, roles: string) {
    return {
        username,
        first_name: first,
        last_name: last,
        nickname: '',
        roles,
        timezone: {useAutomaticTimezone: 'false', automaticTimezone: '', manualTimezone: 'Asia/Tokyo'},
    };
}
