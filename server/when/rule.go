package when

import (
	"strconv"
	"strings"
	"time"

	"github.com/teambition/rrule-go"
)

// Frequency is the unit of a repetition, as in RFC 5545.
type Frequency string

// The frequencies. A rule without one is for a meeting that takes place once.
const (
	Once    Frequency = ""
	Daily   Frequency = "DAILY"
	Weekly  Frequency = "WEEKLY"
	Monthly Frequency = "MONTHLY"
)

// Limits of a rule. They keep the search for the next start cheap.
const (
	MaxInterval = 99
	MaxMonths   = 12 // the interval of a monthly rule
	MaxCount    = 999
	maxRuleText = 200 // in bytes; String writes less
)

// Rule says how a meeting repeats: a part of the recurrence rules of RFC 5545, section 3.3.10. The zero Rule is for a
// meeting that takes place once. Rules can be compared with ==.
type Rule struct {
	// Frequency is the unit of Interval.
	Frequency Frequency
	// Interval is from 1 to MaxInterval, or to MaxMonths for months. 2 means every second day, week or month.
	Interval int
	// Days are the days of the week of a weekly rule, or the single day of a monthly rule with an Ordinal. A weekly
	// rule without Days is on the weekday of the plan's start.
	Days Weekdays
	// Ordinal says which of a month's weekdays a monthly rule means: 1 to 5, or -1 for the last. 0 means none.
	Ordinal int
	// MonthDay is the day of a monthly rule: 1 to 31, or -1 for the last. Without it and without an Ordinal, a monthly
	// rule is on the day of the plan's start. A month without that day has no start.
	MonthDay int
	// Count is the number of starts, from 1 to MaxCount. 0 means no limit.
	Count int
	// Until is the last time at which a meeting can start, in UTC. It is zero for a rule without an end.
	Until time.Time
}

// Weekdays is a set of days of the week.
type Weekdays uint8

// WorkingDays are Monday to Friday.
const WorkingDays Weekdays = 1<<time.Monday | 1<<time.Tuesday | 1<<time.Wednesday | 1<<time.Thursday | 1<<time.Friday

// Has tells whether a day is in the set.
func (d Weekdays) Has(day time.Weekday) bool {
	return d&(1<<day) != 0
}

// With returns the set with a day added to it.
func (d Weekdays) With(day time.Weekday) Weekdays {
	return d | 1<<day
}

// List returns the days, from Monday to Sunday.
func (d Weekdays) List() []time.Weekday {
	var days []time.Weekday
	for i := range 7 {
		if day := time.Weekday((i + 1) % 7); d.Has(day) {
			days = append(days, day)
		}
	}
	return days
}

// ruleDays are the library's days, indexed by time.Weekday.
var ruleDays = [...]rrule.Weekday{rrule.SU, rrule.MO, rrule.TU, rrule.WE, rrule.TH, rrule.FR, rrule.SA}

// Repeats tells whether the meeting takes place more than once.
func (r Rule) Repeats() bool {
	return r.Frequency != Once
}

// String returns the rule as the value of an RRULE property, such as FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH. It is empty
// for the zero Rule. ParseRule reads it.
func (r Rule) String() string {
	if !r.Repeats() {
		return ""
	}
	parts := []string{"FREQ=" + string(r.Frequency)}
	add := func(isThere bool, name, value string) {
		if isThere {
			parts = append(parts, name+"="+value)
		}
	}
	add(r.Interval > 1, "INTERVAL", strconv.Itoa(r.Interval))
	add(r.Days != 0, "BYDAY", r.byDay())
	add(r.MonthDay != 0, "BYMONTHDAY", strconv.Itoa(r.MonthDay))
	add(r.Count != 0, "COUNT", strconv.Itoa(r.Count))
	add(!r.Until.IsZero(), "UNTIL", r.Until.Format(rrule.DateTimeFormat))
	return strings.Join(parts, ";")
}

