import * as Luxon from 'luxon';
import React from 'react';
import * as ReactBootstrap from 'react-bootstrap';
import * as ReactIntl from 'react-intl';
import * as ReactRedux from 'react-redux';

import {formatText} from '../markdown';
import {Avatar} from '../ui/avatar';
import {openModal} from '../view_state';

import {registerPlugin} from './loader';

/**
 * Sets the globals on `window` that Mattermost sets for plugins. It has only some of Mattermost's components and helpers.
 * Mattermost's ReactBootstrap is a fork of version 0.32 that is not on npm. Version 0.33 is the nearest one on npm.
 */
export function shareGlobals(): void {
    Object.assign(window, {
        React,
        ReactBootstrap,
        ReactIntl,
        ReactRedux,
        Luxon,
        basename: '',
        registerPlugin,
        PostUtils: {formatText, messageHtmlToComponent},
        WebappUtils: {modals: {openModal}},
        Components: {Avatar},
    });
}

function messageHtmlToComponent(html: string) {
    return <div dangerouslySetInnerHTML={{__html: html}} />;
}
