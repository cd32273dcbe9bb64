export {MyRoom} from './my_room';
export {Reminders} from './reminders';
export {Status} from './status';
