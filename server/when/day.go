package when

import (
	"strings"
	"time"
)

// dayKind says how a day is named.
type dayKind int

const (
	aDate dayKind = iota
	aWeekday
	daysAhead
)

// dayOfStart is a day as people name it.
type dayOfStart struct {
	kind dayKind
	// year, month and date belong to a date. year is 0 if none is named.
	year, month, date int
	// ahead is the number of days from today.
	ahead int
	// weekday is a day of the week. which selects the week: isNext, isComing, isNextWeek or none.
	weekday time.Weekday
	which   role
}

// isPossible tells whether the date exists, at least in a leap year.
func (d dayOfStart) isPossible() bool {
	year := d.year
	if year == 0 {
		year = 2028 // a leap year
	}
	made := time.Date(year, time.Month(d.month), d.date, 0, 0, 0, 0, time.UTC)
	return d.month >= 1 && d.month <= 12 && made.Day() == d.date
}

// dayInto reads a day by its name: tomorrow, Monday, next Monday, lundi prochain.
func (s *scanner) dayInto(piece *reading) bool {
	before := s.at
	for ahead, role := range []role{isToday, isTomorrow, isAfterTomorrow} {
		if s.found(role) {
			piece.day = &dayOfStart{kind: daysAhead, ahead: ahead}
			return true
		}
	}
	which := s.whichAhead()
	day := s.peek(0)
	if !day.word.is(isWeekday) || !s.isDay(day, which) {
		s.at = before
		return false
	}
	s.at++
	if s.peek(0).is(".") && s.isTight(0) {
		s.at++
	}
	if which == 0 && s.found(isNext) {
		which = isNext
	}
	piece.day = &dayOfStart{kind: aWeekday, weekday: day.word.day, which: which}
	return true
}

// whichAhead reads a word that selects the week of a day.
func (s *scanner) whichAhead() role {
	for _, role := range []role{isNextWeek, isNext, isComing} {
		if s.found(role) {
			for s.peek(0).word.is(isOn) {
				s.at++
			}
			return role
		}
	}
	return 0
}

// isDay tells whether a name means a day. A short name can be a word of another language. It means a day if another
// piece of a start follows, or if nothing follows.
func (s *scanner) isDay(day token, which role) bool {
	if !day.word.is(isShort) && len([]rune(day.text)) > 1 {
		return true
	}
	if which != 0 {
		return true
	}
	ahead := 1
	for next := s.peek(ahead); next.is(".") || next.is(",") || next.word.is(isAt|isOn|isClock); next = s.peek(ahead) {
		ahead++
	}
	next, isEnd := s.peek(ahead), s.at+ahead >= len(s.tokens) && !s.peek(ahead-1).is(",")
	return isEnd || next.kind == number || next.is(")") || next.word.is(isAM|isPM|isNoon)
}

// dateInto reads a date: 2026-11-23, 24.12.2026, 24.12., 24/12, 11月25日, 24 Dec 2026, Dec 24.
func (s *scanner) dateInto(piece, read *reading) bool {
	if read.day != nil && read.day.kind != aWeekday {
		return false
	}
	first := s.peek(0)
	switch {
	case first.kind == number && len(first.text) == 4:
		return s.yearFirst(piece, first)
	case first.kind == number && len(first.text) <= 2:
		return s.ideographicDate(piece, 0) || s.dayFirst(piece, first) || s.monthByName(piece)
	}
	return s.monthByName(piece)
}

// yearFirst reads 2026-11-23, 2026/11/23, 2026.11.23, 2026. 11. 23. and 2026年11月23日.
func (s *scanner) yearFirst(piece *reading, year token) bool {
	mark := s.peek(1)
	if mark.text == "年" || mark.text == "년" {
		s.at += 2
		if s.ideographicDate(piece, year.value) {
			return true
		}
		s.at -= 2
		return false
	}
	month, second, day := s.peek(2), s.peek(3), s.peek(4)
	isSeparated := mark.kind == sign && (mark.text == "-" || mark.text == "/" || mark.text == ".") && second.text == mark.text
	if !isSeparated || !isShortNumber(month) || !isShortNumber(day) {
		return false
	}
	piece.day = &dayOfStart{kind: aDate, year: year.value, month: month.value, date: day.value}
	s.at += 5
	if mark.is(".") && s.peek(0).is(".") {
		s.at++
	}
	return true
}

