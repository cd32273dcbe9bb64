package posting

import (
	"github.com/mattermost/mattermost/server/public/model"

	"mattermost-plugin-blizz/server/invitation"
	"mattermost-plugin-blizz/server/schedule"
	"mattermost-plugin-blizz/server/settings"
	"mattermost-plugin-blizz/server/when"
)

// Preview returns the invitation that Invite would post. It posts nothing. The error is the one of Invite.
func (p *Poster) Preview(userID string, draft Draft, place Place) (*model.Post, invitation.Invitation, error) {
	if err := p.check(userID, place); err != nil {
		return nil, invitation.Invitation{}, err
	}
	post, invited, err := p.compose(userID, draft)
	if err != nil || invited.PlanID == "" {
		return post, invited, err
	}
	invited.PlanID = "" // there is no plan, so there is no calendar file to link
	current := p.Settings()
	post.Message, err = p.message(invited, current)
	post.SetProps(invited.Props(current.Services))
	return post, invited, err
}

// PreviewChange returns the invitation as Change would change it. It changes nothing. The error is the one of Change,
// except for the limits on a person's plans.
func (p *Poster) PreviewChange(userID, postID string, changes Changes) (*model.Post, invitation.Invitation, error) {
	if changes.isEmpty() {
		return nil, invitation.Invitation{}, nothingToChange
	}
	post, record, err := p.changeable(userID, postID, mayNotChange)
	if err != nil {
		return nil, invitation.Invitation{}, err
	}
	before, err := p.standing(post, record)
	if err != nil {
		return nil, invitation.Invitation{}, err
	}
	after, err := p.changed(userID, before, changes)
	if err != nil {
		return nil, invitation.Invitation{}, err
	}
	message, err := p.message(after, p.Settings())
	return &model.Post{Message: message}, after, err
}

// standing returns the present invitation of a post. If it has a plan, that counts. It must be open.
func (p *Poster) standing(post *model.Post, record schedule.Record) (invitation.Invitation, error) {
	standing, err := p.invitationOf(post)
	if err != nil {
		return standing, err
	}
	if record.Exists() {
		if planned, ok := p.Schedule.Invitation(record); ok {
			standing = planned
		}
	}
	if standing.Status != invitation.Open || record.IsOver() {
		return standing, invitation.ErrOver
	}
	return standing, nil
}

// Try returns the invitation for a text behind a trigger, with settings that need not be in force. It needs no channel.
func (p *Poster) Try(userID string, current settings.Settings, trigger, text string) (*model.Post, invitation.Invitation, error) {
	own, _ := current.Services.ByTrigger(trigger)
	found, err := current.Services.FindOf(own.Key, text)
	if err != nil {
		return nil, invitation.Invitation{}, err
	}
	inviter, err := p.Names.Name(userID)
	if err != nil {
		return nil, invitation.Invitation{}, err
	}
	invited, err := invitation.New(inviter, found.Meeting, found.Topic, found.Password, when.Plan{})
	if err != nil {
		return nil, invitation.Invitation{}, err
	}
	message, err := invited.Message(p.Texts.In(current.Language), current.Services, "")
	return &model.Post{Message: message}, invited, err
}
