import type {Channel, ChannelMembership} from '@mattermost/types/channels';
import type {CommandArgs} from '@mattermost/types/integrations';
import type {ClientPluginManifest} from '@mattermost/types/plugins';
import type {ComponentType, ReactNode} from 'react';

export type ChannelAction = (channel?: Channel, member?: ChannelMembership) => void;

/** The components that plugins register, by Mattermost's names of their places. */
export type Places = {
    PostMessageAttachment: {component: ComponentType<any>};
    ChannelToast: {component: ComponentType<any>};
    SidebarChannelLinkLabel: {component: ComponentType<any>};
    CallButton: {button: ReactNode; dropdownButton: ReactNode; action: ChannelAction};
    ChannelHeaderButton: {icon: ReactNode; action: ChannelAction; dropdownText: ReactNode; tooltipText?: ReactNode};
    /** The menu that the channel's name opens. */
    ChannelHeader: {text: ReactNode; action: (channelId: string) => void; shouldRender?: (state: any) => boolean};
    MobileChannelHeaderButton: {icon?: ReactNode; action: ChannelAction; dropdownText?: ReactNode};
    AppBar: {iconUrl: string; action: ChannelAction; tooltipText: ReactNode};
    SlashCommandWillBePosted: {hook: SlashCommandHook};
};

/** An error to show; or a changed command; or `{}`, if the plugin has handled the command; or undefined to go on. */
export type SlashCommandAnswer = {error?: {message: string}; message?: string; args?: CommandArgs} | undefined;
export type SlashCommandHook = (message: string, args: CommandArgs) => SlashCommandAnswer | Promise<SlashCommandAnswer>;

export type UserSettings = {
    id: string;
    uiName: string;
    icon?: string;
    sections: Array<{title: string; component: ComponentType}>;
};

export type AdminSetting = {component: ComponentType<any>; options: {showTitle: boolean}};

export type Registered<T> = T & {id: string; pluginId: string};

export type PluginsState = {
    plugins: Record<string, ClientPluginManifest>;
    components: {[P in keyof Places]: Array<Registered<Places[P]>>};
    postTypes: Record<string, {type: string; component: ComponentType<any>}>;
    userSettings: Record<string, UserSettings>;
    adminSettings: Record<string, Record<string, AdminSetting>>;
};

type Action =
    | {type: 'RECEIVED_WEBAPP_PLUGINS'; data: ClientPluginManifest[]}
    | {type: 'RECEIVED_PLUGIN_COMPONENT'; name: keyof Places; data: Registered<any>}
    | {type: 'REMOVED_PLUGIN_COMPONENT'; id: string}
    | {type: 'RECEIVED_PLUGIN_POST_COMPONENT'; data: PluginsState['postTypes'][string]}
    | {type: 'RECEIVED_PLUGIN_USER_SETTINGS'; pluginId: string; data: UserSettings}
    | {type: 'RECEIVED_PLUGIN_ADMIN_SETTING'; pluginId: string; key: string; data: AdminSetting};

const initial: PluginsState = {
    plugins: {},
    components: {
        PostMessageAttachment: [],
        ChannelToast: [],
        SidebarChannelLinkLabel: [],
        CallButton: [],
        ChannelHeaderButton: [],
        ChannelHeader: [],
        MobileChannelHeaderButton: [],
        AppBar: [],
        SlashCommandWillBePosted: [],
    },
    postTypes: {},
    userSettings: {},
    adminSettings: {},
};

export function plugins(state = initial, action: Action): PluginsState {
    switch (action.type) {
        case 'RECEIVED_WEBAPP_PLUGINS':
            return {...state, plugins: Object.fromEntries(action.data.map((manifest) => [manifest.id, manifest]))};
        case 'RECEIVED_PLUGIN_COMPONENT':
            return {
                ...state,
                components: {
                    ...state.components,
                    [action.name]: [...state.components[action.name], action.data].sort(byPluginId),
                },
            };
        case 'REMOVED_PLUGIN_COMPONENT':
            return {...state, components: without(state.components, action.id)};
        case 'RECEIVED_PLUGIN_POST_COMPONENT':
            return {...state, postTypes: {...state.postTypes, [action.data.type]: action.data}};
        case 'RECEIVED_PLUGIN_USER_SETTINGS':
            return {...state, userSettings: {...state.userSettings, [action.pluginId]: action.data}};
        case 'RECEIVED_PLUGIN_ADMIN_SETTING':
            return {
                ...state,
                adminSettings: {
                    ...state.adminSettings,
                    [action.pluginId]: {...state.adminSettings[action.pluginId], [action.key]: action.data},
                },
            };
        default:
            return state;
    }
}

/** Mattermost sorts registered components by their plugins' IDs. */
function byPluginId(a: Registered<unknown>, b: Registered<unknown>): number {
    return a.pluginId < b.pluginId ? -1 : Number(a.pluginId > b.pluginId);
}

function without(components: PluginsState['components'], id: string): PluginsState['components'] {
    return Object.fromEntries(
        Object.entries(components).map(([place, registered]) => [place, registered.filter((r) => r.id !== id)]),
    ) as PluginsState['components'];
}
