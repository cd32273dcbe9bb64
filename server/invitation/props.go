package invitation

import (
	"cmp"
	"maps"
	"regexp"
	"time"

	"mattermost-plugin-blizz/server/meeting"
)

// Names of the props. meeting_provider and meeting_link are for other plugins, which look for duplicates. This plugin
// reads meeting_link only if meeting_id is absent: the meeting is then known by its whole link.
const (
	propService   = "service"
	propMeetingID = "meeting_id"
	propTopic     = "topic"
	propPassword  = "password"
	propStatus    = "status"
	propEndedAt   = "ended_at"
	propStartsAt  = "starts_at"
	propDuration  = "duration_minutes"
	propRepeat    = "repeat"
	propSkipped   = "skipped"
	propMoved     = "moved"
	propPlanID    = "plan_id"
	propTimeZone  = "time_zone"
	propProvider  = "meeting_provider"
	propLink      = "meeting_link"
)

// planIDPattern matches the IDs of plans, which have the format of Mattermost's IDs.
var planIDPattern = regexp.MustCompile(`^[a-z0-9]{26}$`)

// Props returns the invitation as a post's props. Times are milliseconds since 1970. Empty values are absent. An
// invitation that can't be joined has no link, except if only the link says which meeting it is.
func (i Invitation) Props(services meeting.Services) map[string]any {
	props := map[string]any{
		propService:  i.Meeting.Service,
		propStatus:   string(i.Status),
		propProvider: services.Name(i.Meeting),
	}
	if i.Meeting.ID != "" {
		props[propMeetingID] = i.Meeting.ID
	}
	if i.Topic != "" {
		props[propTopic] = i.Topic
	}
	if i.Password != "" {
		props[propPassword] = i.Password
	}
	if i.PlanID != "" {
		props[propPlanID] = i.PlanID
	}
	i.writePlan(props)
	if i.Status == Open || i.Meeting.Link != "" {
		if link := linkOf(i, services); link != "" {
			props[propLink] = link
		}
	}
	if i.Status != Open {
		props[propEndedAt] = i.EndedAt.UnixMilli()
	}
	maps.Copy(props, i.Attendance.Props())
	return props
}

// writePlan writes the props that say when the meeting takes place.
func (i Invitation) writePlan(props map[string]any) {
	if i.When.IsPlanned() {
		props[propStartsAt] = i.When.Start.UnixMilli()
		props[propTimeZone] = i.When.Start.Location().String()
	}
	if i.When.Duration != 0 {
		props[propDuration] = int64(i.When.Duration / time.Minute)
	}
	i.writeSeries(props)
}

// PropsOver returns a post's props in which the invitation's props replace the former ones. Other plugins' props stay.
func (i Invitation) PropsOver(props map[string]any, services meeting.Services) map[string]any {
	over := maps.Clone(props)
	if over == nil {
		over = map[string]any{}
	}
	for _, name := range []string{
		propMeetingID, propTopic, propPassword, propEndedAt, propLink, propStartsAt, propTimeZone, propDuration,
		propRepeat, propSkipped, propMoved, propPlanID, propLasted, propJoined,
	} {
		delete(over, name)
	}
	maps.Copy(over, i.Props(services))
	return over
}

// FromProps reads an invitation from a post's props. Anybody can make a post with any props, so it checks all of them.
// ok is false without a meeting or with an unknown status. Other invalid props are cleaned or left out. The inviter is
// not among the props: it is the post's author.
func FromProps(inviter string, props map[string]any, services meeting.Services) (invitation Invitation, ok bool) {
	named, ok := meetingIn(props, services)
	if !ok {
		return Invitation{}, false
	}
	invitation, err := New(inviter, named, text(props, propTopic), text(props, propPassword), plan(props))
	if err != nil {
		return Invitation{}, false
	}
	if planID := text(props, propPlanID); planIDPattern.MatchString(planID) {
		invitation.PlanID = planID
	}
	switch status := Status(text(props, propStatus)); status {
	case Open, Ended, Cancelled:
		invitation.Status = status
	default:
		return Invitation{}, false
	}
	if invitation.Status != Open {
		invitation.EndedAt = moment(props[propEndedAt])
	}
	invitation.Attendance = attendanceOf(props)
	return invitation, true
}

// linkOf returns the link for the props. If the service is no longer set up, a whole link stays, because only it says
// which meeting it is. Once the invitation is over, the link loses its key or password.
func linkOf(i Invitation, services meeting.Services) string {
	switch {
	case i.Meeting.Link == "":
		return services.JoinURL(i.Meeting, i.Password)
	case i.Status == Open:
		return i.Meeting.Link
	}
	return i.Meeting.WithoutSecret().Link
}

// meetingIn reads the meeting from props. Without a service in the props, it belongs to the default service. If its
// service is set up, the meeting must pass its check; otherwise it must be well formed.
func meetingIn(props map[string]any, services meeting.Services) (m meeting.Meeting, ok bool) {
	m = meeting.Meeting{Service: cmp.Or(text(props, propService), services.Default().Key), ID: text(props, propMeetingID)}
	if m.ID == "" {
		m.Link = text(props, propLink)
	}
	_, isSetUp := services.ByKey(m.Service)
	return m, m.IsWellFormed() && (!isSetUp || services.Check(m))
}

func text(props map[string]any, name string) string {
	s, _ := props[name].(string)
	return s
}
