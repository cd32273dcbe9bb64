package main

import (
	"github.com/mattermost/mattermost/server/public/model"
	"github.com/mattermost/mattermost/server/public/plugin"

	"mattermost-plugin-blizz/server/invitation"
)

// MessageHasBeenDeleted ends the plan of an invitation whose post was deleted.
func (p *Plugin) MessageHasBeenDeleted(c *plugin.Context, post *model.Post) {
	active := p.components.Load()
	if active == nil || post.Type != invitation.PostType {
		return
	}
	if err := active.schedule.Deleted(post, p.personOf(c)); err != nil {
		p.API.LogError("Failed to end the plan of a deleted invitation", "error", err.Error(), "post_id", post.Id)
	}
}

// personOf returns the person who called one of the server's own routes. It is empty if that is unknown, as for another
// plugin.
func (p *Plugin) personOf(c *plugin.Context) (userID string) {
	if c == nil || c.SessionId == "" {
		return ""
	}
	session, appErr := p.API.GetSession(c.SessionId)
	if appErr != nil {
		p.API.LogWarn("Failed to find the user of a request", "error", appErr.Error())
		return ""
	}
	return session.UserId
}

// ReactionHasBeenAdded removes the bot's reactions from an invitation once a person has answered. Mattermost calls it
// after each new reaction on the server.
func (p *Plugin) ReactionHasBeenAdded(_ *plugin.Context, reaction *model.Reaction) {
	if active := p.components.Load(); active != nil {
		active.schedule.Answered(reaction)
	}
}

// MessageWillBeUpdated refuses to let a person edit an invitation: phones would show the edited text, but the card
// would not. Mattermost calls it before each edit on the server is stored.
func (p *Plugin) MessageWillBeUpdated(c *plugin.Context, changed, former *model.Post) (*model.Post, string) {
	active := p.components.Load()
	isByPerson := c != nil && c.SessionId != ""
	if active == nil || former.Type != invitation.PostType || !isByPerson {
		return changed, ""
	}
	if changed.Message == former.Message && invitation.SameProps(changed.GetProps(), former.GetProps()) {
		return changed, ""
	}
	return nil, active.poster.HowToChange(p.personOf(c))
}

// OnPluginClusterEvent handles an event that the plugin sent on another server of the cluster.
func (p *Plugin) OnPluginClusterEvent(_ *plugin.Context, event model.PluginClusterEvent) {
	if active := p.components.Load(); active != nil {
		active.rooms.OnClusterEvent(event)
		active.lives.OnClusterEvent(event)
	}
}
