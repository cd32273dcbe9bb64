// Package when knows when a meeting takes place: how people write a start, a duration and a repetition, and when the
// next start of a repeated meeting is.
//
// It imports nothing of Mattermost. The clock is passed to it, and the time zone with the clock.
package when

import (
	"regexp"
	"time"
	_ "time/tzdata" // servers in containers may have no time zones of their own
)

// MaxDuration bounds how long a meeting may last.
const MaxDuration = 24 * time.Hour

// Plan is when a meeting takes place. The zero Plan is now, with no end in sight.
type Plan struct {
	// Start is the first start, a whole minute, in the host's time zone; zero for now.
	Start time.Time
	// Duration is in whole minutes; zero if nothing is said of it.
	Duration time.Duration
	// Every is how it repeats; only a meeting with a start does.
	Every Repeat
}

// Repeat is how a meeting repeats.
type Repeat string

// The repetitions. The local time of the start stays, also where daylight saving changes the offset from UTC.
const (
	Once    Repeat = ""
	Weekday Repeat = "weekday" // Monday to Friday, in the host's time zone
	Week    Repeat = "week"
)

// IsPlanned tells a meeting with a start from one that is now.
func (p Plan) IsPlanned() bool {
	return !p.Start.IsZero()
}

// Next is the first start after a moment; zero if there is none.
func (p Plan) Next(after time.Time) time.Time {
	if !p.IsPlanned() || p.Start.After(after) {
		return p.Start
	}
	if p.Every == Once {
		return time.Time{}
	}
	location := p.Start.Location()
	hour, minute, _ := p.Start.Clock()
	year, month, day := after.In(location).Date()
	for ; ; day++ {
		next, _ := local(year, month, day, hour, minute, location)
		if next.After(after) && p.isOn(dayOf(year, month, day)) {
			return next
		}
	}
}

// IsAt tells whether a moment is one of the starts.
func (p Plan) IsAt(start time.Time) bool {
	return p.IsPlanned() && p.Next(start.Add(-time.Nanosecond)).Equal(start)
}

// isOn tells whether the meeting repeats on a day of the week.
func (p Plan) isOn(day time.Weekday) bool {
	if p.Every == Weekday {
		return isWeekday(day)
	}
	return day == p.Start.Weekday()
}

// Aligned is the plan with its first start on a day on which it repeats: from a weekend, on Monday.
func (p Plan) Aligned() Plan {
	for p.Every == Weekday && !isWeekday(p.Start.Weekday()) {
		hour, minute, _ := p.Start.Clock()
		year, month, day := p.Start.Date()
		p.Start, _ = local(year, month, day+1, hour, minute, p.Start.Location())
	}
	return p
}

func isWeekday(day time.Weekday) bool {
	return day != time.Saturday && day != time.Sunday
}

func dayOf(year int, month time.Month, day int) time.Weekday {
	return time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Weekday()
}

// local is a local time as a moment. A time that occurs twice, where clocks go back, is the first of the two; one
// that clocks going forward skip is counted with the offset before the gap, and isSkipped (RFC 5545, section 3.3.5).
func local(year int, month time.Month, day, hour, minute int, location *time.Location) (moment time.Time, isSkipped bool) {
	wall := time.Date(year, month, day, hour, minute, 0, 0, time.UTC)
	_, offsetBefore := wall.AddDate(0, 0, -1).In(location).Zone()
	first := wall.Add(-time.Duration(offsetBefore) * time.Second).In(location)
	if shows(first, wall) {
		return first, false
	}
	if second := time.Date(year, month, day, hour, minute, 0, 0, location); shows(second, wall) {
		return second, false
	}
	return first, true
}

// shows tells whether a moment's local date and time are those of wall, which is in UTC.
func shows(moment, wall time.Time) bool {
	return moment.Format(time.DateTime) == wall.Format(time.DateTime)
}

// zoneName is the form of the names in the IANA time zone database. time.LoadLocation reads files of that name.
var zoneName = regexp.MustCompile(`^[A-Z][A-Za-z0-9_+-]{1,31}(?:/[A-Za-z0-9_+-]{1,31}){0,2}$`)

// Zone is the time zone of an IANA name, such as "Europe/Berlin"; UTC for one that is empty or not known.
func Zone(name string) *time.Location {
	if !zoneName.MatchString(name) || name == "Local" {
		return time.UTC
	}
	zone, err := time.LoadLocation(name)
	if err != nil {
		return time.UTC
	}
	return zone
}
