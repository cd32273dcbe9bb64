import type {GlobalState} from '@mattermost/types/store';
import React from 'react';
import {FormattedMessage} from 'react-intl';
import {useSelector} from 'react-redux';

import {Frame} from '../card/frame';
import {Summary} from '../card/summary';
import {currentUserId, personName} from '../mattermost/state';
import {serviceName} from '../settings';
import {sampleURL} from './template';
import {useTyped} from './typed';

/** What the template makes: a link, and an invitation as people will see it. */
export function TemplatePreview({template}: {template: string}) {
    const inviter = useSelector((state: GlobalState) => personName(state, currentUserId(state)));
    const service = {name: useTyped().name || serviceName(null)};
    return (
        <div className="blizz-field">
            <div className="blizz-field__label">
                <FormattedMessage id="blizz.preview" />
            </div>
            <Frame>
                <Summary inviter={inviter} meeting={{service, displayID: 'm12-345-678'}} topic="">
                    <code className="blizz-card__link">{sampleURL(template)}</code>
                </Summary>
            </Frame>
        </div>
    );
}
