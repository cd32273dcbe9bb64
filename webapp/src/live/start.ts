import {tellJoined} from '../client';
import type {Header} from '../entry/on_now';
import type {ClientStore, Registry} from '../mattermost/registry';
import {offeredIn} from './dismissed';
import {invitationOf} from './meeting_of';
import {receivedAll, receivedChannel, subscribeOnNow} from './on_now';
import {SidebarMark} from './sidebar_mark';
import {Toast} from './toast';

/** Shows the meetings that are on: in the channel's header, in the list of channels and above the messages. */
export function startLive(registry: Registry, store: ClientStore, header: Header) {
    registry.registerSidebarChannelLinkLabelComponent(SidebarMark);
    registry.registerChannelToastComponent(Toast);

    const offered = (channelId: string) => {
        const meeting = offeredIn(channelId);
        return meeting && {meeting, invitation: invitationOf(store.getState(), meeting.post_id)};
    };
    header.isOn = (channelId) => Boolean(offered(channelId)?.invitation);
    header.join = (channelId) => {
        const {meeting, invitation} = offered(channelId) ?? {};
        if (meeting && invitation) {
            window.open(invitation.meeting.url, '_blank', 'noopener,noreferrer');
            tellJoined(meeting.post_id);
        }
    };
    subscribeOnNow(header.changed);
    return {receivedAll, receivedChannel};
}
