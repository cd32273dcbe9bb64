package when

import (
	"strconv"
	"strings"
	"time"

	"github.com/teambition/rrule-go"
)

// Frequency is the unit in which a meeting repeats, as RFC 5545 names it.
type Frequency string

// The frequencies. A rule without one stands for a meeting that takes place once.
const (
	Once    Frequency = ""
	Daily   Frequency = "DAILY"
	Weekly  Frequency = "WEEKLY"
	Monthly Frequency = "MONTHLY"
)

// Bounds of a rule. They keep the cost of finding the next start small, whatever is stored.
const (
	MaxInterval = 99
	MaxMonths   = 12 // the interval of a monthly rule
	MaxCount    = 999
	maxRuleText = 200 // in bytes, which is more than String writes
)

// Rule says how a meeting repeats: a part of the recurrence rules of RFC 5545, section 3.3.10. The zero Rule is a
// meeting that takes place once. Rules can be compared with ==.
type Rule struct {
	// Frequency is the unit of Interval.
	Frequency Frequency
	// Interval is from 1 to MaxInterval, of months to MaxMonths: 2 is every second day, week or month.
	Interval int
	// Days are the days of the week, of a weekly rule, or the one day of a monthly rule that has an Ordinal. Without
	// any, a weekly rule is on the weekday of the plan's start.
	Days Weekdays
	// Ordinal tells which of a month's weekdays a monthly rule means: 1 to 5, or -1 for the last. 0 means none.
	Ordinal int
	// MonthDay is the day of a monthly rule: 1 to 31, or -1 for the last. Without it and an Ordinal, a monthly rule is
	// on the day of the plan's start. A month without that day is left out.
	MonthDay int
	// Count is how many starts there are, from 1 to MaxCount; 0 means that nothing is said of it.
	Count int
	// Until is the last moment at which a meeting can start, in UTC; zero for a rule without one.
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

// ruleDays are the library's days, by time.Weekday.
var ruleDays = [...]rrule.Weekday{rrule.SU, rrule.MO, rrule.TU, rrule.WE, rrule.TH, rrule.FR, rrule.SA}

// Repeats tells whether the meeting takes place more than once.
func (r Rule) Repeats() bool {
	return r.Frequency != Once
}

// String returns the rule as the value of an RRULE property, such as FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH. The zero Rule
// is empty. ParseRule reads it back.
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

// ParseRule reads the value of an RRULE property, as String writes it. It takes what a Rule can hold, and refuses any
// other rule of RFC 5545. An UNTIL that is a date or a local time is read in the given zone; a date means the end of
// that day. Empty is the zero Rule. The error is BadRepeat.
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

// untilOf returns the last moment of an UNTIL. The library reads a date as its first moment.
func untilOf(until time.Time, text string) time.Time {
	_, value, _ := strings.Cut(text, "UNTIL=")
	value, _, _ = strings.Cut(value, ";")
	if len(value) == len(rrule.DateFormat) {
		return endOfDay(until)
	}
	return until.UTC()
}

// endOfDay returns the last second of a moment's day in its zone, in UTC.
func endOfDay(moment time.Time) time.Time {
	year, month, day := moment.Date()
	next, _ := local(year, month, day+1, 0, 0, moment.Location())
	return next.Add(-time.Second).UTC()
}

// isInSubset tells whether a rule has only parts that a Rule can hold.
func isInSubset(parsed *rrule.ROption) bool {
	others := len(parsed.Bysetpos) + len(parsed.Bymonth) + len(parsed.Byyearday) + len(parsed.Byweekno) +
		len(parsed.Byhour) + len(parsed.Byminute) + len(parsed.Bysecond) + len(parsed.Byeaster)
	return others == 0 && parsed.Interval >= 0 && len(parsed.Bymonthday) <= 1 && len(parsed.Byweekday) <= 7 && parsed.Dtstart.IsZero() && parsed.Wkst == rrule.MO
}

// isSound tells whether a rule's parts are within bounds and fit each other. days is how many days were written, as a
// day that is written twice may have two ordinals.
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
