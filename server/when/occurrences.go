package when

import (
	"time"

	"github.com/teambition/rrule-go"
)

// horizon limits the search for a next start, in years. The longest gap is 40 years: between two Februaries with five
// Mondays, if the year 2100, which has no 29 February, lies between them.
const horizon = 50

// drift is the largest difference that a change of a time zone's rules makes to a start. Two starts of one plan always
// differ by more.
const drift = 3 * time.Hour

// originals returns a function that returns the starts of the plan's rule one by one, without the exceptions. It begins
// with the last start before a time, or earlier.
//
// The library computes in UTC, and treats local times as if they were in UTC. So changes of the clocks do not disturb
// it, and local turns its results into real times. A rule without a count begins near the wanted time, so that the cost
// does not grow with the age of the plan.
func (p Plan) originals(from time.Time) func() (time.Time, bool) {
	location := p.Start.Location()
	first := wallOf(p.Start)
	begin := first
	if p.Rule.Count == 0 && from.After(p.Start) {
		begin = p.Rule.forward(first, wallOf(from.In(location)).AddDate(0, 0, -2))
	}
	last := begin
	if wall := wallOf(from.In(location)); wall.After(last) {
		last = wall
	}
	rule, err := rrule.NewRRule(p.Rule.option(first, begin, last.AddDate(horizon, 0, 0)))
	if err != nil {
		return func() (time.Time, bool) { return time.Time{}, false }
	}
	next := rule.Iterator()
	return func() (time.Time, bool) {
		wall, ok := next()
		if !ok {
			return time.Time{}, false
		}
		year, month, day := wall.Date()
		start, _ := local(year, month, day, wall.Hour(), wall.Minute(), location)
		if !p.Rule.Until.IsZero() && start.After(p.Rule.Until) {
			return time.Time{}, false
		}
		return start, true
	}
}

// wallOf returns the local time of a moment as if it were in UTC.
func wallOf(moment time.Time) time.Time {
	year, month, day := moment.Date()
	hour, minute, second := moment.Clock()
	return time.Date(year, month, day, hour, minute, second, 0, time.UTC)
}

// forward returns a beginning from which the rule has the same starts as from first, except for those before to.
func (r Rule) forward(first, to time.Time) time.Time {
	if !to.After(first) {
		return first
	}
	// A time.Duration would end at 292 years.
	const secondsOfDay = 24 * 60 * 60
	days := int((to.Unix() - first.Unix()) / secondsOfDay)
	switch r.Frequency {
	case Once:
		return first
	case Daily:
		return first.AddDate(0, 0, days-days%r.Interval)
	case Weekly:
		return first.AddDate(0, 0, days-days%(7*r.Interval))
	case Monthly:
	}
	months := (to.Year()-first.Year())*12 + int(to.Month()-first.Month())
	months -= months % r.Interval
	if months == 0 {
		return first
	}
	return time.Date(first.Year(), first.Month()+time.Month(months), 1, first.Hour(), first.Minute(), 0, 0, time.UTC)
}

// option returns the rule for the library, with a beginning. RFC 5545 takes some parts from the first start. They are
// written out here, because the beginning may be another day.
func (r Rule) option(first, begin, until time.Time) rrule.ROption {
	option := rrule.ROption{Interval: r.Interval, Count: r.Count, Dtstart: begin, Until: until}
	switch r.Frequency {
	case Once: // has no starts to look for
	case Daily:
		option.Freq = rrule.DAILY
	case Weekly:
		option.Freq = rrule.WEEKLY
		days := r.Days
		if days == 0 {
			days = days.With(first.Weekday())
		}
		for _, day := range days.List() {
			option.Byweekday = append(option.Byweekday, ruleDays[day])
		}
	case Monthly:
		option.Freq = rrule.MONTHLY
		switch {
		case r.Ordinal != 0:
			day := ruleDays[r.Days.List()[0]]
			option.Byweekday = []rrule.Weekday{day.Nth(r.Ordinal)}
		case r.MonthDay != 0:
			option.Bymonthday = []int{r.MonthDay}
		default:
			option.Bymonthday = []int{first.Day()}
		}
	}
	return option
}
