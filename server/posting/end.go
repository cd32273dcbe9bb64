package posting

import (
	"net/http"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/nicksnyder/go-i18n/v2/i18n"
	"github.com/pkg/errors"

	"mattermost-plugin-blizz/server/access"
	"mattermost-plugin-blizz/server/audit"
	"mattermost-plugin-blizz/server/invitation"
	"mattermost-plugin-blizz/server/problem"
	"mattermost-plugin-blizz/server/schedule"
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

// End ends the invitation of a post. The post's author may do that, and everybody who may edit others' posts there. For
// a person who can't read the post, it does not exist.
func (p *Poster) End(userID, postID string) (*model.Post, error) {
	post, record, err := p.changeable(userID, postID, mayNotEnd)
	if err != nil {
		return nil, err
	}
	attendance, err := p.Live.End(post.ChannelId, post.Id)
	if err != nil {
		return nil, err
	}
	if record.Exists() {
		post, err = p.Schedule.End(record, userID, attendance)
	} else {
		post, err = p.endUnplanned(post, attendance)
	}
	if err == nil {
		p.auditOther(audit.EndedByOther, userID, post)
		p.Live.Ended(post.ChannelId)
	}
	return post, err
}

// auditOther records a person's change to another person's invitation.
func (p *Poster) auditOther(event, userID string, post *model.Post) {
	if post.UserId != userID {
		audit.Log(p.API, event, userID, map[string]string{
			"post_id": post.Id, "channel_id": post.ChannelId, "inviter_id": post.UserId,
		})
	}
}

// endUnplanned ends an invitation without a plan.
func (p *Poster) endUnplanned(post *model.Post, attendance invitation.Attendance) (*model.Post, error) {
	return p.changeUnplanned(post, func(invited invitation.Invitation) (invitation.Invitation, error) {
		ended, err := invited.End(p.Now())
		ended.Attendance = attendance
		return ended, err
	})
}

// changeable returns an invitation's post and plan. If the person may not change it, it returns refusal.
func (p *Poster) changeable(userID, postID string, refusal error) (*model.Post, schedule.Record, error) {
	post, channel, err := p.readable(userID, postID)
	if err != nil {
		return nil, schedule.Record{}, err
	}
	if post.UserId != userID && !p.API.HasPermissionToChannel(userID, post.ChannelId, model.PermissionEditOthersPosts) {
		return nil, schedule.Record{}, refusal
	}
	if err := access.RequireWritable(p.API, channel); err != nil {
		return nil, schedule.Record{}, err
	}
	record, err := p.Schedule.Of(post)
	return post, record, err
}

// readable returns the post of an invitation and its channel. The person must be able to read the channel.
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
	channel, err := access.RequireRead(p.API, userID, post.ChannelId)
	if err == nil {
		return post, channel, nil
	}
	if _, expected := problem.Of(err); expected {
		return nil, nil, invitationNotFound
	}
	return nil, nil, err
}

// invitationOf reads a post's invitation. An unreadable one counts as absent: anybody can make a post of this type.
func (p *Poster) invitationOf(post *model.Post) (invitation.Invitation, error) {
	inviter, err := p.Names.Name(post.UserId)
	if err != nil {
		return invitation.Invitation{}, err
	}
	invited, ok := invitation.FromProps(inviter, post.GetProps(), p.Settings().Services)
	if !ok {
		return invitation.Invitation{}, invitationNotFound
	}
	return invited, nil
}
