import type {GlobalState} from '@mattermost/types/store';
import React from 'react';
import {useIntl} from 'react-intl';
import {shallowEqual, useSelector, useStore} from 'react-redux';

import {fetchProfiles, profilePicture} from '../client';
import {host} from '../host/globals';
import {personName, receivedProfiles} from '../host/state';

/** So many faces are shown; the count beside them tells of all. */
const mostFaces = 5;

/** The faces of the first of these people, with their names for screen readers and on hover. */
export function Faces({userIds}: {userIds: string[]}) {
    const {formatList} = useIntl();
    const shown = userIds.slice(0, mostFaces);
    const names = useSelector((state: GlobalState) => shown.map((userId) => personName(state, userId)), shallowEqual);
    useProfiles(shown.filter((_, i) => names[i] === ''));

    const label = formatList(names.filter((name) => name !== ''));
    return (
        <span className="blizz-faces" role="img" aria-label={label} title={label}>
            {shown.map((userId, i) => (
                <Face key={userId} userId={userId} name={names[i] ?? ''} />
            ))}
        </span>
    );
}

/** The web client's own picture of a person where it shares the component, else the first letter of the name. */
function Face({userId, name}: {userId: string; name: string}) {
    const Avatar = host.Components?.Avatar;
    if (Avatar) {
        return <Avatar size="sm" username={name} url={profilePicture(userId)} />;
    }
    return <span className="blizz-faces__initial">{[...name][0] ?? '?'}</span>;
}

/** Gets the people the web client hasn't loaded yet. */
function useProfiles(missing: string[]) {
    const store = useStore();
    const wanted = missing.join();

    React.useEffect(() => {
        if (wanted !== '') {
            fetchProfiles(wanted.split(',')).then(
                (profiles) => store.dispatch(receivedProfiles(profiles)),
                () => {}, // There are faces without names as well.
            );
        }
    }, [wanted, store]);
}
