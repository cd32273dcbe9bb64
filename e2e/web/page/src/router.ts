import {createBrowserHistory} from 'history';

/** The one history of the page; plugins get it as `WebappUtils.browserHistory`. */
export const history = createBrowserHistory();
