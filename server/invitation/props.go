package invitation

import (
	"encoding/json"
	"maps"
	"math"
	"time"

	"mattermost-plugin-blizz/server/meeting"
	"mattermost-plugin-blizz/server/when"
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
	propEvery     = "every"
	propTimeZone  = "time_zone"
	propProvider  = "meeting_provider"
	propLink      = "meeting_link"
)

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
	if i.When.IsPlanned() {
		props[propStartsAt] = i.When.Start.UnixMilli()
		props[propTimeZone] = i.When.Start.Location().String()
	}
	if i.When.Duration != 0 {
		props[propDuration] = int64(i.When.Duration / time.Minute)
	}
	if i.When.Every != when.Once {
		props[propEvery] = string(i.When.Every)
	}
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
	for _, name := range []string{propTopic, propPassword, propEndedAt, propLink, propStartsAt, propTimeZone, propDuration, propEvery} {
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
	switch status := Status(text(props, propStatus)); status {
	case Open, Ended, Cancelled:
		invitation.Status = status
	default:
		return Invitation{}, false
	}
	if invitation.Status != Open {
		invitation.EndedAt = moment(props, propEndedAt)
	}
	return invitation, true
}

func text(props map[string]any, name string) string {
	s, _ := props[name].(string)
	return s
}

// plan reads when the meeting takes place, without what is not right.
func plan(props map[string]any) when.Plan {
	var read when.Plan
	if start := moment(props, propStartsAt).Truncate(time.Minute); start.UnixMilli() > 0 {
		read.Start = start.In(when.Zone(text(props, propTimeZone)))
		read.Every, _ = when.ReadRepeat(text(props, propEvery))
	}
	minutes := number(props, propDuration)
	if minutes <= int64(when.MaxDuration/time.Minute) && when.CheckDuration(time.Duration(minutes)*time.Minute) == nil {
		read.Duration = time.Duration(minutes) * time.Minute
	}
	return read
}

// latest is the last moment that is read: the end of the year 9999, as later ones have no usual written form.
var latest = time.Date(9999, time.December, 31, 0, 0, 0, 0, time.UTC).UnixMilli()

// moment reads milliseconds since 1970; zero if there are none.
func moment(props map[string]any, name string) time.Time {
	ms := number(props, name)
	if ms <= 0 || ms > latest {
		return time.Time{}
	}
	return time.UnixMilli(ms)
}

// number reads a whole number; zero if there is none. JSON and the plugin RPC bring numbers as different types.
func number(props map[string]any, name string) int64 {
	switch number := props[name].(type) {
	case int64:
		return number
	case float64:
		if number >= math.MinInt64 && number < math.MaxInt64 {
			return int64(number)
		}
	case json.Number:
		whole, _ := number.Int64()
		return whole
	}
	return 0
}
