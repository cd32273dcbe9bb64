import type {GlobalState} from '@mattermost/types/store';
import React from 'react';
import {useSelector} from 'react-redux';

import {CardFrame} from '../card/frame';
import {PasswordLine} from '../card/password_line';
import {InvitationSummary} from '../card/summary';
import {personName} from '../host/state';
import {useStanding} from '../schedule/clock';
import {WhenLine} from '../schedule/when_line';
import {selectSettings, serviceName} from '../settings';
import {PreviewField} from '../ui/preview_field';
import type {Draft} from './use_draft';

/** The invitation as the channel will see it. */
export function InvitationPreview({userId, invitation}: {userId: string; invitation: Draft}) {
    const service = serviceName(useSelector(selectSettings));
    const host = useSelector((state: GlobalState) => personName(state, userId));
    const standing = useStanding(invitation.plan, true);
    const summary = (
        <InvitationSummary host={host} service={service} invitation={invitation}>
            <WhenLine plan={invitation.plan} standing={standing} />
            <PasswordLine password={invitation.password} />
        </InvitationSummary>
    );
    return (
        <PreviewField>
            <CardFrame summary={summary} />
        </PreviewField>
    );
}
