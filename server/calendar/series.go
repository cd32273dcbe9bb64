package calendar

import (
	"time"

	ics "github.com/arran4/golang-ical"

	"mattermost-plugin-blizz/server/invitation"
	"mattermost-plugin-blizz/server/when"
)

// writeSeries writes the repetition of a meeting. Its event gets the rule, and an EXDATE for each start that is left
// out (RFC 5545, section 3.8.5.1). Each moved start gets an event of its own with a RECURRENCE-ID (section 3.8.4.4).
func writeSeries(event *ics.VEvent, addEvent func() *ics.VEvent, invited invitation.Invitation) {
	plan := invited.When
	zone := ics.WithTZID(plan.Start.Location().String())
	setLocal := func(event *ics.VEvent, start time.Time) {
		setTimes(start, plan.Duration, func(property ics.ComponentProperty, moment time.Time) {
			event.SetProperty(property, moment.Format(localTime), zone)
		})
	}
	setLocal(event, plan.Start)
	event.AddRrule(rule(invited))
	for _, start := range plan.Skipped {
		event.AddExdate(start.Format(localTime), zone)
	}
	for _, move := range plan.Moved {
		if invited.Status == invitation.Ended && move.To.After(invited.EndedAt) {
			event.AddExdate(move.From.Format(localTime), zone)
			continue
		}
		moved := addEvent()
		moved.SetProperty(ics.ComponentPropertyRecurrenceId, move.From.Format(localTime), zone)
		setLocal(moved, move.To)
	}
}

// rule returns the value of the RRULE property (RFC 5545, section 3.3.10). If the meeting was ended, the rule ends
// then.
func rule(invited invitation.Invitation) string {
	rule := invited.When.Rule
	if invited.Status == invitation.Ended && (rule.Until.IsZero() || rule.Until.After(invited.EndedAt)) {
		rule.Count, rule.Until = 0, invited.EndedAt.UTC().Truncate(time.Second)
	}
	return rule.String()
}

// earliest returns the earliest start in a series' events.
func earliest(plan when.Plan) time.Time {
	first := plan.Start
	for _, move := range plan.Moved {
		if move.To.Before(first) {
			first = move.To
		}
	}
	return first
}
