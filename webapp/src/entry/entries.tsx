import React from 'react';

import {publicFile} from '../client';
import type {ChannelAction, ClientStore, Registry} from '../mattermost/registry';
import {currentChannelId, currentLocale, mayPost} from '../mattermost/state';
import {selectSettings, serviceName} from '../settings';
import type {Header} from './on_now';
import {openInvitation, openRoom} from './open';
import {entryText} from './texts';

/**
 * Registers the ways to the dialogs: an icon in the app bar, or a button in the channel's header if there is no app
 * bar, and an entry in the channel's menu. The web client reads a button's name from plain text. So they are registered
 * again when the service's name or the language changes, and when a meeting begins or ends in the open channel. While
 * one is on, the first two join it. Returns a function that ends this.
 */
export function registerEntries(registry: Registry, store: ClientStore, header: Header): () => void {
    let label = '';
    let ids: string[] = [];

    const register = () => {
        const state = store.getState();
        const locale = currentLocale(state);
        const isOn = header.isOn(currentChannelId(state));
        const current = entryText(isOn ? 'blizz.join' : 'blizz.dialog.title', locale, {
            service: serviceName(selectSettings(state)),
        });
        if (current === label) {
            return;
        }
        label = current;
        const before = ids;
        ids = [...registerInvite(registry, store, label, header), registerRoom(registry, store, locale)];
        for (const id of before) {
            registry.unregisterComponent(id);
        }
    };

    register();
    header.changed = register;
    return store.subscribe(register);
}

function registerInvite(registry: Registry, store: ClientStore, label: string, header: Header): string[] {
    const action: ChannelAction = (channel) => {
        if (channel && header.isOn(channel.id)) {
            header.join(channel.id);
        } else if (channel) {
            void openInvitation(store, {channelId: channel.id, rootId: ''});
        }
    };
    // On phones the web client makes a button of the icon alone, so the icon contains the name.
    const icon = (
        <span className="blizz-header-icon">
            <i className="icon icon-video-outline blizz-header-icon" aria-hidden="true" />
            <span className="sr-only">{label}</span>
        </span>
    );
    return [
        registry.registerChannelHeaderButtonAction({icon, action, dropdownText: label, tooltipText: label}),
        registry.registerAppBarComponent({iconUrl: publicFile('icon.svg'), tooltipText: label, action}),
    ];
}

function registerRoom(registry: Registry, store: ClientStore, locale: string): string {
    return registry.registerChannelHeaderMenuAction({
        text: entryText('blizz.room_dialog.entry', locale),
        action: (channelId) => void openRoom(store, channelId),
        shouldRender: (state) => mayPost(state, currentChannelId(state)),
    });
}
