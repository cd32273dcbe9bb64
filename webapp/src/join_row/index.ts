export {JoinRow} from './join_row';
