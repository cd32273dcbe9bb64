import type {GlobalState} from '@mattermost/types/store';
import type {Action, UnknownAction} from 'redux';

import {pluginId} from './manifest';

/** What an administrator has set. */
export interface Settings {
    serviceName: string;
    joinURLTemplate: string;
    /** The plugin's bot. */
    botUserId: string;
}

/** The same as the server writes it, in answers and in websocket events. */
export interface SettingsBody {
    service_name: string;
    join_url_template: string;
    bot_user_id: string;
}

const RECEIVED = `${pluginId}_received_settings`;

interface ReceivedSettings extends UnknownAction {
    type: typeof RECEIVED;
    settings: Settings;
}

export function receivedSettings(body: SettingsBody): ReceivedSettings {
    return {
        type: RECEIVED,
        settings: {
            serviceName: body.service_name,
            joinURLTemplate: body.join_url_template,
            botUserId: body.bot_user_id,
        },
    };
}

/** The plugin's own part of the store: the settings, or null until they have come. */
export function settingsReducer(state: Settings | null = null, action: Action): Settings | null {
    return action.type === RECEIVED ? (action as ReceivedSettings).settings : state;
}

export function selectSettings(state: GlobalState): Settings | null {
    return (state as unknown as Record<string, Settings | null | undefined>)[`plugins-${pluginId}`] ?? null;
}

/** What the service is called; until the settings have come, as it is by default. */
export function serviceName(settings: Settings | null): string {
    return settings?.serviceName ?? 'Blizz';
}
