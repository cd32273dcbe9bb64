export {InvitationPost} from './invitation_post';