func (r Rule) byDay() string {
	var names []string
	for _, day := range r.Days.List() {
		name := ruleDays[day].String()
		if r.Ordinal != 0 {
			name = strconv.Itoa(r.Ordinal) + name
		}
		names = append(names, name)
	}
	return strings.Join(names, ",")
}

// ParseRule reads the value of an RRULE property. It refuses the rules of RFC 5545 that a Rule can't hold. It reads an
// UNTIL that is a date or a local time in the given zone. A date means the end of that day. An empty text is the zero
// Rule. The error is BadRepeat.
func ParseRule(text string, zone *time.Location) (Rule, error) {
	if text == "" {
		return Rule{}, nil
	}
	if len(text) > maxRuleText || strings.Contains(text, "\n") {
		return Rule{}, BadRepeat
	}
	parsed, err := rrule.StrToROptionInLocation(text, zone)
	if err != nil || !isInSubset(parsed) {
		return Rule{}, BadRepeat
	}
	rule := Rule{Frequency: Frequency(parsed.Freq.String()), Interval: max(parsed.Interval, 1), Count: parsed.Count}
	if len(parsed.Bymonthday) == 1 {
		rule.MonthDay = parsed.Bymonthday[0]
	}
	for _, day := range parsed.Byweekday {
		rule.Days = rule.Days.With(weekdayOf(day))
		rule.Ordinal = day.N()
	}
	if !parsed.Until.IsZero() {
		rule.Until = untilOf(parsed.Until, text)
	}
	if !rule.isSound(len(parsed.Byweekday)) {
		return Rule{}, BadRepeat
	}
	return rule, nil
}

func weekdayOf(day rrule.Weekday) time.Weekday {
	return time.Weekday((day.Day() + 1) % 7)
}

// untilOf returns the last time that an UNTIL includes. The library reads a date as its first time.
func untilOf(until time.Time, text string) time.Time {
	_, value, _ := strings.Cut(text, "UNTIL=")
	value, _, _ = strings.Cut(value, ";")
	if len(value) == len(rrule.DateFormat) {
		return endOfDay(until)
	}
	return until.UTC()
}

// endOfDay returns the last second of a day in its zone, in UTC.
func endOfDay(moment time.Time) time.Time {
	year, month, day := moment.Date()
	next, _ := local(year, month, day+1, 0, 0, moment.Location())
	return next.Add(-time.Second).UTC()
}

// isInSubset tells whether a Rule can hold all parts of a rule.
func isInSubset(parsed *rrule.ROption) bool {
	others := len(parsed.Bysetpos) + len(parsed.Bymonth) + len(parsed.Byyearday) + len(parsed.Byweekno) +
		len(parsed.Byhour) + len(parsed.Byminute) + len(parsed.Bysecond) + len(parsed.Byeaster)
	return others == 0 && parsed.Interval >= 0 && len(parsed.Bymonthday) <= 1 && len(parsed.Byweekday) <= 7 && parsed.Dtstart.IsZero() && parsed.Wkst == rrule.MO
}

// isSound tells whether a rule's parts are within limits and fit each other. days is the number of written days,
// because one weekday may be written with two ordinals.
func (r Rule) isSound(days int) bool {
	isBounded := r.Interval <= MaxInterval && r.Count >= 0 && r.Count <= MaxCount &&
		(r.Count == 0 || r.Until.IsZero()) && r.Until.Year() < 10_000
	if !isBounded {
		return false
	}
	switch r.Frequency {
	case Daily:
		return r.Days == 0 && r.MonthDay == 0
	case Weekly:
		return r.Ordinal == 0 && r.MonthDay == 0
	case Monthly:
		if r.Interval > MaxMonths {
			return false
		}
		if r.Days == 0 {
			return r.MonthDay >= -1 && r.MonthDay <= 31
		}
		return r.MonthDay == 0 && days == 1 && r.Ordinal >= -1 && r.Ordinal <= 5 && r.Ordinal != 0
	case Once:
	}
	return false
}
