import reducerRegistry from 'mattermost-redux/store/reducer_registry';
import type {ComponentType, ReactNode} from 'react';

import {store} from '../store';
import {onEvent, onReconnect} from '../websocket';

import type {AdminSetting, ChannelAction, Places, SlashCommandHook, UserSettings} from './state';

/**
 * The registry that a plugin's `initialize` gets. It has those of Mattermost's methods that the tests' plugins call. Mattermost's
 * methods take their arguments in order or as one object. These take them only as the tests' plugins pass them.
 */
export class PluginRegistry {
    constructor(private readonly pluginId: string) {}

    registerPostMessageAttachmentComponent = (component: ComponentType<any>) =>
        this.add('PostMessageAttachment', {component});

    registerChannelToastComponent = (component: ComponentType<any>) => this.add('ChannelToast', {component});

    registerSidebarChannelLinkLabelComponent = (component: ComponentType<any>) =>
        this.add('SidebarChannelLinkLabel', {component});

    registerChannelHeaderButtonAction = (button: Places['ChannelHeaderButton']) => {
        const id = this.add('ChannelHeaderButton', button);
        return this.add('MobileChannelHeaderButton', button, id);
    };

    registerChannelHeaderMenuAction = (entry: Places['ChannelHeader']) => this.add('ChannelHeader', entry);

    registerCallButtonAction = (button: ReactNode, dropdownButton: ReactNode, action: ChannelAction) => {
        const id = this.add('CallButton', {button, dropdownButton, action});
        return this.add('MobileChannelHeaderButton', {action}, id);
    };

    registerAppBarComponent = (icon: Places['AppBar']) => this.add('AppBar', icon);

    registerSlashCommandWillBePostedHook = (hook: SlashCommandHook) => this.add('SlashCommandWillBePosted', {hook});

    unregisterComponent = (id: string) => {
        store.dispatch({type: 'REMOVED_PLUGIN_COMPONENT', id});
    };

    registerPostTypeComponent = (type: string, component: ComponentType<any>) => {
        store.dispatch({type: 'RECEIVED_PLUGIN_POST_COMPONENT', data: {type, component}});
    };

    registerUserSettings = (data: UserSettings) => {
        store.dispatch({type: 'RECEIVED_PLUGIN_USER_SETTINGS', pluginId: this.pluginId, data});
    };

    registerAdminConsoleCustomSetting = (
        key: string,
        component: AdminSetting['component'],
        options: AdminSetting['options'],
    ) => {
        store.dispatch({
            type: 'RECEIVED_PLUGIN_ADMIN_SETTING',
            pluginId: this.pluginId,
            key: key.toLowerCase(),
            data: {component, options},
        });
    };

    registerReducer = (reducer: any) => {
        reducerRegistry.register(`plugins-${this.pluginId}`, reducer);
    };

    registerWebSocketEventHandler = onEvent;

    registerReconnectHandler = onReconnect;

    private add<P extends keyof Places>(name: P, data: Places[P], id: string = crypto.randomUUID()): string {
        store.dispatch({type: 'RECEIVED_PLUGIN_COMPONENT', name, data: {...data, id, pluginId: this.pluginId}});
        return id;
    }
}
