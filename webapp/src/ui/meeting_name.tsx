import React from 'react';
import {FormattedMessage} from 'react-intl';

import {displayID} from '../meeting';

/** What a meeting is called: the service and the ID, which stays on one line and left to right in any text. */
export function MeetingName({service, id}: {service: string; id: string}) {
    const shownID = (
        <bdi className="blizz-id" dir="ltr">
            {displayID(id)}
        </bdi>
    );
    return <FormattedMessage id="blizz.meeting" values={{service: <bdi>{service}</bdi>, id: shownID}} />;
}
