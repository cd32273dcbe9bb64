package when

import (
	"errors"
	"regexp"
	"strings"
	"time"
)

// Error says why a start, a duration or a rule can't be used.
type Error string

// What can be wrong.
const (
	// Unreadable: nothing that can be read as a start.
	Unreadable Error = "unreadable"
	// NoTime: a day without a time of day, such as "tomorrow".
	NoTime Error = "no_time"
	// Ambiguous: a start that can be read in two ways, such as 12/11 or "at 3".
	Ambiguous Error = "ambiguous"
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
	// NoUnit: a duration that is a number alone, such as 30.
	NoUnit Error = "no_unit"
	// BadDuration: no duration that can be read, or one that is not from a minute to a day.
	BadDuration Error = "bad_duration"
	// NoStart: a rule of a meeting without a start.
	NoStart Error = "no_start"
	// BadRepeat: no rule that can be read.
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

var (
	// firstWord is what a text begins with that holds nothing to be read.
	firstWord = regexp.MustCompile(`^\S+`)
	// zoneBehind finds a time zone behind a start, written as zones are.
	zoneBehind = regexp.MustCompile(`^\s+(?:UTC|GMT|CES?T|MES?Z|WES?T|EES?T|BST|[ECMP][SD]T|JST|KST|AES?T)\b`)
)

// StartAhead returns the start that a text begins with, in any of the languages that ReadStart reads; the rest is
// another matter. It is the first word of a text that begins with no start. Whether the start can be used, ReadStart
// tells.
func StartAhead(text string) string {
	ahead := firstWord.FindString(text)
	if read := scan(text); ahead != "" && !read.isEmpty() {
		ahead = text[:read.end]
	}
	return ahead + zoneBehind.FindString(text[len(ahead):])
}

// ExampleDate returns a date that a start can be on, for those who read how to write one: half a year ahead, so that it
// stays right for as long as it may stand somewhere.
func ExampleDate(now time.Time) string {
	return now.AddDate(0, 6, 0).Format(time.DateOnly)
}

// ReadStart reads a start, as of now and in now's time zone: 14:30, 9am, 14h30, tomorrow 9:00, morgen um 10 Uhr,
// 2026-11-23 14:30, 24.12. 10:00, next monday 10:00, 明天下午2点, +1h30m, in 10 minutes. A clock time alone that is past today
// means tomorrow: isTomorrow tells so. The error is an Error.
func ReadStart(text string, now time.Time) (start time.Time, isTomorrow bool, err error) {
	text = strings.TrimSpace(text)
	if isZoned(text) {
		return time.Time{}, false, Zoned
	}
	read := scan(text)
	if read.isEmpty() || read.end < len(text) {
		return time.Time{}, false, Unreadable
	}
	if read.isAhead {
		start, err = fromNow(read.ahead, now)
		return start, false, err
	}
	read.settle()
	switch {
	case read.isAmbiguous:
		return time.Time{}, false, Ambiguous
	case !read.isPossible():
		return time.Time{}, false, Impossible
	case read.time == nil:
		return time.Time{}, false, NoTime
	}
	start, isTomorrow, err = read.moment(now)
	if err != nil {
		return time.Time{}, false, err
	}
	return start, isTomorrow, CheckStart(start, now)
}

// isPossible tells whether calendars have the day and clocks the time.
func (r reading) isPossible() bool {
	return (r.time == nil || r.time.isPossible()) && (r.day == nil || r.day.kind != aDate || r.day.isPossible())
}

// isZoned tells whether a start ends in a time zone.
func isZoned(text string) bool {
	last := strings.LastIndexAny(text, " \t\n\u00a0")
	return last >= 0 && zoneBehind.FindString(" "+text[last+1:]) == " "+text[last+1:]
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

// fromNow returns the whole minute in which so much time has passed: "in 10 minutes" is less than ten minutes away
// then, which shows as 10 and not as 11.
func fromNow(ahead time.Duration, now time.Time) (time.Time, error) {
	if ahead == 0 {
		return time.Time{}, Past
	}
	start := now.Add(ahead).Truncate(time.Minute)
	return start, CheckStart(start, now)
}

// moment returns the moment that a reading means. A time of day without a day means the next day that has that time to
// come.
func (r reading) moment(now time.Time) (start time.Time, isTomorrow bool, err error) {
	year, month, date := now.Date()
	on := func(offset int) (time.Time, error) {
		return localOn(year, month, date+offset, *r.time, now.Location())
	}
	if r.day == nil {
		start, err = on(0)
		if err == nil && start.After(now) {
			return start, false, nil
		}
		if err != nil && now.Hour()*60+now.Minute() < r.time.hour*60+r.time.minute {
			return time.Time{}, false, err
		}
		start, err = on(1)
		return start, true, err
	}
	switch r.day.kind {
	case daysAhead:
		start, err = on(r.day.ahead)
	case aWeekday:
		start, err = r.onWeekday(now, on)
	case aDate:
		start, err = r.onDate(now)
	}
	return start, false, err
}

// localOn returns a time of day on a date. The error is Skipped where clocks leave it out.
func localOn(year int, month time.Month, date int, clock timeOfDay, zone *time.Location) (time.Time, error) {
	start, isSkipped := local(year, month, date, clock.hour, clock.minute, zone)
	if isSkipped {
		return time.Time{}, Skipped
	}
	return start, nil
}

// onWeekday returns the first such day with the time to come. "Next Friday" may be the first to come or the one of the
// next week, and is Ambiguous where they are two days.
func (r reading) onWeekday(now time.Time, on func(offset int) (time.Time, error)) (time.Time, error) {
	ahead := (int(r.day.weekday-now.Weekday()) + 7) % 7
	fromMonday := (int(now.Weekday()) + 6) % 7
	nextWeek := 7 - fromMonday + (int(r.day.weekday)+6)%7
	isOfNextWeek := r.day.which == isNext || r.day.which == isNextWeek
	if r.day.which == isNext && ahead != 0 && ahead != nextWeek {
		return time.Time{}, Ambiguous
	}
	if isOfNextWeek {
		return on(nextWeek)
	}
	start, err := on(ahead)
	if ahead == 0 && err == nil && !start.After(now) {
		return on(7)
	}
	return start, err
}

// onDate returns the time on a date; without a year, on the next such date that is not past.
func (r reading) onDate(now time.Time) (time.Time, error) {
	year := r.day.year
	if year == 0 {
		year = now.Year()
	}
	start, err := r.inYear(year, now.Location())
	if r.day.year == 0 && (errors.Is(err, Impossible) || err == nil && !start.After(now)) {
		start, err = r.inYear(year+1, now.Location())
	}
	if err != nil {
		return time.Time{}, err
	}
	if r.weekday != nil && start.Weekday() != r.weekday.weekday {
		return time.Time{}, Impossible
	}
	return start, nil
}

func (r reading) inYear(year int, zone *time.Location) (time.Time, error) {
	day := *r.day
	day.year = year
	if year < 1 || !day.isPossible() {
		return time.Time{}, Impossible
	}
	return localOn(year, time.Month(day.month), day.date, *r.time, zone)
}
