import type {GlobalState} from '@mattermost/types/store';
import type {Action, UnknownAction} from 'redux';

import {pluginId} from './manifest';

/** A meeting service, as the server writes it in GET /settings. */
export interface Service {
    /** Names the service in posts. It never changes. */
    key: string;
    name: string;
    /** "id" for a service whose links are made from IDs, "link" for one whose links are kept whole. */
    kind?: 'id' | 'link';
    /** Makes the link: has {id}. */
    link?: string;
    /** Makes the link where there is a password: has {id} and {password}. Empty where no link carries one. */
    link_with_password?: string;
    /** How IDs are shown, by their length: "3-3-3". */
    show?: Record<string, string>;
    /** The hosts of its links, with a port where it is not the usual one; "*.zoom.us" stands for all below it. */
    hosts?: string[];
}

/** What an administrator has set, as the server writes it in answers and in websocket events. */
export interface Settings {
    /** Of the service that is meant where nothing names one. */
    service_name: string;
    join_url_template: string;
    bot_user_id: string;
    services?: Service[];
}

const RECEIVED = `${pluginId}_received_settings`;

interface ReceivedSettings extends UnknownAction {
    type: typeof RECEIVED;
    settings: Settings;
}

export function receivedSettings(settings: Settings): ReceivedSettings {
    return {type: RECEIVED, settings};
}

/** The plugin's own part of the store: the settings, or null until they have come. */
export function settingsReducer(state: Settings | null = null, action: Action): Settings | null {
    return action.type === RECEIVED ? (action as ReceivedSettings).settings : state;
}

export function selectSettings(state: GlobalState): Settings | null {
    return (state as unknown as Record<string, Settings | null | undefined>)[`plugins-${pluginId}`] ?? null;
}

/** What the main service is called; until the settings have come, as it is by default. */
export function serviceName(settings: Settings | null): string {
    return settings?.service_name ?? 'Blizz';
}

/** The key of the service that every server has. */
export const blizzKey = 'blizz';

/** Every service that is set up, Blizz first. */
export function servicesIn(settings: Settings): Service[] {
    const {services = []} = settings;
    const blizz = services.find(({key}) => key === blizzKey) ?? usualBlizz(settings);
    return [blizz, ...services.filter(({key}) => key !== blizzKey)];
}

/** Blizz by what every version of the server says. */
function usualBlizz({service_name, join_url_template}: Settings): Service {
    const own = /^https?:\/\/([^/?#]+)/i.exec(join_url_template)?.slice(1) ?? [];
    const hosts = ['go.blizz.com', 'go.teamviewer.com', ...own];
    return {key: blizzKey, name: service_name, kind: 'id', link: join_url_template, hosts};
}
