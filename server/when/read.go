package when

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

// Error says why a start, a duration or a rule can't be used.
type Error string

// What can be wrong.
const (
	// Unreadable: no form of a start.
	Unreadable Error = "unreadable"
	// Zoned: a start with a time zone, which would not be heeded.
	Zoned Error = "zoned"
	// Impossible: a date or a time that no calendar or clock has, as 2026-02-30 or 25:00.
	Impossible Error = "impossible"
	// Skipped: a local time that clocks going forward leave out.
	Skipped Error = "skipped"
	// Past: a start that is not to come.
	Past Error = "past"
	// TooFar: a start more than a year ahead.
	TooFar Error = "too_far"
	// BadDuration: no form of a duration, or one that is not from a minute to a day.
	BadDuration Error = "bad_duration"
	// BadRepeat: no rule that can be read, or one of a meeting without a start.
	BadRepeat Error = "bad_repeat"
	// BadUntil: no end of a rule that can be read, or one before which there is no start.
	BadUntil Error = "bad_until"
	// NoOccurrence: a start that the plan doesn't have, or a plan that doesn't repeat.
	NoOccurrence Error = "no_occurrence"
	// Taken: a moment at which another occurrence of the same plan starts.
	Taken Error = "taken"
	// TooManyExceptions: a plan of which MaxExceptions starts are skipped or moved already.
	TooManyExceptions Error = "too_many_exceptions"
)

// Error makes Error an error. People get a localised text instead.
func (e Error) Error() string {
	return "unusable time: " + string(e)
}

// The forms of a start: a clock time, alone, behind a day or before one, or a time from now.
var (
	startPattern = regexp.MustCompile(`(?i)^(?:(` + day + `)(?:\s+|T))?(` + clock + `)$`)
	dayBehind    = regexp.MustCompile(`(?i)^(` + clock + `)\s+(` + day + `)$`)
	clockPattern = regexp.MustCompile(`(?i)^(\d{1,2})(?::(\d{2}))?\s*([ap]m)?$`)
	fromNow      = regexp.MustCompile(`(?i)^\+\s*(` + length + `)$`)
	lengthParts  = regexp.MustCompile(`(?i)^` + length + `$`)

	// startAhead finds a start at the beginning of a text that goes on: a day is one only in front of a number.
	startAhead = regexp.MustCompile(`(?i)^(?:(?:` + day + `)\s+\d\S*(?:\s+[ap]m\b)?|\d\S*\s+[ap]m\b|\S+)`)
	// dayBehindAhead finds one with the day behind the clock time: a whole word, as today's news are a topic.
	dayBehindAhead = regexp.MustCompile(`(?i)^((?:` + clock + `)\s+(?:` + day + `))(?:[\s.,;:]|$)`)
	// zoneBehind finds a time zone behind a start, written as zones are.
	zoneBehind = regexp.MustCompile(`^\s+(?:UTC|GMT|CES?T|MES?Z|WES?T|EES?T|BST|[ECMP][SD]T|JST|KST|AES?T)\b`)
)

const (
	day    = `today|tomorrow|\d{4}-\d{2}-\d{2}|(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?`
	clock  = `\d{1,2}:\d{2}(?:\s*[ap]m)?|\d{1,2}\s*[ap]m`
	length = `(?:(\d{1,5})\s*h)?\s*(?:(\d{1,7})\s*m(?:in)?)?`
)

// durationAhead finds a duration at the beginning of a text that goes on: hours, minutes, or both.
var durationAhead = regexp.MustCompile(`(?i)^(?:\d+\s*h\s*\d+\s*m(?:in)?\b|\d+\s*(?:h|m|min)\b|\S+)`)

// StartAhead is the start that a text begins with, of which one or more words may be; the rest is another matter.
// Whether it is a start that can be used, ReadStart tells.
func StartAhead(text string) string {
	ahead := startAhead.FindString(text)
	if match := dayBehindAhead.FindStringSubmatch(text); match != nil {
		ahead = match[1]
	}
	return ahead + zoneBehind.FindString(text[len(ahead):])
}

// ExampleDate is a date that a start can be on, for those who read how to write one: half a year ahead, so that it stays
// right for as long as it may stand somewhere.
func ExampleDate(now time.Time) string {
	return now.AddDate(0, 6, 0).Format(time.DateOnly)
}

// DurationAhead is the duration that a text begins with, as StartAhead is the start.
func DurationAhead(text string) string {
	return durationAhead.FindString(text)
}

// ReadStart reads a start, as of now and in now's time zone: 14:30, 9am, tomorrow 9:00, 9am tomorrow, 2026-11-23 14:30,
// mon 10:00, +1h30m. A clock time alone that is past today means tomorrow: isTomorrow tells so. The error is an Error.
func ReadStart(text string, now time.Time) (start time.Time, isTomorrow bool, err error) {
	text = strings.TrimSpace(text)
	if match := fromNow.FindStringSubmatch(text); match != nil {
		start, err = readFromNow(match[1], now)
		return start, false, err
	}
	if isZoned(text) {
		return time.Time{}, false, Zoned
	}
	day, clock, ok := cutStart(text)
	if !ok {
		return time.Time{}, false, Unreadable
	}
	hour, minute, ok := readClock(clock)
	if !ok {
		return time.Time{}, false, Impossible
	}
	start, isTomorrow, err = readDay(strings.ToLower(day), hour, minute, now)
	if err != nil {
		return time.Time{}, false, err
	}
	return start, isTomorrow, CheckStart(start, now)
}

