import React from 'react';
import {useSelector} from 'react-redux';

import {JoinLink} from '../card/invitation_card';
import {MeetingName} from '../card/summary';
import {withTexts} from '../i18n/texts';
import {selectSettings} from '../settings';
import {meetingIn} from './find_link';

/** The row below a message with a join link: a button to join the meeting. */
export const JoinRow = withTexts(({message}: {message: string}) => {
    const settings = useSelector(selectSettings);
    const meeting = React.useMemo(() => settings && meetingIn(message, settings), [message, settings]);
    if (!meeting) {
        return null;
    }
    return (
        <div className="blizz-row">
            <span className="blizz-row__text blizz-icon icon-video-outline">
                <MeetingName meeting={meeting} />
            </span>
            <JoinLink invitation={{meeting}} look="btn-primary btn-sm" />
        </div>
    );
});
