package invitation

import (
	"encoding/json"
	"maps"
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
	for _, name := range []string{propTopic, propPassword, propEndedAt, propLink} {
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
	invitation, err := New(host, id, text(props, propTopic), text(props, propPassword))
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

// moment reads milliseconds since 1970; zero if there are none. JSON and the plugin RPC bring numbers as
// different types.
func moment(props map[string]any, name string) time.Time {
	var ms int64
	switch number := props[name].(type) {
	case int64:
		ms = number
	case float64:
		ms = int64(number)
	case json.Number:
		ms, _ = number.Int64()
	}
	if ms <= 0 {
		return time.Time{}
	}
	return time.UnixMilli(ms)
}
