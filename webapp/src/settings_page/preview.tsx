import type {GlobalState} from '@mattermost/types/store';
import React from 'react';
import {useSelector} from 'react-redux';

import {PreviewFrame} from '../card/preview_frame';
import {Summary} from '../card/summary';
import {currentUserId, personName} from '../mattermost/state';
import {serviceName} from '../settings';
import {sampleURL} from './template';
import {useTyped} from './typed';

/** A link of the template, and an invitation. */
export function TemplatePreview({template}: {template: string}) {
    return <LinkPreview displayID="m12-345-678" topic="" link={sampleURL(template)} />;
}

interface Props {
    /** The service's name. By default it is the typed name of Blizz. */
    service?: string;
    displayID: string;
    topic: string;
    link: string;
}

/** An invitation by the person at the page, with its link as text. */
export function LinkPreview({service, displayID, topic, link}: Props) {
    const inviter = useSelector((state: GlobalState) => personName(state, currentUserId(state)));
    const typedName = useTyped().name || serviceName(null);
    return (
        <PreviewFrame>
            <Summary inviter={inviter} meeting={{service: {name: service ?? typedName}, displayID}} topic={topic}>
                <code className="blizz-card__link">{link}</code>
            </Summary>
        </PreviewFrame>
    );
}
