import reducerRegistry from 'mattermost-redux/store/reducer_registry';
import React, {type ComponentType, isValidElement, type ReactNode} from 'react';

import {store} from '../store';
import {onEvent, onReconnect} from '../websocket';

import type {AdminSetting, Places, SlashCommandHook, Translate, UserSettings} from './state';

/**
 * The registry that a plugin's `initialize` gets. It has those of Mattermost's methods that this page needs. Like Mattermost's
 * methods, they take their arguments in order or as one object.
 */
export class PluginRegistry {
    constructor(private readonly pluginId: string) {}

    registerRootComponent = (...args: unknown[]) => this.add('Root', named(['component'], args));

    registerPostMessageAttachmentComponent = (...args: unknown[]) =>
        this.add('PostMessageAttachment', named(['component'], args));

    registerChannelToastComponent = (...args: unknown[]) => this.add('ChannelToast', named(['component'], args));

    registerSidebarChannelLinkLabelComponent = (...args: unknown[]) =>
        this.add('SidebarChannelLinkLabel', named(['component'], args));

    registerChannelHeaderButtonAction = (...args: unknown[]) => {
        const button = named<Places['ChannelHeaderButton']>(['icon', 'action', 'dropdownText', 'tooltipText'], args);
        const id = this.add('ChannelHeaderButton', button);
        return this.add('MobileChannelHeaderButton', button, id);
    };

    registerChannelHeaderMenuAction = (...args: unknown[]) =>
        this.add('ChannelHeader', named(['text', 'action', 'shouldRender'], args));

    registerCallButtonAction = (...args: unknown[]) => {
        const {button, dropdownButton, action, icon, dropdownText} = named<
            Places['CallButton'] & Places['MobileChannelHeaderButton']
        >(['button', 'dropdownButton', 'action', 'icon', 'dropdownText'], args);
        const id = this.add('CallButton', {button: element(button), dropdownButton: element(dropdownButton), action});
        return this.add(
            'MobileChannelHeaderButton',
            {icon: element(icon), dropdownText: element(dropdownText), action},
            id,
        );
    };

    registerAppBarComponent = (...args: unknown[]) =>
        this.add(
            'AppBar',
            named(['iconUrl', 'action', 'tooltipText', 'supportedProductIds', 'rhsComponent', 'rhsTitle'], args),
        );

    registerPostWillRenderEmbedComponent = (...args: unknown[]) =>
        this.add('PostWillRenderEmbedComponent', named(['match', 'component', 'toggleable'], args));

    registerPostDropdownMenuAction = (...args: unknown[]) =>
        this.add('PostDropdownMenu', named(['text', 'action', 'filter'], args));

    registerSlashCommandWillBePostedHook = (...args: unknown[]) =>
        this.add('SlashCommandWillBePosted', named<{hook: SlashCommandHook}>(['hook'], args));

    unregisterComponent = (...args: unknown[]) => {
        const {componentId} = named<{componentId: string}>(['componentId'], args);
        store.dispatch({type: 'REMOVED_PLUGIN_COMPONENT', id: componentId});
    };

    registerPostTypeComponent = (...args: unknown[]) => {
        const id = newId();
        const data = {
            id,
            pluginId: this.pluginId,
            ...named<{type: string; component: ComponentType}>(['type', 'component'], args),
        };
        store.dispatch({type: 'RECEIVED_PLUGIN_POST_COMPONENT', data});
        return id;
    };

    registerUserSettings = (...args: unknown[]) => {
        const {setting} = named<{setting: UserSettings}>(['setting'], args);
        store.dispatch({type: 'RECEIVED_PLUGIN_USER_SETTINGS', pluginId: this.pluginId, data: setting});
    };

    registerAdminConsoleCustomSetting = (...args: unknown[]) => {
        const {key, component, options} = named<{
            key: string;
            component: ComponentType;
            options?: AdminSetting['options'];
        }>(['key', 'component', 'options'], args);
        store.dispatch({
            type: 'RECEIVED_PLUGIN_ADMIN_SETTING',
            pluginId: this.pluginId,
            key: key.toLowerCase(),
            data: {component, options: {showTitle: false, ...options}},
        });
    };

    registerTranslations = (...args: unknown[]) => {
        const {translate} = named<{translate: Translate}>(['translate'], args);
        store.dispatch({type: 'RECEIVED_PLUGIN_TRANSLATIONS', pluginId: this.pluginId, translate});
    };

    registerReducer = (...args: unknown[]) => {
        reducerRegistry.register(`plugins-${this.pluginId}`, named<{reducer: any}>(['reducer'], args).reducer);
    };

    registerWebSocketEventHandler = (...args: unknown[]) => {
        const {event, handler} = named<{event: string; handler: (message: unknown) => void}>(
            ['event', 'handler'],
            args,
        );
        onEvent(event, handler);
    };

    registerReconnectHandler = (...args: unknown[]) => {
        onReconnect(named<{handler: () => void}>(['handler'], args).handler);
    };

    private add<P extends keyof Places>(name: P, data: Places[P], id = newId()): string {
        store.dispatch({type: 'RECEIVED_PLUGIN_COMPONENT', name, data: {...data, id, pluginId: this.pluginId}});
        return id;
    }
}

function newId(): string {
    return crypto.randomUUID();
}

/** Reads arguments in order, or as one object. Returns only the fields with the given names. */
function named<T extends object>(names: string[], args: unknown[]): T {
    const [first] = args;
    const isObject = args.length === 1 && typeof first === 'object' && first !== null && !isValidElement(first);
    if (isObject && Object.keys(first).every((key) => names.includes(key))) {
        return first as T;
    }
    return Object.fromEntries(names.map((name, i) => [name, args[i]])) as T;
}

/** Plugins may pass a component instead of an element. */
function element(node: ReactNode | ComponentType): ReactNode {
    return typeof node === 'function' ? React.createElement(node) : node;
}
