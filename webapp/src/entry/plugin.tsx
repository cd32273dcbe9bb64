import {publicFile} from '../client';
import {pluginId, pluginName, postType} from '../manifest';
import type {ClientStore, Registry} from '../mattermost/registry';
import {modules} from '../modules';
import {CardStandIn} from './card_stand_in';
import {answerCommand} from './command';
import {registerEntries} from './entries';
import {joinRows} from './join_rows';
import {keepSettings} from './keep_settings';
import {lazy} from './lazy';
import {getOnNow, type Header} from './on_now';
import {addStyle} from './style';

const InvitationPost = lazy(async () => (await modules.card()).InvitationPost, CardStandIn);
const MyRoom = lazy(async () => (await modules.preferences()).MyRoom);
const Reminders = lazy(async () => (await modules.preferences()).Reminders);
const Status = lazy(async () => (await modules.preferences()).Status);
const TemplateSetting = lazy(async () => (await modules.settings_page()).TemplateSetting);
const NameSetting = lazy(async () => (await modules.settings_page()).NameSetting);
const ServicesSetting = lazy(async () => (await modules.settings_page()).ServicesSetting);

/**
 * Loaded by the web client for everybody. It initializes the plugin when the plugin is enabled, even before a login. It
 * only registers the ways to the features, which are loaded when somebody needs them.
 */
export class Plugin {
    /** Functions that remove the registrations that the web client doesn't remove by itself. */
    private undo: Array<() => void> = [];

    initialize(registry: Registry, store: ClientStore) {
        const header: Header = {isOn: () => false, join: () => {}, changed: () => {}};
        const readOnNow = getOnNow(registry, store, header);
        this.undo = [addStyle(), keepSettings(registry, store, readOnNow), registerEntries(registry, store, header)];
        registry.registerPostTypeComponent(postType, InvitationPost);
        registry.registerPostMessageAttachmentComponent(joinRows(store));
        registry.registerSlashCommandWillBePostedHook((message, args) => answerCommand(store, message, args));
        registry.registerAdminConsoleCustomSetting('JoinURLTemplate', TemplateSetting, {showTitle: true});
        registry.registerAdminConsoleCustomSetting('ServiceName', NameSetting, {showTitle: true});
        registry.registerAdminConsoleCustomSetting('Services', ServicesSetting, {showTitle: true});
        registry.registerUserSettings({
            id: pluginId,
            uiName: pluginName,
            icon: publicFile('icon.svg'),
            sections: [
                {title: 'room', component: MyRoom},
                {title: 'reminders', component: Reminders},
                {title: 'status', component: Status},
            ],
        });
    }

    uninitialize() {
        for (const undo of this.undo) {
            undo();
        }
    }
}
