package posting

import (
	"github.com/mattermost/mattermost/server/public/model"

	"mattermost-plugin-blizz/server/invitation"
)

// Preview says what Invite would post, without posting it. The error is the one that Invite would give.
func (p *Poster) Preview(userID string, draft Draft, place Place) (*model.Post, invitation.Invitation, error) {
	if err := p.check(userID, place); err != nil {
		return nil, invitation.Invitation{}, err
	}
	post, invited, err := p.compose(userID, draft)
	if err != nil || invited.PlanID == "" {
		return post, invited, err
	}
	invited.PlanID = "" // there is no plan, and no calendar file to link
	post.Message, err = p.message(invited)
	post.SetProps(invited.Props(p.Settings().Services))
	return post, invited, err
}
