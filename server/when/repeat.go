package when

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

var (
	// everyPattern finds a number of days, weeks or months.
	everyPattern = regexp.MustCompile(`^(?:(\d{1,2})\s*)?(day|week|month)s?$`)
	// daysPattern finds days of the week, with a number of weeks before them or without.
	daysPattern  = regexp.MustCompile(`^(?:(\d{1,2})\s*weeks?\s+(?:on\s+)?)?(` + weekday + `(?:\s*,\s*` + weekday + `)*)$`)
	timesPattern = regexp.MustCompile(`^(\d{1,4})(?:\s*(?:x|times?))$`)
)

const weekday = `(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?`

// ReadRule reads how people write a rule: day, weekday, week, 2 weeks, month, mon,thu, 2 weeks mon,thu, or the value of an
// RRULE property. Empty is the zero Rule. The error is BadRepeat.
func ReadRule(text string) (Rule, error) {
	text = strings.ToLower(strings.TrimSpace(text))
	if text == "weekday" || text == "weekdays" {
		return Rule{Frequency: Weekly, Interval: 1, Days: WorkingDays}, nil
	}
	var rule Rule
	if match := everyPattern.FindStringSubmatch(text); match != nil {
		rule = Rule{Frequency: frequencies[match[2]], Interval: interval(match[1])}
	} else if match := daysPattern.FindStringSubmatch(text); match != nil {
		rule = Rule{Frequency: Weekly, Interval: interval(match[1]), Days: readWeekdays(match[2])}
	} else {
		return ParseRule(strings.ToUpper(text), time.UTC)
	}
	if rule.Interval == 0 || !rule.isSound(1) {
		return Rule{}, BadRepeat
	}
	return rule, nil
}

var frequencies = map[string]Frequency{"day": Daily, "week": Weekly, "month": Monthly}

func interval(text string) int {
	if text == "" {
		return 1
	}
	number, _ := strconv.Atoi(text) // digits only
	return number
}

func readWeekdays(text string) Weekdays {
	var days Weekdays
	for name := range strings.SplitSeq(text, ",") {
		days = days.With(dayNames[strings.TrimSpace(name)[:3]])
	}
	return days
}

// ReadUntil returns a rule with its end: a date such as 2026-12-24, read in now's time zone, or so many times, such as
// 10 times. The error is BadUntil for one that can't be read, is past, or belongs to no rule.
func ReadUntil(rule Rule, text string, now time.Time) (Rule, error) {
	text = strings.ToLower(strings.TrimSpace(text))
	if !rule.Repeats() {
		return Rule{}, BadUntil
	}
	rule.Count, rule.Until = 0, time.Time{}
	if match := timesPattern.FindStringSubmatch(text); match != nil {
		rule.Count, _ = strconv.Atoi(match[1]) // digits only
		if rule.Count < 1 || rule.Count > MaxCount {
			return Rule{}, BadUntil
		}
		return rule, nil
	}
	day, err := time.ParseInLocation(time.DateOnly, text, now.Location())
	if err != nil {
		return Rule{}, BadUntil
	}
	if rule.Until = endOfDay(day); rule.Until.Before(now) {
		return Rule{}, BadUntil
	}
	return rule, nil
}
