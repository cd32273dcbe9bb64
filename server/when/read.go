package when

import (
	"errors"
	"regexp"
	"strings"
	"time"
)

// Error says why a start, a duration or a rule can't be used.
type Error string

// Errors of starts, durations and rules.
const (
	// Unreadable: the text is no start.
	Unreadable Error = "unreadable"
	// NoTime: a day without a time of day, such as "tomorrow".
	NoTime Error = "no_time"
	// Ambiguous: a start that can be read in two ways, such as 12/11 or "at 3".
	Ambiguous Error = "ambiguous"
	// Zoned: a start with a time zone, which the plugin would ignore.
	Zoned Error = "zoned"
	// Impossible: a date or a time that does not exist, such as 2026-02-30 or 25:00.
	Impossible Error = "impossible"
	// Skipped: a local time that does not exist because clocks go forward.
	Skipped Error = "skipped"
	// Past: a start in the past.
	Past Error = "past"
	// TooFar: a start more than a year ahead.
	TooFar Error = "too_far"
	// NoUnit: a duration without a unit, such as 30.
	NoUnit Error = "no_unit"
	// BadDuration: an unreadable duration, or one that is not between a minute and a day.
	BadDuration Error = "bad_duration"
	// NoStart: a rule without a start.
	NoStart Error = "no_start"
	// BadRepeat: an unreadable rule.
	BadRepeat Error = "bad_repeat"
	// BadUntil: an unreadable end of a rule, or an end before the first start.
	BadUntil Error = "bad_until"
	// NoOccurrence: the plan has no such start, or doesn't repeat.
	NoOccurrence Error = "no_occurrence"
	// Taken: another occurrence of the plan starts at that time.
	Taken Error = "taken"
	// TooManyExceptions: MaxExceptions starts of the plan are skipped or moved already.
	TooManyExceptions Error = "too_many_exceptions"
)

// Error makes Error an error. People get a localised text instead.
func (e Error) Error() string {
	return "unusable time: " + string(e)
}

var (
	// firstWord matches the first word of a text that can't be read.
	firstWord = regexp.MustCompile(`^\S+`)
	// zoneBehind matches a time zone behind a start.
	zoneBehind = regexp.MustCompile(`^\s+(?:UTC|GMT|CES?T|MES?Z|WES?T|EES?T|BST|[ECMP][SD]T|JST|KST|AES?T)\b`)
)

// StartAhead returns the start at the beginning of a text, in any language that ReadStart reads. If the text begins
// with no start, it returns the first word. It does not check whether the start can be used; ReadStart does.
func StartAhead(text string) string {
	ahead := firstWord.FindString(text)
	if read := scan(text); ahead != "" && !read.isEmpty() {
		ahead = text[:read.end]
	}
	return ahead + zoneBehind.FindString(text[len(ahead):])
}

// ExampleDate returns a date for an example of a start. It is half a year ahead, so that it stays valid while the
// example is shown somewhere.
func ExampleDate(now time.Time) string {
	return now.AddDate(0, 6, 0).Format(time.DateOnly)
}

// ReadStart reads a start relative to now, in now's time zone: 14:30, 9am, 14h30, tomorrow 9:00, morgen um 10 Uhr,
// 2026-11-23 14:30, 24.12. 10:00, next monday 10:00, 明天下午2点, +1h30m, in 10 minutes. A time of day without a day that is
// past today means tomorrow; isTomorrow is then true. The error is an Error.
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

// isPossible tells whether the day and the time exist.
func (r reading) isPossible() bool {
	return (r.time == nil || r.time.isPossible()) && (r.day == nil || r.day.kind != aDate || r.day.isPossible())
}

// isZoned tells whether a start ends with a time zone.
func isZoned(text string) bool {
	last := strings.LastIndexAny(text, " \t\n\u00a0")
	return last >= 0 && zoneBehind.FindString(" "+text[last+1:]) == " "+text[last+1:]
}

// CheckStart checks that a start lies in the future, within a year. The error is an Error.
func CheckStart(start, now time.Time) error {
	switch {
	case !start.After(now):
		return Past
	case start.After(now.AddDate(1, 0, 0)):
		return TooFar
	}
	return nil
}

// fromNow returns the whole minute after that much time. It rounds down, so "in 10 minutes" shows as 10 minutes and not
// as 11.
func fromNow(ahead time.Duration, now time.Time) (time.Time, error) {
	if ahead == 0 {
		return time.Time{}, Past
	}
	start := now.Add(ahead).Truncate(time.Minute)
	return start, CheckStart(start, now)
}

// moment returns the time that a reading means. A time of day without a day means the next day on which it is still to
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

// localOn returns a time of day on a date. The error is Skipped if that time does not exist because clocks go forward.
func localOn(year int, month time.Month, date int, clock timeOfDay, zone *time.Location) (time.Time, error) {
	start, isSkipped := local(year, month, date, clock.hour, clock.minute, zone)
	if isSkipped {
		return time.Time{}, Skipped
	}
	return start, nil
}

// onWeekday returns the first such weekday on which the time is still to come. "Next Friday" may mean the first one to
// come or the one of the next week. If these differ, it is Ambiguous.
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

// onDate returns the time on a date. Without a year, it is on the next such date that is not past.
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
