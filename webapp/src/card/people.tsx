import type {GlobalState} from '@mattermost/types/store';
import React from 'react';
import {shallowEqual, useSelector, useStore} from 'react-redux';

import {profilePicture} from '../client';
import {webClient} from '../mattermost/globals';
import {askForProfiles} from '../mattermost/profiles';
import {personName, pictureUpdate} from '../mattermost/state';

/** The names of people, in their order. A name is empty until the person is loaded, which this asks for. */
export function useNames(userIds: string[]): string[] {
    const store = useStore<GlobalState>();
    const names = useSelector((state: GlobalState) => userIds.map((userId) => personName(state, userId)), shallowEqual);
    const missing = userIds.filter((_, i) => names[i] === '').join();

    React.useEffect(() => {
        if (missing !== '') {
            askForProfiles(store, missing.split(','));
        }
    }, [missing, store]);
    return names;
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
