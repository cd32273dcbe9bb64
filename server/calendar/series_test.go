package calendar

import (
	"strings"
	"testing"
	"time"

	ics "github.com/arran4/golang-ical"
	"github.com/nicksnyder/go-i18n/v2/i18n"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/teambition/rrule-go"
	"golang.org/x/text/language"

	"mattermost-plugin-blizz/server/invitation"
	"mattermost-plugin-blizz/server/meeting"
	"mattermost-plugin-blizz/server/when"
)

// series returns a weekly meeting in Berlin from Monday, 19 October 2026, 10:00 on, across the end of daylight saving
// time.
func series(t *testing.T, repeat string) invitation.Invitation {
	t.Helper()
	zone := when.Zone("Europe/Berlin")
	rule, err := when.ParseRule(repeat, zone)
	require.NoError(t, err)
	plan := when.Plan{Start: time.Date(2026, time.October, 19, 10, 0, 0, 0, zone), Duration: time.Hour, Rule: rule}
	return invitation.Invitation{
		Inviter: "alice", Meeting: meeting.Meeting{Service: "blizz", ID: "m12345678"}, Topic: "Retro", When: plan, Status: invitation.Open,
	}
}

// events returns the events that a calendar reads from an invitation's file.
func events(t *testing.T, invited invitation.Invitation, sequence int) []*ics.VEvent {
	t.Helper()
	template, err := meeting.ParseTemplate("")
	require.NoError(t, err)
	english := i18n.NewLocalizer(i18n.NewBundle(language.English), "en")
	content, err := File(english, invited, meeting.Only(meeting.Blizz("Blizz", template)),
		Event{ID: "plan", Site: "https://chat.example", Sequence: sequence, Changed: time.Unix(0, 0)})
	require.NoError(t, err)
	calendar, err := ics.ParseCalendar(strings.NewReader(content))
	require.NoError(t, err)
	return calendar.Events()
}

// starts returns the first starts of a file's events, as a calendar computes them: by the rule, without excluded ones,
// and with moved ones. The zone's rules are the machine's own.
func starts(t *testing.T, events []*ics.VEvent, atMost int) []string {
	t.Helper()
	zone := when.Zone("Europe/Berlin")
	local := func(property *ics.IANAProperty) time.Time {
		assert.Equal(t, []string{"Europe/Berlin"}, property.ICalParameters["TZID"])
		moment, err := time.ParseInLocation(localTime, property.Value, zone)
		require.NoError(t, err)
		return moment
	}
	option, err := rrule.StrToROption(events[0].GetProperty(ics.ComponentPropertyRrule).Value)
	require.NoError(t, err)
	option.Dtstart = local(events[0].GetProperty(ics.ComponentPropertyDtStart))
	rule, err := rrule.NewRRule(*option)
	require.NoError(t, err)
	set := &rrule.Set{}
	set.RRule(rule)
	for _, excluded := range events[0].GetProperties(ics.ComponentPropertyExdate) {
		set.ExDate(local(excluded))
	}
	for _, moved := range events[1:] {
		set.ExDate(local(moved.GetProperty(ics.ComponentPropertyRecurrenceId)))
		set.RDate(local(moved.GetProperty(ics.ComponentPropertyDtStart)))
	}
	var found []string
	next := set.Iterator()
	for range atMost {
		start, ok := next()
		if !ok {
			break
		}
		found = append(found, start.In(zone).Format(time.RFC3339))
	}
	return found
}

// planned returns the first starts of a plan.
func planned(plan when.Plan, atMost int) []string {
	var found []string
	for occurrence := range plan.Starts(time.Time{}) {
		if len(found) == atMost {
			break
		}
		found = append(found, occurrence.Start.Format(time.RFC3339))
	}
	return found
}

func TestSeriesAsCalendarsReadIt(t *testing.T) {
	for _, repeat := range []string{
		"FREQ=WEEKLY", "FREQ=DAILY", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH;UNTIL=20261224", "FREQ=MONTHLY;BYDAY=3MO", "FREQ=WEEKLY;COUNT=4", "FREQ=MONTHLY;BYMONTHDAY=19",
	} {
		invited := series(t, repeat)
		before := events(t, invited, 0)
		assert.Len(t, before, 1)
		assert.Equal(t, planned(invited.When, 8), starts(t, before, 8), repeat)

		var third when.Occurrence
		var err error
		for occurrence := range invited.When.Starts(invited.When.Start) {
			third = occurrence
			break
		}
		invited.When, err = invited.When.Skip(invited.When.Start)
		require.NoError(t, err)
		invited.When, err = invited.When.Move(third.Original, third.Original.Add(90*time.Minute))
		require.NoError(t, err)
		after := events(t, invited, 1)
		require.Len(t, after, 2)
		assert.Equal(t, planned(invited.When, 8), starts(t, after, 8), repeat)
		for _, event := range after {
			assert.Equal(t, before[0].Id(), event.Id(), "the UID stays")
			assert.Equal(t, "1", event.GetProperty(ics.ComponentPropertySequence).Value)
		}
	}
}

func TestSeriesThatHasEnded(t *testing.T) {
	invited := series(t, "FREQ=WEEKLY")
	second, third := invited.When.Start.AddDate(0, 0, 7), invited.When.Start.AddDate(0, 0, 14)
	var err error
	invited.When, err = invited.When.Move(second, third.AddDate(0, 0, 3))
	require.NoError(t, err)
	invited, err = invited.End(third.Add(time.Hour))
	require.NoError(t, err)
	read := events(t, invited, 0)
	require.Len(t, read, 1, "a start that was moved behind the end does not take place")
	assert.Equal(t, []string{"2026-10-19T10:00:00+02:00", "2026-11-02T10:00:00+01:00"}, starts(t, read, 8))
	assert.Equal(t, "1", read[0].GetProperty(ics.ComponentPropertySequence).Value)
}
