package posting

import (
	"context"
	"net/http"
	"time"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/mattermost/mattermost/server/public/pluginapi/cluster"
	"github.com/nicksnyder/go-i18n/v2/i18n"
	"github.com/pkg/errors"

	"mattermost-plugin-blizz/server/access"
	"mattermost-plugin-blizz/server/invitation"
	"mattermost-plugin-blizz/server/problem"
)

var (
	invitationNotFound = problem.New(http.StatusNotFound, "invitation_not_found", &i18n.Message{
		ID:    "problem.invitation_not_found",
		Other: "There is no such invitation.",
	})
	mayNotEnd = problem.New(http.StatusForbidden, "may_not_end", &i18n.Message{
		ID:    "problem.may_not_end",
		Other: "Only whoever invited, or who may edit others' posts in this channel, can end this meeting.",
	})
)

// lockTime is how long an invitation's lock is waited for: longer than one that a dead server holds lasts, which is 15
// seconds, and not for ever, as the library would where the database is gone.
const lockTime = 20 * time.Second

// End ends the invitation of a post: its author may, and who may edit others' posts there. To who can't read the
// post, it does not exist.
func (p *Poster) End(userID, postID string) (*model.Post, error) {
	post, channel, err := p.readable(userID, postID)
	if err != nil {
		return nil, err
	}
	if post.UserId != userID && !p.API.HasPermissionToChannel(userID, post.ChannelId, model.PermissionEditOthersPosts) {
		return nil, mayNotEnd
	}
	if err := access.Change(p.API, channel); err != nil {
		return nil, err
	}
	var ended invitation.Invitation
	post, err = p.change(postID, func(invited invitation.Invitation) (invitation.Invitation, error) {
		var err error
		if ended, err = invited.End(p.Now()); err != nil {
			return ended, err
		}
		ended.Lived, err = p.Live.End(post.ChannelId, postID)
		return ended, err
	})
	if err != nil {
		return nil, err
	}
	p.Live.Ended(post.ChannelId)
	if err := p.Schedule.Ended(post, ended, userID); err != nil {
		p.API.LogError("Failed to tell of a meeting that was ended", "error", err.Error(), "post_id", postID)
	}
	return post, nil
}

// readable is the post and its channel, if it is an invitation in a channel of the person's.
func (p *Poster) readable(userID, postID string) (*model.Post, *model.Channel, error) {
	if !model.IsValidId(postID) {
		return nil, nil, invitationNotFound
	}
	post, appErr := p.API.GetPost(postID)
	if appErr != nil && appErr.StatusCode != http.StatusNotFound {
		return nil, nil, errors.Wrap(appErr, "failed to get the post")
	}
	if appErr != nil || post.DeleteAt != 0 || post.Type != invitation.PostType {
		return nil, nil, invitationNotFound
	}
	channel, err := access.Read(p.API, userID, post.ChannelId)
	if err == nil {
		return post, channel, nil
	}
	if _, expected := problem.Of(err); expected {
		return nil, nil, invitationNotFound
	}
	return nil, nil, err
}

// change reads the post again, where nobody else changes it, and writes its invitation as changed. Two clicks at once
// must not both end it, whichever servers they reach.
func (p *Poster) change(postID string, change func(invitation.Invitation) (invitation.Invitation, error)) (*model.Post, error) {
	lock, err := cluster.NewMutex(p.API, "end_"+postID)
	if err != nil {
		return nil, errors.Wrap(err, "failed to make the lock")
	}
	ctx, cancel := context.WithTimeout(context.Background(), lockTime)
	defer cancel()
	if err := lock.LockWithContext(ctx); err != nil {
		return nil, errors.Wrap(err, "failed to take the lock")
	}
	defer lock.Unlock()
	post, appErr := p.API.GetPost(postID)
	if appErr != nil {
		return nil, errors.Wrap(appErr, "failed to get the post")
	}
	invited, err := p.invitationOf(post)
	if err != nil {
		return nil, err
	}
	changed, err := change(invited)
	if err != nil {
		return nil, err
	}
	if err := p.write(post, changed); err != nil {
		return nil, err
	}
	updated, appErr := p.API.UpdatePost(post)
	if appErr != nil {
		return nil, errors.Wrap(appErr, "failed to update the post")
	}
	return updated, nil
}

// invitationOf reads a post's invitation. What can't be read is none: anybody can make a post of this type.
func (p *Poster) invitationOf(post *model.Post) (invitation.Invitation, error) {
	host, err := p.Names.Name(post.UserId)
	if err != nil {
		return invitation.Invitation{}, err
	}
	invited, ok := invitation.FromProps(host, post.GetProps(), p.Settings().Services)
	if !ok {
		return invitation.Invitation{}, invitationNotFound
	}
	return invited, nil
}
