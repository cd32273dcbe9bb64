package calendar

import (
	"time"

	ics "github.com/arran4/golang-ical"
)

// rulesYears is the number of years from the start for which the zone's changes are written. Later, calendars go on
// with the last offset, or with their own rules for the zone's name.
const rulesYears = 10

// rules returns a time zone's offsets from the start on, as a VTIMEZONE (RFC 5545, section 3.6.5).
func rules(zone *time.Location, start time.Time) *ics.VTimezone {
	timezone := ics.NewTimezone(zone.String())
	last := start.AddDate(rulesYears, 0, 0)
	moment := start
	for {
		from, until := moment.ZoneBounds()
		timezone.Components = append(timezone.Components, observance(zone, from, moment))
		if until.IsZero() || until.After(last) {
			return timezone
		}
		moment = latest(until, moment.AddDate(0, 0, 1))
	}
}

// latest returns the later of two moments. Go's zone bounds are wrong on the last day of leap years south of the
// equator: beyond the years of its tables, a bound can lie before the moment that was asked for. The step of at least
// one day leaves that day and skips no change of the clocks.
func latest(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// observance returns the component for one offset. from is the moment at which clocks change to it; it is zero if they
// never did.
func observance(zone *time.Location, from, within time.Time) ics.Component {
	name, offset := within.Zone()
	before := offset
	if from.IsZero() {
		from = time.Date(1970, time.January, 1, 0, 0, 0, 0, time.UTC)
	} else {
		_, before = from.Add(-time.Second).In(zone).Zone()
	}
	var properties ics.ComponentBase
	// RFC 5545 wants the change in the local time before it.
	properties.SetProperty(ics.ComponentPropertyDtStart, from.UTC().Add(time.Duration(before)*time.Second).Format(localTime))
	properties.SetProperty(ics.ComponentProperty(ics.PropertyTzoffsetfrom), utcOffset(before))
	properties.SetProperty(ics.ComponentProperty(ics.PropertyTzoffsetto), utcOffset(offset))
	properties.SetProperty(ics.ComponentProperty(ics.PropertyTzname), name)
	if within.IsDST() {
		return &ics.Daylight{ComponentBase: properties}
	}
	return &ics.Standard{ComponentBase: properties}
}

// utcOffset returns an offset in the format +0100 (RFC 5545, section 3.3.14).
func utcOffset(seconds int) string {
	return time.Unix(0, 0).In(time.FixedZone("", seconds)).Format("-0700")
}
