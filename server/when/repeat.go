package when

import (
	"errors"
	"strings"
	"time"
)

// RuleAhead returns the rule at the beginning of a text. It is like StartAhead.
func RuleAhead(text string) string {
	s := &scanner{text: text, tokens: tokenize(text, tokensOfStart)}
	if _, ok := s.rule(); ok && s.tokens[0].start == 0 {
		return text[:s.tokens[s.at-1].end]
	}
	return firstWord.FindString(text)
}

// ReadRule reads a rule: day, weekday, week, 2 weeks, month, mon,thu, or 2 weeks on mon,thu, in the languages that
// ReadStart reads, or the value of an RRULE property. An empty text is the zero Rule. The error is BadRepeat.
func ReadRule(text string) (Rule, error) {
	text = strings.TrimSpace(text)
	s := &scanner{text: text, tokens: tokenize(text, tokensOfStart)}
	rule, ok := s.rule()
	if !ok {
		return ParseRule(strings.ToUpper(text), time.UTC)
	}
	if s.at < len(s.tokens) || s.tokens[s.at-1].end < len(text) || !rule.isSound(1) {
		return Rule{}, BadRepeat
	}
	return rule, nil
}

// rule reads a rule. ok is false if there is none.
func (s *scanner) rule() (rule Rule, ok bool) {
	for s.found(isEvery) {
	}
	interval := 1
	if count := s.peek(0); count.kind == number {
		interval = count.value
		s.at++
	}
	switch {
	case interval == 1 && s.found(isWorkingDays):
		return Rule{Frequency: Weekly, Interval: 1, Days: WorkingDays}, s.endsRule()
	case interval == 0:
		return Rule{}, false
	}
	// The ideographs for day and month are also those of weekdays. A rule with a weekday has more than the ideograph.
	if days := s.weekdays(); days != 0 {
		return Rule{Frequency: Weekly, Interval: interval, Days: days}, interval == 1 && s.endsRule()
	}
	frequency := s.frequency()
	rule = Rule{Frequency: frequency, Interval: interval}
	if frequency == Once || !s.endsRule() {
		return Rule{}, false
	}
	if frequency == Weekly {
		before := s.at
		s.found(isOn)
		rule.Days = s.weekdays()
		if rule.Days == 0 || !s.endsRule() {
			rule.Days, s.at = 0, before
		}
	}
	return rule, true
}

// endsRule tells whether the last token ends a word.
func (s *scanner) endsRule() bool {
	return s.isBounded() || s.isPieceAhead() || s.peek(0).word.is(isWeekday)
}

func (s *scanner) frequency() Frequency {
	switch {
	case s.found(isDayUnit):
		return Daily
	case s.found(isWeekUnit):
		return Weekly
	case s.found(isMonthUnit):
		return Monthly
	}
	return Once
}

// weekdays reads a list of days of the week: mon,thu, Monday and Thursday.
func (s *scanner) weekdays() Weekdays {
	var days Weekdays
	for {
		before := s.at
		for days != 0 && (s.peek(0).is(",") || s.peek(0).is(".") || s.peek(0).word.is(isAnd)) {
			s.at++
		}
		s.found(isOn)
		day := s.peek(0)
		if !day.word.is(isWeekday) || day.word.is(isDayUnit|isMonthUnit) {
			s.at = before
			return days
		}
		days = days.With(day.word.day)
		s.at++
		if next := s.peek(0); !next.is(",") && !next.is(".") && !next.word.is(isAnd) {
			return days
		}
	}
}

// UntilAhead returns the end of a rule at the beginning of a text: a day, or a number of times. It is like StartAhead.
func UntilAhead(text string) string {
	s := &scanner{text: text, tokens: tokenize(text, tokensOfStart)}
	if _, ok := s.times(); ok && s.tokens[0].start == 0 {
		return text[:s.tokens[s.at-1].end]
	}
	ahead := firstWord.FindString(text)
	if read := scan(text); ahead != "" && !read.isEmpty() {
		ahead = text[:read.end]
	}
	return ahead
}

// times reads a number of times: 10 times, 10x, 10 Mal.
func (s *scanner) times() (count int, ok bool) {
	first := s.peek(0)
	if first.kind != number || !s.peek(1).word.is(isTimes) {
		return 0, false
	}
	s.at += 2
	return first.value, s.isBounded()
}

// ReadUntil returns a rule with an end: a day as in ReadStart, such as 2026-12-24 or 24.12., in now's time zone, or a
// number of times, such as 10 times. The error is Ambiguous for a date that can be read in two ways. It is BadUntil for
// an unreadable or past end, and for an end without a rule.
func ReadUntil(rule Rule, text string, now time.Time) (Rule, error) {
	text = strings.TrimSpace(text)
	if !rule.Repeats() {
		return Rule{}, BadUntil
	}
	rule.Count, rule.Until = 0, time.Time{}
	s := &scanner{text: text, tokens: tokenize(text, tokensOfStart)}
	if count, ok := s.times(); ok && s.at == len(s.tokens) {
		if count < 1 || count > MaxCount {
			return Rule{}, BadUntil
		}
		rule.Count = count
		return rule, nil
	}
	day, err := readDay(text, now)
	if err != nil {
		return Rule{}, err
	}
	rule.Until = endOfDay(day)
	return rule, nil
}

// readDay reads a day without a time of day.
func readDay(text string, now time.Time) (time.Time, error) {
	read := scan(text)
	if dotted := read.dotted; dotted != nil && read.day == nil {
		read.day = &dayOfStart{kind: aDate, date: dotted[0], month: dotted[1]}
	}
	switch {
	case read.end < len(text) || read.day == nil || read.time != nil:
		return time.Time{}, BadUntil
	case read.isAmbiguous:
		return time.Time{}, Ambiguous
	}
	// Even today's last minute lies in the future.
	read.time = &timeOfDay{hour: 23, minute: 59}
	day, _, err := read.moment(now)
	switch {
	case errors.Is(err, Ambiguous):
		return time.Time{}, Ambiguous
	case err != nil || !day.After(now):
		return time.Time{}, BadUntil
	}
	return day, nil
}
