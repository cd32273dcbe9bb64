import type {GlobalState} from '@mattermost/types/store';
import type {Action, UnknownAction} from 'redux';

import {pluginId} from './manifest';

/** A meeting service, as in the answer of GET /settings. */
export interface Service {
    /** Identifies the service in posts. It never changes. */
    key: string;
    name: string;
    /** "id" if the service's links are made from IDs, "link" if its links are kept whole. */
    kind?: 'id' | 'link';
    /** The template of a link, with {id}. */
    link?: string;
    /**
     * The template for meetings with a known password, with {id} and {password}. Empty if the service has no such
     * links.
     */
    link_with_password?: string;
    /** How IDs of each length are shown: "3-3-3". */
    show?: Record<string, string>;
    /** The hosts of its links, maybe with a port. "*.zoom.us" stands for all hosts below it. */
    hosts?: string[];
}

/** The administrator's settings, as in the server's answers and websocket events. */
export interface Settings {
    /** Name and link of the default service. */
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

/** The plugin's part of the store: the settings, or null until they have arrived. */
export function settingsReducer(state: Settings | null = null, action: Action): Settings | null {
    return action.type === RECEIVED ? (action as ReceivedSettings).settings : state;
}

export function selectSettings(state: GlobalState): Settings | null {
    return (state as unknown as Record<string, Settings | null | undefined>)[`plugins-${pluginId}`] ?? null;
}

/** The name of the default service. Until the settings have arrived, it is the built-in name. */
export function serviceName(settings: Settings | null): string {
    return settings?.service_name ?? 'Blizz';
}

/** The key of the service that every server has. */
export const blizzKey = 'blizz';

/** All services, Blizz first. */
export function servicesIn(settings: Settings): Service[] {
    const {services = []} = settings;
    const blizz = services.find(({key}) => key === blizzKey) ?? usualBlizz(settings);
    return [blizz, ...services.filter(({key}) => key !== blizzKey)];
}

/** Blizz, made from the fields that all versions of the server send. */
function usualBlizz({service_name, join_url_template}: Settings): Service {
    const own = /^https?:\/\/([^/?#]+)/i.exec(join_url_template)?.slice(1) ?? [];
    const hosts = ['go.blizz.com', 'go.teamviewer.com', ...own];
    return {key: blizzKey, name: service_name, kind: 'id', link: join_url_template, hosts};
}
