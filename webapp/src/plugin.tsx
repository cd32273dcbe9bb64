import React from 'react';

import {CallButton, CallMenuButton, InviteLabel, PhoneIcon} from './buttons/call_button';
import {InvitationPost} from './card/invitation_post';
import {fetchRooms, publicFile} from './client';
import {openInvitationDialog} from './dialog/open';
import {registerEmbed} from './embed/register';
import type {ChannelAction, CommandAnswer, CommandArgs, HostStore, Registry} from './host/registry';
import {registerLanguages} from './i18n/languages';
import {keepSettings} from './keep_settings';
import {pluginId, pluginName, postType} from './manifest';
import {usualRoom} from './rooms/rooms';
import {addStyle} from './style';
import {onDemand} from './ui/on_demand';

const MyRoom = onDemand(async () => (await import('./preferences/my_room')).MyRoom);
const TemplateSetting = onDemand(async () => (await import('./settings_page/template_setting')).TemplateSetting);

/** What the web client loads: it initializes the plugin when it is enabled, also before anyone has logged in. */
export class Plugin {
    /** Takes back what the web client doesn't take back by itself. */
    private undo: Array<() => void> = [];

    initialize(registry: Registry, store: HostStore) {
        this.undo = [
            addStyle(),
            keepSettings(registry, store),
            registerLanguages(registry, store),
            registerEmbed(registry, store),
        ];
        registry.registerPostTypeComponent(postType, InvitationPost);
        registerEntries(registry, store);
        registry.registerAdminConsoleCustomSetting('JoinURLTemplate', TemplateSetting, {showTitle: true});
        registry.registerUserSettings({
            id: pluginId,
            uiName: pluginName,
            icon: publicFile('icon.svg'),
            sections: [{title: 'room', component: MyRoom}],
        });
    }

    uninitialize() {
        for (const undo of this.undo) {
            undo();
        }
    }
}

/** The ways to the dialog. On phone-sized windows the call button is a menu's entry, and there is no app bar. */
function registerEntries(registry: Registry, store: HostStore) {
    const action: ChannelAction = (channel) => {
        if (channel) {
            openInvitationDialog(store, {channelId: channel.id, rootId: ''});
        }
    };

    registry.registerCallButtonAction({
        button: <CallButton />,
        dropdownButton: <CallMenuButton />,
        icon: <PhoneIcon />,
        dropdownText: <InviteLabel />,
        action,
    });
    registry.registerAppBarComponent({iconUrl: publicFile('icon.svg'), tooltipText: <InviteLabel />, action});
    registry.registerSlashCommandWillBePostedHook((message, args) => answerCommand(store, message, args));
}

/**
 * Answers the bare command with the dialog where there is no room it would use; the server answers all others. It knows
 * the command only by the space behind it, but an invitation is as well pasted on the next line.
 */
async function answerCommand(store: HostStore, message: string, args: CommandArgs): Promise<CommandAnswer> {
    if (message.trim().toLowerCase() !== '/blizz' || (await hasRoom(args.channel_id))) {
        return {message: message.replace(/^(\/blizz)\s/i, '$1 '), args};
    }
    openInvitationDialog(store, {channelId: args.channel_id, rootId: args.root_id ?? ''});
    return {};
}

async function hasRoom(channelId: string): Promise<boolean> {
    try {
        return usualRoom(await fetchRooms(channelId)) !== null;
    } catch {
        return false; // The dialog says what is wrong, if it still is.
    }
}
