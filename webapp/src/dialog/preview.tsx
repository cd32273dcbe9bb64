import type {GlobalState} from '@mattermost/types/store';
import React from 'react';
import {useIntl} from 'react-intl';
import {shallowEqual, useSelector} from 'react-redux';

import {PasswordLine} from '../card/password_line';
import {PreviewFrame} from '../card/preview_frame';
import {Summary} from '../card/summary';
import {WhenLine} from '../card/when_line';
import type {CheckedInvitation} from '../client';
import {currentUserId, personName, timeFormat} from '../mattermost/state';
import {useNow} from '../schedule/clock';
import {readPlan, standingAt} from '../schedule/plan';
import {timeWords} from '../schedule/words';
import {useServiceName} from './use_service_name';

interface Props {
    checked: CheckedInvitation;
    /** The inviter. By default it is the person at the dialog. */
    inviterId?: string;
}

/** The invitation as it will look in the channel, by the server's answer. */
export function Preview({checked, inviterId}: Props) {
    const intl = useIntl();
    const format = useSelector(timeFormat, shallowEqual);
    const inviter = useSelector((state: GlobalState) => personName(state, inviterId ?? currentUserId(state)));
    const service = {name: useServiceName(checked.service)};
    const now = useNow(Number.POSITIVE_INFINITY);
    const zone = format.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
    const plan = readPlan({...checked, time_zone: zone});
    return (
        <PreviewFrame>
            <Summary inviter={inviter} meeting={{service, displayID: checked.display_id}} topic={checked.topic}>
                <WhenLine
                    plan={plan}
                    standing={standingAt(plan, now)}
                    words={timeWords(intl, format)}
                    now={now}
                    inviter={inviter}
                />
                <PasswordLine password={checked.password} />
            </Summary>
        </PreviewFrame>
    );
}
