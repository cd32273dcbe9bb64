import {Plugin} from './entry/plugin';
import {pluginId} from './manifest';
import {host} from './mattermost/globals';

host.registerPlugin(pluginId, new Plugin());