func isShortNumber(t token) bool { return t.kind == number && len(t.text) <= 2 }

// ideographicDate reads 11月23日 and 11월 23일.
func (s *scanner) ideographicDate(piece *reading, year int) bool {
	month, monthMark, day, dayMark := s.peek(0), s.peek(1).text, s.peek(2), s.peek(3).text
	isDate := isShortNumber(month) && isShortNumber(day) && (monthMark == "月" || monthMark == "월") &&
		(dayMark == "日" || dayMark == "일" || dayMark == "号" || dayMark == "號")
	if !isDate {
		return false
	}
	piece.day = &dayOfStart{kind: aDate, year: year, month: month.value, date: day.value}
	s.at += 4
	return true
}

// dayFirst reads 24.12.2026, 24.12.26, 24.12., 24/12/2026, 24/12 and 24-12-2026. With full stops, the day is always
// first. Otherwise a number above 12 is the day. Without one, the date is ambiguous.
func (s *scanner) dayFirst(piece *reading, first token) bool {
	mark, second := s.peek(1), s.peek(2)
	isPair := isShortNumber(second) && s.isTight(1) && (mark.is("/") || mark.is("-") || mark.is("."))
	if !isPair || !s.isTight(2) && !mark.is(".") {
		return false
	}
	day := dayOfStart{kind: aDate, date: first.value, month: second.value}
	third := s.peek(4)
	hasThird := s.peek(3).is(mark.text) && s.isTight(3)
	switch {
	case hasThird && third.kind == number && len(third.text) == 4 && (s.isTight(4) || mark.is(".")) && s.peek(5).text != ":":
		day.year = third.value
		s.at += 5
	case mark.is(".") && hasThird && third.kind == number && len(third.text) == 2 && s.isTight(4):
		day.year = 2000 + third.value
		s.at += 5
	case mark.is(".") && hasThird:
		s.at += 4
	case mark.is("/") && !hasThird:
		s.at += 3
	default:
		return false
	}
	if !mark.is(".") && day.date <= 12 {
		piece.isAmbiguous = day.month <= 12 && day.month != day.date
		if day.month > 12 {
			day.date, day.month = day.month, day.date
		}
	}
	piece.day = &day
	return true
}

// monthByName reads 24 Dec 2026, 24. Dezember, 24 de dezembro de 2026, Dec 24, 2026.
func (s *scanner) monthByName(piece *reading) bool {
	before := s.at
	day := dayOfStart{kind: aDate}
	monthFirst := s.month(&day)
	date := s.peek(0)
	if !isShortNumber(date) || s.peek(1).is(":") {
		s.at = before
		return false
	}
	day.date = date.value
	s.at++
	s.skipSigns(".")
	s.skipOf()
	if !monthFirst && !s.month(&day) {
		s.at = before
		return false
	}
	end := s.at
	s.skipSigns(".,")
	s.skipOf()
	if year := s.peek(0); year.kind == number && len(year.text) == 4 && year.value >= 1900 && year.value < 2200 {
		day.year = year.value
		end = s.at + 1
	}
	s.at = end
	piece.day = &day
	return true
}

// month reads the name of a month.
func (s *scanner) month(day *dayOfStart) bool {
	next := s.peek(0)
	if !next.word.is(isMonth) {
		return false
	}
	day.month = int(next.word.month)
	s.at++
	if s.peek(0).is(".") && s.isTight(0) {
		s.at++
	}
	return true
}

func (s *scanner) skipSigns(signs string) {
	for next := s.peek(0); next.kind == sign && next.text != "" && strings.Contains(signs, next.text); next = s.peek(0) {
		s.at++
	}
}

// skipOf skips the "de" and "of" in dates.
func (s *scanner) skipOf() {
	if next := s.peek(0).text; next == "de" || next == "of" {
		s.at++
	}
}
