import type {GlobalState} from '@mattermost/types/store';
import React from 'react';
import {FormattedMessage} from 'react-intl';
import {useSelector} from 'react-redux';

import {Frame} from '../card/frame';
import {Summary} from '../card/summary';
import type {CheckedInvitation} from '../client';
import {currentUserId, personName} from '../mattermost/state';
import {blizzKey, serviceName} from '../settings';
import {Field} from '../ui/field';
import type {Definition} from './definition';
import {useTyped} from './typed';
import type {ServicesCheck} from './use_services_check';

interface Props {
    text: string;
    check: ServicesCheck;
    services: Definition[];
    onChange(text: string): void;
}

/** Tries a text with the services as they stand in the page, and shows the invitation that would be posted. */
export function TryText({text, check: {preview, textError}, services, onChange}: Props) {
    return (
        <div className="blizz-services__try">
            <Field
                kind="textarea"
                label="blizz.services.try"
                rows={2}
                value={text}
                error={text.trim() === '' ? '' : textError}
                onChange={onChange}
            />
            {preview && <Preview preview={preview} services={services} />}
        </div>
    );
}

function Preview({preview, services}: {preview: CheckedInvitation; services: Definition[]}) {
    const inviter = useSelector((state: GlobalState) => personName(state, currentUserId(state)));
    const typedName = useTyped().name || serviceName(null);
    const name = preview.service === blizzKey ? typedName : nameOf(preview.service, services);
    // The display of a whole link is its beginning, which the line below says whole.
    const displayID = preview.meeting_id === '' ? '' : preview.display_id;
    return (
        <div className="blizz-field">
            <div className="blizz-field__label">
                <FormattedMessage id="blizz.preview" />
            </div>
            <Frame>
                <Summary inviter={inviter} meeting={{service: {name}, displayID}} topic={preview.topic}>
                    <code className="blizz-card__link">{preview.join_url}</code>
                </Summary>
            </Frame>
        </div>
    );
}

function nameOf(key: string, services: Definition[]): string {
    return services.find((service) => service.key === key)?.name ?? key;
}
