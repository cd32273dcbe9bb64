import type {GlobalState} from '@mattermost/types/store';
import React from 'react';
import {FormattedMessage} from 'react-intl';
import {shallowEqual, useSelector} from 'react-redux';

import {othersInMessage} from '../mattermost/state';
import {type Answer, answerKinds} from '../schedule/answers';
import {Face, useNames} from './people';

interface Props {
    answers: Record<Answer, string[]>;
    channelId: string;
}

/** Who gave which answer. In a direct or group message, also who hasn't answered. */
export function WhoAnswered({answers, channelId}: Props) {
    const others = useSelector((state: GlobalState) => othersInMessage(state, channelId), shallowEqual);
    const answered = answerKinds.flatMap((kind) => answers[kind]);
    const groups = [
        ...answerKinds.map((kind) => ({label: `blizz.answer.${kind}`, userIds: answers[kind]})),
        {label: 'blizz.answer.none', userIds: others.filter((userId) => !answered.includes(userId))},
    ];
    return (
        <dl className="blizz-who">
            {groups
                .filter(({userIds}) => userIds.length > 0)
                .map(({label, userIds}) => (
                    <div key={label}>
                        <dt>
                            <FormattedMessage id={label} />
                        </dt>
                        <dd>
                            <People userIds={userIds} />
                        </dd>
                    </div>
                ))}
        </dl>
    );
}

function People({userIds}: {userIds: string[]}) {
    const names = useNames(userIds);
    return (
        <ul>
            {userIds.map((userId, i) => (
                <li key={userId}>
                    <Face userId={userId} name={names[i] ?? ''} />
                    <bdi>{names[i] || <FormattedMessage id="blizz.somebody" />}</bdi>
                </li>
            ))}
        </ul>
    );
}
