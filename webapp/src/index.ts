import {host} from './host/globals';
import {pluginId} from './manifest';
import {Plugin} from './plugin';

host.registerPlugin(pluginId, new Plugin());
