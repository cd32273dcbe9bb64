// Package calendar writes an invitation as a calendar file, by RFC 5545.
//
// It imports nothing of Mattermost.
package calendar

import (
	"net/url"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"
	"github.com/nicksnyder/go-i18n/v2/i18n"
	"github.com/pkg/errors"

	"mattermost-plugin-blizz/server/invitation"
	"mattermost-plugin-blizz/server/localize"
	"mattermost-plugin-blizz/server/meeting"
)

const (
	productID = "-//Blizz Meetings for Mattermost//EN"

	localTime = "20060102T150405"
	utcTime   = "20060102T150405Z"
)

// Event holds the further data of a calendar file, besides the invitation.
type Event struct {
	// ID identifies this event among all others. It never changes.
	ID string
	// Site is the server's address; it may be empty.
	Site string
	// Changed is the time of the invitation's last change.
	Changed time.Time
	// Sequence is the number of changes of a planned meeting.
	Sequence int
}

var (
	eventTitle = &i18n.Message{
		ID:    "calendar.title",
		Other: "{{.Service}} meeting",
	}
	eventJoin = &i18n.Message{
		ID:    "calendar.join",
		Other: "Join: {{.Link}}",
	}
	eventMeeting = &i18n.Message{
		ID:    "calendar.id",
		Other: "Meeting ID: {{.ID}}",
	}
	eventPassword = &i18n.Message{
		ID:    "calendar.password",
		Other: "Password: {{.Password}}",
	}
	eventInviter = &i18n.Message{
		ID:    "calendar.inviter",
		Other: "{{.Inviter}} invites you",
	}
)

// File returns a calendar file with one meeting: an event, and one more event for each start that was moved. A meeting
// that repeats is in its inviter's time zone, so that the local time stays when daylight saving begins or ends; the
// file contains the zone's rules. A meeting that takes place once is in UTC. Once the invitation is over, the event is
// cancelled, or ends with its last occurrence. A calendar that already has an event of the same UID replaces it by one
// with a higher SEQUENCE.
func File(localizer *i18n.Localizer, invited invitation.Invitation, services meeting.Services, about Event) (string, error) {
	texts, err := write(localizer, invited, services)
	if err != nil {
		return "", err
	}
	calendar := ics.NewCalendarFor("Blizz")
	calendar.SetProductId(productID)
	addEvent := func() *ics.VEvent {
		event := calendar.AddEvent(about.ID + "@" + host(about.Site))
		event.SetDtStampTime(about.Changed)
		event.SetModifiedAt(about.Changed)
		event.SetSummary(texts.title)
		event.SetDescription(texts.description)
		setStatus(event, invited, about.Sequence)
		if invited.Status == invitation.Open {
			event.SetURL(services.JoinURL(invited.Meeting, invited.Password))
			event.SetLocation(services.JoinURL(invited.Meeting, invited.Password))
		}
		return event
	}
	event := addEvent()
	if !invited.When.Rule.Repeats() {
		setTimes(invited.When.Start, invited.When.Duration, func(property ics.ComponentProperty, moment time.Time) {
			event.SetProperty(property, moment.UTC().Format(utcTime))
		})
		return calendar.Serialize(ics.WithNewLineWindows), nil
	}
	writeSeries(event, addEvent, invited)
	calendar.AddVTimezone(rules(invited.When.Start.Location(), earliest(invited.When)))
	return calendar.Serialize(ics.WithNewLineWindows), nil
}

// host returns the server's host name, for the right side of a UID (RFC 5545, section 3.8.4.7).
func host(site string) string {
	if address, err := url.Parse(site); err == nil && address.Hostname() != "" {
		return address.Hostname()
	}
	return "blizz"
}

// texts holds the texts that people read in their calendars.
type texts struct {
	title, description string
}

func write(localizer *i18n.Localizer, invited invitation.Invitation, services meeting.Services) (texts, error) {
	data := map[string]string{
		"Service":  services.Name(invited.Meeting),
		"Inviter":  invited.Inviter,
		"ID":       services.Display(invited.Meeting),
		"Link":     services.JoinURL(invited.Meeting, invited.Password),
		"Password": invited.Password,
	}
	messages := []*i18n.Message{eventTitle, eventInviter, eventMeeting}
	if invited.Status == invitation.Open {
		messages = append(messages, eventJoin)
	}
	if invited.Password != "" {
		messages = append(messages, eventPassword)
	}
	lines := make([]string, len(messages))
	for i, message := range messages {
		line, err := localize.Text(localizer, &i18n.LocalizeConfig{DefaultMessage: message, TemplateData: data})
		if err != nil {
			return texts{}, errors.Wrap(err, "failed to localize the calendar file")
		}
		lines[i] = line
	}
	written := texts{title: lines[0], description: strings.Join(lines[1:], "\n")}
	if invited.Topic != "" {
		written.title = invited.Topic
	}
	return written, nil
}

// setStatus writes the event's status and the number of its changes. An invitation without a plan changes only once:
// when it is over.
func setStatus(event *ics.VEvent, invited invitation.Invitation, sequence int) {
	event.SetStatus(ics.ObjectStatusConfirmed)
	if invited.Status != invitation.Open {
		sequence = max(sequence, 1)
	}
	event.SetSequence(sequence)
	if invited.Status == invitation.Cancelled {
		event.SetStatus(ics.ObjectStatusCancelled)
	}
}

// setTimes writes the start, and the end if the duration is known.
func setTimes(start time.Time, duration time.Duration, set func(property ics.ComponentProperty, moment time.Time)) {
	set(ics.ComponentPropertyDtStart, start)
	if duration != 0 {
		set(ics.ComponentPropertyDtEnd, start.Add(duration))
	}
}
