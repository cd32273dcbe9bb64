import {Plugin} from './entry/plugin';
import {pluginId} from './manifest';
import {webClient} from './mattermost/globals';

webClient.registerPlugin(pluginId, new Plugin());
