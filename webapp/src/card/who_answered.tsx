import type {GlobalState} from '@mattermost/types/store';
import React from 'react';
import {FormattedMessage} from 'react-intl';
import {shallowEqual, useSelector, useStore} from 'react-redux';

import {profilePicture} from '../client';
import {webClient} from '../mattermost/globals';
import {askForProfiles} from '../mattermost/profiles';
import {othersInMessage, personName, pictureUpdate} from '../mattermost/state';
import {type Answer, answerKinds} from '../schedule/answers';

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
    const store = useStore<GlobalState>();
    const names = useSelector((state: GlobalState) => userIds.map((userId) => personName(state, userId)), shallowEqual);
    const missing = userIds.filter((_, i) => names[i] === '').join();

    React.useEffect(() => {
        if (missing !== '') {
            askForProfiles(store, missing.split(','));
        }
    }, [missing, store]);

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

/** The web client's own picture of a person, if the client shares that component. */
export function Face({userId, name}: {userId: string; name: string}) {
    const updated = useSelector((state: GlobalState) => pictureUpdate(state, userId));
    const {Avatar, imageURLForUser} = webClient.Components ?? {};
    if (!Avatar) {
        return null;
    }
    const url = imageURLForUser?.(userId, updated) ?? profilePicture(userId);
    return <Avatar size="sm" username={name} url={url} />;
}
