package main

import (
	"github.com/mattermost/mattermost/server/public/model"
	"github.com/mattermost/mattermost/server/public/plugin"

	"mattermost-plugin-blizz/server/invitation"
)

// MessageHasBeenDeleted ends the plan of an invitation that somebody deleted.
func (p *Plugin) MessageHasBeenDeleted(c *plugin.Context, post *model.Post) {
	active := p.components.Load()
	if active == nil || post.Type != invitation.PostType {
		return
	}
	if err := active.schedule.Deleted(post, p.personOf(c)); err != nil {
		p.API.LogError("Failed to end the plan of a deleted invitation", "error", err.Error(), "post_id", post.Id)
	}
}

// personOf is who did something in the server's own routes; empty where that is not known, as for another plugin.
func (p *Plugin) personOf(c *plugin.Context) (userID string) {
	if c == nil || c.SessionId == "" {
		return ""
	}
	session, appErr := p.API.GetSession(c.SessionId)
	if appErr != nil {
		p.API.LogWarn("Failed to find out whose request this is", "error", appErr.Error())
		return ""
	}
	return session.UserId
}

// ReactionHasBeenAdded takes the bot's reactions below an invitation back once a person has answered. It is called for
// each reaction on the server, after the reaction was added.
func (p *Plugin) ReactionHasBeenAdded(_ *plugin.Context, reaction *model.Reaction) {
	if active := p.components.Load(); active != nil {
		active.schedule.Answered(reaction)
	}
}

// MessageWillBeUpdated refuses a person's edit of an invitation: the card would not show it, and phones would show
// something else than the card. It is called for each edit on the server, before the edit is stored.
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

// OnPluginClusterEvent takes what the plugin has told itself on another server of the cluster.
func (p *Plugin) OnPluginClusterEvent(_ *plugin.Context, event model.PluginClusterEvent) {
	if active := p.components.Load(); active != nil {
		active.rooms.OnClusterEvent(event)
		active.lives.OnClusterEvent(event)
	}
}
