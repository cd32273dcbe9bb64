package when

import (
	"strings"
	"time"
)

// length reads a length of time: 45m, 1h30m, 1 h 30 min, 1h30, 90 Minuten, 1時間30分. unit is the first unit.
func (s *scanner) length() (length time.Duration, unit token, ok bool) {
	first, unit := s.peek(0), s.peek(1)
	if first.kind != number || !s.isUnit(1) {
		return 0, token{}, false
	}
	s.at += 2
	if !unit.word.is(isHours) {
		return time.Duration(first.value) * time.Minute, unit, true
	}
	length = time.Duration(first.value) * time.Hour
	minutes := s.peek(0)
	switch {
	case minutes.kind != number:
		return length, unit, true
	case s.isUnit(1) && !s.peek(1).word.is(isHours):
		s.at++
	case !s.isTight(0) || len(minutes.text) > 2:
		return length, unit, true
	}
	s.at++
	return length + time.Duration(minutes.value)*time.Minute, unit, true
}

// isUnit tells whether a token is a unit of time. The h of 1h30 is one, the m of m12-345-678 is none.
func (s *scanner) isUnit(ahead int) bool {
	unit := s.peek(ahead).word
	if unit.is(isHours) {
		return true
	}
	behind := s.peek(ahead + 1)
	isPartOfWord := s.isTight(ahead+1) && behind.kind != sign && !isIdeographic(firstRune(behind.text))
	return unit.is(isMinutes) && !isPartOfWord
}

func firstRune(text string) rune {
	for _, r := range text {
		return r
	}
	return 0
}

// aheadInto reads a start that is some time from now: +15m, in 10 minutes, 10分後.
func (s *scanner) aheadInto(read *reading) bool {
	before := s.peek(0)
	hasPrefix := before.is("+") || s.found(isIn)
	if before.is("+") {
		s.at++
	}
	ahead, unit, ok := s.length()
	// "Om 10 uur" is a time of day in Dutch. "Om 2 timmar" means in two hours in Swedish.
	isTimeOfDay := before.word.is(isAt) && unit.word.is(isClock)
	if !ok || isTimeOfDay || !s.found(isLater) && !hasPrefix || !s.isBounded() {
		s.at = 0
		return false
	}
	read.ahead, read.isAhead, read.end = ahead, true, s.tokens[s.at-1].end
	for s.isTight(0) && s.peek(0).word.is(isOn) {
		read.end = s.peek(0).end
		s.at++
	}
	return true
}

// DurationAhead returns the duration at the beginning of a text. It is like StartAhead.
func DurationAhead(text string) string {
	s := &scanner{text: text, tokens: tokenize(text, tokensOfLength)}
	if _, _, ok := s.length(); ok && s.at > 0 && s.tokens[0].start == 0 {
		return text[:s.tokens[s.at-1].end]
	}
	return firstWord.FindString(text)
}

// ReadDuration reads a duration such as 45m, 2h, 1h30m, 1 h 30 min or 90 Minuten. The error is NoUnit or BadDuration.
func ReadDuration(text string) (time.Duration, error) {
	text = strings.TrimSpace(text)
	s := &scanner{text: text, tokens: tokenize(text, tokensOfLength)}
	length, _, ok := s.length()
	switch {
	case !ok && len(s.tokens) == 1 && s.peek(0).kind == number:
		return 0, NoUnit
	case !ok || s.at < len(s.tokens) || s.tokens[s.at-1].end < len(text):
		return 0, BadDuration
	}
	return length, CheckDuration(length)
}

// CheckDuration checks that a duration is between a minute and a day. The error is an Error.
func CheckDuration(duration time.Duration) error {
	if duration < time.Minute || duration > MaxDuration {
		return BadDuration
	}
	return nil
}
