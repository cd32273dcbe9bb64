import type {Channel} from '@mattermost/types/channels';
import type {Post} from '@mattermost/types/posts';
import type {GlobalState} from '@mattermost/types/store';
import type React from 'react';
import type {Reducer, Store} from 'redux';

export type ClientStore = Store<GlobalState>;

/** Props of a component that shows the posts of one type. */
export interface PostProps {
    post: Post;
}

/** The place where a slash command was typed. */
export interface CommandArgs {
    channel_id: string;
    root_id?: string;
}

/** The action of a button. The Threads view has no current channel. */
export type ChannelAction = (channel?: Channel) => void;

/** The result of a slash-command hook: the command, to go on with it, or nothing if the hook has handled it. */
export type CommandAnswer = {message: string; args: CommandArgs} | Record<string, never>;

/** A section of a person's settings. Its title is also its key. */
export interface UserSettings {
    id: string;
    uiName: string;
    icon?: string;
    sections: Array<{title: string; component: React.ComponentType}>;
}

/** Props of the plugin's own settings in the System Console. */
export interface AdminSettingProps {
    id: string;
    value?: string;
    disabled: boolean;
    setByEnv: boolean;
    config: {PluginSettings?: {Plugins?: Record<string, Record<string, unknown> | undefined>}};
    onChange(id: string, value: string): void;
    registerSaveAction(action: SaveAction): void;
    unRegisterSaveAction(action: SaveAction): void;
}

/** Runs when the administrator saves. An error keeps the page from reporting success. */
export type SaveAction = () => Promise<{error?: {message: string}}>;

/**
 * The methods of the web client's plugin registry that are used here, as of Mattermost 11.1.
 *
 * Source: webapp/channels/src/plugins/registry.ts of github.com/mattermost/mattermost.
 */
export interface Registry {
    registerReducer(reducer: Reducer): void;
    registerPostTypeComponent(type: string, component: React.ComponentType<PostProps>): void;
    /** Below each message, except those of a registered type. */
    registerPostMessageAttachmentComponent(component: React.ComponentType<{postId: string}>): string;
    unregisterComponent(id: string): void;
    /** Returns the component's id, like the next two. */
    registerChannelHeaderButtonAction(entry: {
        icon: React.ReactElement;
        action: ChannelAction;
        dropdownText: string;
        tooltipText: string;
    }): string;
    registerAppBarComponent(entry: {iconUrl: string; tooltipText: string; action: ChannelAction}): string;
    /** Beside a channel's name in the list of channels. */
    registerSidebarChannelLinkLabelComponent(component: React.ComponentType<{channel: Channel}>): string;
    /** Above the messages of the open channel. */
    registerChannelToastComponent(component: React.ComponentType): string;
    /** An entry in the menu of the channel's header. */
    registerChannelHeaderMenuAction(entry: {
        text: string;
        action(channelId: string): void;
        shouldRender(state: GlobalState): boolean;
    }): string;
    registerSlashCommandWillBePostedHook(
        hook: (message: string, args: CommandArgs) => Promise<CommandAnswer> | CommandAnswer,
    ): void;
    registerAdminConsoleCustomSetting(
        key: string,
        component: React.ComponentType<AdminSettingProps>,
        options: {showTitle: boolean},
    ): void;
    registerUserSettings(settings: UserSettings): void;
    registerWebSocketEventHandler(event: string, handler: (message: {data: Record<string, unknown>}) => void): void;
    registerReconnectHandler(handler: () => void): void;
}
