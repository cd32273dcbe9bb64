import * as Luxon from 'luxon';
import PropTypes from 'prop-types';
import React from 'react';
import * as ReactBootstrap from 'react-bootstrap';
import ReactDOM from 'react-dom';
import * as ReactIntl from 'react-intl';
import * as ReactRedux from 'react-redux';
import * as ReactRouterDom from 'react-router-dom';
import * as Redux from 'redux';

import {formatText} from '../markdown';
import {history} from '../router';
import {getState} from '../store';
import {Avatar} from '../ui/avatar';
import {Timestamp} from '../ui/timestamp';
import {closeRhs, openModal, showThread} from '../view_state';

import {registerPlugin} from './loader';

/**
 * Sets the globals on `window` that Mattermost sets for plugins. It has only some of Mattermost's components and helpers.
 * Mattermost's ReactBootstrap is a fork of version 0.32 that is not on npm. Version 0.33 is the nearest one on npm.
 */
export function shareGlobals(): void {
    Object.assign(window, {
        React,
        ReactDOM,
        ReactBootstrap,
        ReactIntl,
        ReactRedux,
        ReactRouterDom,
        Redux,
        PropTypes,
        Luxon,
        basename: '',
        registerPlugin,
        PostUtils: {formatText, messageHtmlToComponent},
        WebappUtils: {browserHistory: history, modals: {openModal, ModalIdentifiers: {}}},
        Components: {Avatar, Timestamp},
        ProductApi: {
            closeRhs,
            selectRhsPost: showThread,
            getIsRhsOpen: () => getState().views.rhs.kind !== 'closed',
        },
    });
}

function messageHtmlToComponent(html: string) {
    return <div dangerouslySetInnerHTML={{__html: html}} />;
}
