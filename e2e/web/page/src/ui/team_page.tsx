import React, {useEffect} from 'react';
import type {RouteComponentProps} from 'react-router-dom';

import {go, type Place} from '../navigation';

import {AppBar} from './app_bar';
import {ChannelView} from './channel_view';
import {Modals} from './modals';
import {Rhs} from './rhs';
import {Sidebar} from './sidebar';
import {ThreadsView} from './threads_view';
import {useIsPhone} from './use_is_phone';

/** The page of a team: channels to the left, a channel or the Threads view in the centre, details to the right. */
export function TeamPage({match}: RouteComponentProps<Place>) {
    const {team, view, name} = match.params;
    const isPhone = useIsPhone();
    useEffect(() => {
        go({team, view, name}).catch(console.error);
    }, [team, view, name]);

    return (
        <div className="channel-view">
            {isPhone ? (
                <details className="phone-menu">
                    <summary aria-label="Menu">
                        <i className="icon icon-menu" aria-hidden="true" />
                    </summary>
                    <Sidebar />
                </details>
            ) : (
                <Sidebar />
            )}
            {view === 'threads' ? <ThreadsView /> : <ChannelView />}
            <Rhs />
            {!isPhone && <AppBar />}
            <Modals />
        </div>
    );
}
