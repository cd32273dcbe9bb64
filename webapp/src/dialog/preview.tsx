import type {GlobalState} from '@mattermost/types/store';
import React from 'react';
import {FormattedMessage} from 'react-intl';
import {useSelector} from 'react-redux';

import {PasswordLine} from '../card/password_line';
import {InvitationSummary} from '../card/summary';
import {personName} from '../host/state';
import {selectSettings, serviceName} from '../settings';
import {Icon} from '../ui/icon';

interface Props {
    userId: string;
    invitation: {meetingID: string; topic: string; password: string};
}

/** The invitation as the channel will see it. */
export function InvitationPreview({userId, invitation}: Props) {
    const service = serviceName(useSelector(selectSettings));
    const host = useSelector((state: GlobalState) => personName(state, userId));
    return (
        <div className="blizz-field">
            <div className="blizz-field__label">
                <FormattedMessage id="blizz.preview" />
            </div>
            <div className="blizz-card">
                <div className="blizz-card__main">
                    <span className="blizz-card__tile">
                        <Icon name="video-outline" />
                    </span>
                    <InvitationSummary host={host} service={service} invitation={invitation}>
                        <PasswordLine password={invitation.password} />
                    </InvitationSummary>
                </div>
            </div>
        </div>
    );
}
