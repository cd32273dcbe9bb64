package invitation

import (
	"maps"
	"regexp"
	"time"

	"mattermost-plugin-blizz/server/meeting"
)

// The names of the props. meeting_provider and meeting_link are for other plugins' checks for duplicates; this
// plugin never reads them.
const (
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

// planIDPattern is the format of Mattermost's IDs, which plans have.
var planIDPattern = regexp.MustCompile(`^[a-z0-9]{26}$`)

// Props are the invitation as a post's props. Times are milliseconds since 1970. What is empty is absent, and an
// invitation that can't be joined has no link.
func (i Invitation) Props(service meeting.Service) map[string]any {
	props := map[string]any{
		propMeetingID: string(i.Meeting),
		propStatus:    string(i.Status),
		propProvider:  service.Name,
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
	if i.When.IsPlanned() {
		props[propStartsAt] = i.When.Start.UnixMilli()
		props[propTimeZone] = i.When.Start.Location().String()
	}
	if i.When.Duration != 0 {
		props[propDuration] = int64(i.When.Duration / time.Minute)
	}
	i.writeSeries(props)
	if i.Status == Open {
		props[propLink] = service.JoinURL(i.Meeting)
	} else {
		props[propEndedAt] = i.EndedAt.UnixMilli()
	}
	return props
}

// PropsOver are a post's props with the invitation's in place of whatever it said before; props of others stay.
func (i Invitation) PropsOver(props map[string]any, service meeting.Service) map[string]any {
	over := maps.Clone(props)
	if over == nil {
		over = map[string]any{}
	}
	for _, name := range []string{propTopic, propPassword, propEndedAt, propLink, propStartsAt, propTimeZone, propDuration, propRepeat, propSkipped, propMoved, propPlanID} {
		delete(over, name)
	}
	maps.Copy(over, i.Props(service))
	return over
}

// FromProps reads an invitation back from a post's props. Anybody can make a post with any props, so all are
// checked again: ok is false without a canonical meeting ID or with a status that is not known, and the rest is
// cleaned or left out. Host is not among the props: the post's author is the host.
func FromProps(host string, props map[string]any, service meeting.Service) (invitation Invitation, ok bool) {
	id, ok := service.IDs.Canonical(text(props, propMeetingID))
	if !ok {
		return Invitation{}, false
	}
	invitation, err := New(host, id, text(props, propTopic), text(props, propPassword), plan(props))
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
	return invitation, true
}

func text(props map[string]any, name string) string {
	s, _ := props[name].(string)
	return s
}
