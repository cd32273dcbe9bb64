export {prepare} from '../i18n/texts';
export {startLive} from './start';
