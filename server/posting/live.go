package posting

import (
	"strings"
	"time"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/nicksnyder/go-i18n/v2/i18n"
	"github.com/pkg/errors"

	"mattermost-plugin-blizz/server/invitation"
	"mattermost-plugin-blizz/server/live"
)

// Lives is the part of live.Live that posting uses.
type Lives interface {
	// End ends the meeting of an invitation and returns its attendance.
	End(channelID, postID string) (invitation.Attendance, error)
	// Ended follows End once the post is written.
	Ended(channelID string)
	// Invited notifies the author a moment later if a meeting is on in the channel already.
	Invited(invited live.Invited)
}

// Notices to an author that a meeting is on already. Link is the address of that meeting.
var (
	sameIsOn = &i18n.Message{
		ID:          "live.same",
		Description: "Told to a person alone, whose invitation is posted. From here means from Mattermost.",
		One:         "This meeting is on already in this channel: {{.Count}} person joined from here. [Join]({{.Link}})",
		Other:       "This meeting is on already in this channel: {{.Count}} people joined from here. [Join]({{.Link}})",
	}
	otherIsOn = &i18n.Message{
		ID:          "live.other",
		Description: "Told to a person alone, whose invitation is posted. From here means from Mattermost.",
		One:         "Another meeting is on in this channel: {{.Service}} {{.ID}}, {{.Count}} person joined from here. [Join]({{.Link}})",
		Other:       "Another meeting is on in this channel: {{.Service}} {{.ID}}, {{.Count}} people joined from here. [Join]({{.Link}})",
	}
)

// Joinable returns an open invitation and its post. The person must be able to read the channel.
func (p *Poster) Joinable(userID, postID string) (*model.Post, invitation.Invitation, error) {
	post, _, err := p.readable(userID, postID)
	if err != nil {
		return nil, invitation.Invitation{}, err
	}
	invited, ok := p.Invitation(post)
	if !ok {
		return nil, invitation.Invitation{}, invitationNotFound
	}
	if invited.Status != invitation.Open {
		return nil, invitation.Invitation{}, invitation.ErrOver
	}
	return post, invited, nil
}

// Invitation reads a post's invitation, without the inviter's name. ok is false if the post has no readable invitation:
// anybody can make a post of this type.
func (p *Poster) Invitation(post *model.Post) (invited invitation.Invitation, ok bool) {
	if post.Type != invitation.PostType {
		return invitation.Invitation{}, false
	}
	return invitation.FromProps("", post.GetProps(), p.Settings().Services)
}

// ServiceName returns the name of the service of an invitation's meeting.
func (p *Poster) ServiceName(invited invitation.Invitation) string {
	return p.Settings().Services.Name(invited.Meeting)
}

// RecordAttendance writes a meeting's attendance into its post. For a start in a series, it writes into the reminder in
// the thread. It writes nothing if the post has it already.
func (p *Poster) RecordAttendance(post *model.Post, startsAt time.Time, attendance invitation.Attendance) error {
	if attendance == (invitation.Attendance{}) {
		return nil
	}
	if !startsAt.IsZero() {
		return p.recordStart(post, startsAt, attendance)
	}
	invited, ok := p.Invitation(post)
	if !ok || invited.Attendance == attendance {
		return nil
	}
	record, err := p.Schedule.Of(post)
	if err != nil {
		return err
	}
	if record.Exists() {
		return p.Schedule.RecordAttendance(record, attendance)
	}
	_, err = p.changeUnplanned(post, func(invited invitation.Invitation) (invitation.Invitation, error) {
		invited.Attendance = attendance
		return invited, nil
	})
	return err
}

// recordStart writes the attendance of a start into its reminder.
func (p *Poster) recordStart(post *model.Post, start time.Time, attendance invitation.Attendance) error {
	reminder, err := p.Schedule.Reminder(post, start)
	if err != nil || reminder == nil {
		return err
	}
	line, err := attendance.Line(p.Texts.In(p.Settings().Language))
	if err != nil || strings.HasSuffix(reminder.Message, "\n"+line) {
		return err
	}
	reminder.Message += "\n" + line
	for name, value := range attendance.Props() {
		reminder.AddProp(name, value)
	}
	if _, appErr := p.API.UpdatePost(reminder); appErr != nil {
		return errors.Wrap(appErr, "failed to write how a meeting was")
	}
	return nil
}

// Posted must be called for an invitation that was posted, or that Mattermost is about to post. It notifies the author
// if a meeting is on there already. For a planned meeting it does nothing.
func (p *Poster) Posted(userID string, place Place, post *model.Post) {
	invited, ok := p.Invitation(post)
	if !ok || invited.When.IsPlanned() {
		return
	}
	p.Live.Invited(live.Invited{
		UserID: userID, ChannelID: place.ChannelID, RootID: place.RootID, Meeting: invited.Meeting,
	})
}

// TellOfOther tells only the author of an invitation that the meeting of another post is on in the channel.
func (p *Poster) TellOfOther(invited live.Invited, other *model.Post, joined int) error {
	on, ok := p.Invitation(other)
	if !ok || on.Status != invitation.Open {
		return nil
	}
	services := p.Settings().Services
	message := otherIsOn
	if on.Meeting == invited.Meeting {
		message = sameIsOn
	}
	p.Tell(invited.UserID, Place{ChannelID: invited.ChannelID, RootID: invited.RootID}, &i18n.LocalizeConfig{
		DefaultMessage: message,
		TemplateData: map[string]any{
			"Service": invitation.Escape(services.Name(on.Meeting)),
			"ID":      invitation.Escape(services.Display(on.Meeting)),
			"Link":    invitation.LinkTarget(services.JoinURL(on.Meeting, on.Password)),
			"Count":   joined,
		},
		PluralCount: joined,
	})
	return nil
}
