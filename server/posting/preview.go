package posting

import (
	"github.com/mattermost/mattermost/server/public/model"

	"mattermost-plugin-blizz/server/access"
	"mattermost-plugin-blizz/server/invitation"
)

// Preview says what Invite would post, without posting it. The error is the one that Invite would give.
func (p *Poster) Preview(userID string, draft Draft, place Place) (*model.Post, invitation.Invitation, error) {
	if err := access.Post(p.API, userID, place.ChannelID); err != nil {
		return nil, invitation.Invitation{}, err
	}
	if err := p.checkRoot(place); err != nil {
		return nil, invitation.Invitation{}, err
	}
	post, err := p.Compose(userID, draft)
	if err != nil {
		return nil, invitation.Invitation{}, err
	}
	post.UserId = userID
	invited, err := p.invitationOf(post)
	return post, invited, err
}
