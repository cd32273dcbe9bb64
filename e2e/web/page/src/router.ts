import {createBrowserHistory} from 'history';

/** The page's only history. Plugins get it as `WebappUtils.browserHistory`. */
export const history = createBrowserHistory();
