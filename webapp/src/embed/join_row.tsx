import type {PostEmbed} from '@mattermost/types/posts';
import React from 'react';
import {useSelector} from 'react-redux';

import type {EmbedProps} from '../host/registry';
import {joinURL} from '../meeting';
import {readLink} from '../meeting_find';
import {selectSettings, serviceName} from '../settings';
import {Icon} from '../ui/icon';
import {JoinLink} from '../ui/join_link';
import {MeetingName} from '../ui/meeting_name';

/** The canonical ID of the meeting that a message's first link leads to, if it leads to one. */
export function meetingOfEmbed(embed: PostEmbed, template: string): string {
    const isLink = embed.type === 'link' || embed.type === 'opengraph';
    return isLink ? readLink(embed.url, template).id : '';
}

/** Below a message with a join link that somebody pasted: the way into the meeting, built from the link's ID. */
export function JoinRow({embed}: EmbedProps) {
    const settings = useSelector(selectSettings);
    const meetingID = settings && meetingOfEmbed(embed, settings.joinURLTemplate);
    if (!settings || !meetingID) {
        return null;
    }
    return (
        <div className="blizz-row">
            <Icon name="video-outline" />
            <span className="blizz-row__text">
                <MeetingName service={serviceName(settings)} id={meetingID} />
            </span>
            <JoinLink
                url={joinURL(settings.joinURLTemplate, meetingID)}
                meetingID={meetingID}
                look="btn-primary btn-sm"
            />
        </div>
    );
}
