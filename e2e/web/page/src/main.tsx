import '@mattermost/compass-icons/css/compass-icons.css';
import './styles/mattermost.css';
import './styles/page.css';

import React from 'react';
import ReactDOM from 'react-dom';
import {Provider} from 'react-redux';

import {watchFocus} from './focus';
import {shareGlobals} from './plugin/globals';
import {loadPlugins} from './plugin/loader';
import {resume} from './session';
import {store} from './store';
import {App} from './ui/app';

shareGlobals();
watchFocus();

// As in Mattermost, plugins are loaded even if nobody is logged in, and React runs in its legacy mode.
resume()
    .then(loadPlugins)
    .finally(() => {
        ReactDOM.render(
            <Provider store={store}>
                <App />
            </Provider>,
            document.getElementById('root'),
        );
    });
