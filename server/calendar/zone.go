package calendar

import (
	"time"

	ics "github.com/arran4/golang-ical"
)

// rulesYears is for how many years from the start the zone's changes are written; after the last one, calendars go on
// with its offset, or with what they know of the zone by its name.
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

// latest returns the later of two moments. Beyond the years of its tables, Go has bounds that end before the moment
// they are of, on the last day of leap years south of the equator: at least a day ahead is out of them, and skips no
// change.
func latest(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// observance returns one offset, from the moment on at which clocks change to it; from is zero where they never did.
func observance(zone *time.Location, from, within time.Time) ics.Component {
	name, offset := within.Zone()
	before := offset
	if from.IsZero() {
		from = time.Date(1970, time.January, 1, 0, 0, 0, 0, time.UTC)
	} else {
		_, before = from.Add(-time.Second).In(zone).Zone()
	}
	var properties ics.ComponentBase
	// The change is written in the local time before it.
	properties.SetProperty(ics.ComponentPropertyDtStart, from.UTC().Add(time.Duration(before)*time.Second).Format(localTime))
	properties.SetProperty(ics.ComponentProperty(ics.PropertyTzoffsetfrom), utcOffset(before))
	properties.SetProperty(ics.ComponentProperty(ics.PropertyTzoffsetto), utcOffset(offset))
	properties.SetProperty(ics.ComponentProperty(ics.PropertyTzname), name)
	if within.IsDST() {
		return &ics.Daylight{ComponentBase: properties}
	}
	return &ics.Standard{ComponentBase: properties}
}

// utcOffset returns an offset as +0100 (RFC 5545, section 3.3.14).
func utcOffset(seconds int) string {
	return time.Unix(0, 0).In(time.FixedZone("", seconds)).Format("-0700")
}
