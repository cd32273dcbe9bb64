package when

// timeOfDay is a time of day. It may be impossible, such as 25:00.
type timeOfDay struct {
	hour, minute int
}

// isPossible tells whether the time of day exists.
func (t timeOfDay) isPossible() bool {
	return t.hour >= 0 && t.hour < 24 && t.minute < 60
}

// noHour stands for an impossible hour, such as 13pm.
const noHour = -1

// timeInto reads a time of day: 14:30, 9am, 14h30, 14 Uhr, 下午2点, 1430, noon, or an hour behind a word such as "at".
func (s *scanner) timeInto(piece *reading, link role) bool {
	before := s.at
	if noon := s.peek(0); s.found(isNoon) {
		piece.time = &timeOfDay{hour: 12}
		if noon.isLatin() || s.peek(0).kind != number {
			return true
		}
		s.at = before // 中午12点
	}
	half := s.halfAhead()
	first := s.peek(0)
	if first.kind != number || len(first.text) > 4 || len(first.text) == 3 {
		s.at = before
		return false
	}
	s.at++
	time := timeOfDay{hour: first.value}
	isTime := s.minutesInto(&time, piece, first)
	if half == 0 {
		half = s.halfBehind(piece, first)
	}
	if half != 0 {
		time.halve(half)
	}
	isTime = s.clockWord() || isTime || half != 0
	if !isTime && !s.isBareHour(piece, first, link) {
		s.at = before
		return false
	}
	piece.time = &time
	return true
}

// isBareHour tells whether a number is an hour because of the word before it. "At 3" is ambiguous: it may be in the
// night or in the afternoon. "At 15" and "kl. 3" are clear.
func (s *scanner) isBareHour(piece *reading, hour token, link role) bool {
	if len(hour.text) > 2 || link&(isAt|isClock) == 0 {
		return false
	}
	piece.isAmbiguous = link&isClock == 0 && hour.value > 0 && hour.value <= 12
	return true
}

// halfAhead reads the half of the day that stands before a time: 下午2点.
func (s *scanner) halfAhead() role {
	next := s.peek(0)
	if s.peek(1).kind != number {
		return 0
	}
	switch {
	case next.word.is(isNoon):
		s.at++
		return isPM
	case next.kind == name && !next.isLatin() && next.word.is(isAM|isPM):
		s.at++
		return next.word.roles & (isAM | isPM)
	}
	return 0
}

// halfBehind reads the half of the day that stands behind a time: 9am. "Am" is a German word too: in "10:00 am Montag"
// it belongs to the day. Behind 12 it is ambiguous.
func (s *scanner) halfBehind(piece *reading, hour token) role {
	half, day := s.peek(0), s.peek(1)
	if !half.word.is(isAM|isPM) || !half.isLatin() {
		return 0
	}
	isGerman := day.word.is(isWeekday) && !day.word.is(isEnglish) || day.kind == number && hour.value > 12
	if half.word.is(isAM) && !s.isTight(0) && isGerman {
		piece.isAmbiguous = hour.value == 12
		return 0
	}
	s.at++
	return half.word.roles & (isAM | isPM)
}

// halve turns an hour of a 12-hour clock into one of a 24-hour clock.
func (t *timeOfDay) halve(half role) {
	if t.hour < 1 || t.hour > 12 {
		t.hour = noHour
		return
	}
	t.hour %= 12
	if half == isPM {
		t.hour += 12
	}
}

// minutesInto reads the minutes behind an hour. An hour without minutes needs a word, and four digits are an hour and
// minutes.
func (s *scanner) minutesInto(time *timeOfDay, piece *reading, hour token) bool {
	next, minutes := s.peek(0), s.peek(1)
	isTwoDigits := minutes.kind == number && len(minutes.text) == 2
	switch {
	case len(hour.text) == 4:
		// 1430 is a time. 2026 may be a time, but looks like a year.
		time.hour, time.minute = hour.value/100, hour.value%100
		piece.isAmbiguous = time.hour == 20
		return time.isPossible()
	case (next.is(":") || next.is(".")) && isTwoDigits && s.isTight(0) && s.isTight(1):
		time.minute = minutes.value
		s.at += 2
		return true
	case !next.word.is(isClock):
		return false
	}
	s.at++
	s.minutesBehindClock(time)
	return true
}

// minutesBehindClock reads the minutes behind a word for the hour: 14h30, 10 Uhr 30, 2点30分, 2時半.
func (s *scanner) minutesBehindClock(time *timeOfDay) {
	minutes := s.peek(0)
	switch {
	case minutes.text == "半" || minutes.text == "반":
		time.minute = 30
		s.at++
	case minutes.kind == number && len(minutes.text) <= 2 && s.peek(1).word.is(isMinutes) && !s.peek(1).isLatin():
		time.minute = minutes.value
		s.at += 2
	case minutes.kind == number && len(minutes.text) == 2 && (s.isTight(0) || s.at+1 == len(s.tokens)):
		time.minute = minutes.value
		s.at++
	}
}

// clockWord skips a word for the hour behind a time: 14:30 Uhr.
func (s *scanner) clockWord() bool {
	if !s.peek(0).word.is(isClock) || s.isTight(1) && s.peek(1).kind == number {
		return false
	}
	s.at++
	return true
}

// dottedInto reads two numbers with a full stop between them and without a word for the hour. 14.30 is a time, 24.12 is
// a date, and 10.11 is ambiguous.
func (s *scanner) dottedInto(piece, read *reading, link role) bool {
	first, dot, second := s.peek(0), s.peek(1), s.peek(2)
	isDotted := first.kind == number && len(first.text) <= 2 && dot.is(".") && s.isTight(1) &&
		second.kind == number && len(second.text) <= 2 && s.isTight(2)
	if !isDotted || s.peek(3).word.is(isClock|isAM|isPM) {
		return false
	}
	time, date := timeOfDay{first.value, second.value}, dayOfStart{kind: aDate, month: second.value, date: first.value}
	canBeTime := len(second.text) == 2 && read.time == nil && (time.isPossible() || !date.isPossible())
	isSaidTime := link&(isAt|isClock) != 0 && link&isOn == 0
	canBeDate := date.isPossible() && (!canBeTime || !isSaidTime) && (read.day == nil || read.day.kind == aWeekday)
	switch {
	case canBeTime && canBeDate:
		piece.dotted = &[2]int{first.value, second.value}
	case canBeTime:
		piece.time = &time
	case canBeDate:
		piece.day = &date
	default:
		return false
	}
	s.at += 3
	return true
}

// settle decides whether two numbers with a full stop between them are a time or a date.
func (r *reading) settle() {
	if r.dotted == nil {
		return
	}
	first, second := r.dotted[0], r.dotted[1]
	switch {
	case r.time != nil && r.agreeOrTake(&dayOfStart{kind: aDate, month: second, date: first}):
	case r.day != nil && r.time == nil:
		r.time = &timeOfDay{first, second}
	default:
		r.isAmbiguous = true
	}
}

func (r *reading) agreeOrTake(day *dayOfStart) bool {
	if r.day == nil {
		r.day = day
		return true
	}
	return r.agree(day)
}