// isZoned tells whether a start ends in a time zone.
func isZoned(text string) bool {
	last := strings.LastIndexAny(text, " \t\n\u00a0")
	return last >= 0 && zoneBehind.FindString(" "+text[last+1:]) == " "+text[last+1:]
}

// cutStart takes a start apart: the clock time, and the day before or behind it, empty if there is none.
func cutStart(text string) (day, clock string, ok bool) {
	if match := startPattern.FindStringSubmatch(text); match != nil {
		return match[1], match[2], true
	}
	if match := dayBehind.FindStringSubmatch(text); match != nil {
		return match[2], match[1], true
	}
	return "", "", false
}

// CheckStart checks that a start is to come, within a year. The error is an Error.
func CheckStart(start, now time.Time) error {
	switch {
	case !start.After(now):
		return Past
	case start.After(now.AddDate(1, 0, 0)):
		return TooFar
	}
	return nil
}

// readFromNow is a whole minute, and never before what was asked for.
func readFromNow(text string, now time.Time) (time.Time, error) {
	ahead, ok := readLength(text)
	if !ok {
		return time.Time{}, Unreadable
	}
	start := now.Add(ahead)
	if whole := start.Truncate(time.Minute); !whole.Equal(start) {
		start = whole.Add(time.Minute)
	}
	if ahead == 0 {
		return time.Time{}, Past
	}
	return start, CheckStart(start, now)
}

// readClock reads a time of day on a clock of 24 hours, or of 12 with am or pm.
func readClock(text string) (hour, minute int, ok bool) {
	match := clockPattern.FindStringSubmatch(text)
	if match == nil {
		return 0, 0, false
	}
	hour, _ = strconv.Atoi(match[1])
	minute, _ = strconv.Atoi(match[2]) // none is zero
	if half := strings.ToLower(match[3]); half != "" {
		if hour < 1 || hour > 12 {
			return 0, 0, false
		}
		hour %= 12
		if half == "pm" {
			hour += 12
		}
	}
	return hour, minute, hour < 24 && minute < 60
}

// readDay is the moment of a time of day on a day as people name it; without a name, on the next day that has that
// time still to come.
func readDay(name string, hour, minute int, now time.Time) (start time.Time, isTomorrow bool, err error) {
	year, month, date := now.Date()
	on := func(offset int) (time.Time, error) {
		moment, isSkipped := local(year, month, date+offset, hour, minute, now.Location())
		if isSkipped {
			return time.Time{}, Skipped
		}
		return moment, nil
	}
	switch name {
	case "":
		start, err = on(0)
		if err == nil && start.After(now) {
			return start, false, nil
		}
		if err != nil && now.Hour()*60+now.Minute() < hour*60+minute {
			return time.Time{}, false, err
		}
		start, err = on(1)
		return start, true, err
	case "today":
		start, err = on(0)
		return start, false, err
	case "tomorrow":
		start, err = on(1)
		return start, false, err
	}
	if named, ok := dayNames[name[:min(len(name), 3)]]; ok {
		ahead := (int(named-now.Weekday()) + 7) % 7
		start, err = on(ahead)
		if ahead == 0 && err == nil && !start.After(now) {
			start, err = on(7)
		}
		return start, false, err
	}
	parsed, parseErr := time.Parse(time.DateOnly, name)
	if parseErr != nil {
		return time.Time{}, false, Impossible
	}
	year, month, date = parsed.Date()
	start, err = on(0)
	return start, false, err
}

// dayNames are the days of the week by the three letters they begin with.
var dayNames = map[string]time.Weekday{
	"mon": time.Monday, "tue": time.Tuesday, "wed": time.Wednesday, "thu": time.Thursday,
	"fri": time.Friday, "sat": time.Saturday, "sun": time.Sunday,
}

// ReadDuration reads a duration such as 45m, 2h, 1h30m or 1 h 30 min. The error is an Error.
func ReadDuration(text string) (time.Duration, error) {
	length, ok := readLength(strings.TrimSpace(text))
	if !ok {
		return 0, BadDuration
	}
	return length, CheckDuration(length)
}

// CheckDuration checks that a duration is from a minute to a day. The error is an Error.
func CheckDuration(duration time.Duration) error {
	if duration < time.Minute || duration > MaxDuration {
		return BadDuration
	}
	return nil
}

func readLength(text string) (length time.Duration, ok bool) {
	match := lengthParts.FindStringSubmatch(text)
	if match == nil || match[1]+match[2] == "" {
		return 0, false
	}
	hours, _ := strconv.Atoi(match[1]) // none is zero
	minutes, _ := strconv.Atoi(match[2])
	return time.Duration(hours)*time.Hour + time.Duration(minutes)*time.Minute, true
}
