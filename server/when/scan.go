package when

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// reading holds the pieces of a start that a text contains.
type reading struct {
	// ahead is a length of time from now. isAhead tells whether there is one.
	ahead   time.Duration
	isAhead bool
	// day and time are nil if the text has none.
	day  *dayOfStart
	time *timeOfDay
	// weekday is a day of the week beside a date. The date must be on that day.
	weekday *dayOfStart
	// dotted holds two numbers with a full stop between them: a time, or a day and a month.
	dotted *[2]int
	// end is the end of the start in the text, in bytes.
	end int
	// isAmbiguous tells whether a piece can be read in two ways.
	isAmbiguous bool
}

// isEmpty tells whether the text has no piece of a start.
func (r reading) isEmpty() bool { return r.end == 0 }

// scanner reads the tokens of a text one by one.
type scanner struct {
	text   string
	tokens []token
	at     int
}

// scan reads the start at the beginning of a text. The time is linear in the length of the text, up to a limit.
func scan(text string) reading {
	s := &scanner{text: text, tokens: tokenize(text, tokensOfStart)}
	var read reading
	if s.aheadInto(&read) {
		return read
	}
	for {
		before := s.at
		link := s.skipLink()
		if !s.pieceInto(&read, link) {
			s.at = before
			break
		}
		read.end = s.tokens[s.at-1].end
		s.closeBracket(&read)
	}
	s.skipParticles(&read)
	return read
}

// pieceInto reads one piece of a start that the reading lacks.
func (s *scanner) pieceInto(read *reading, link role) bool {
	before := s.at
	piece := reading{}
	ok := s.dateInto(&piece, read) || s.dottedInto(&piece, read, link) || s.timeInto(&piece, link) || s.dayInto(&piece)
	if !ok || !s.isBounded() && !s.isPieceAhead() || !read.take(piece) {
		s.at = before
		return false
	}
	return true
}

// take adds a piece. ok is false if the reading has such a piece already.
func (r *reading) take(piece reading) (ok bool) {
	hasDay, hasTime := r.day != nil, r.time != nil
	switch {
	case piece.dotted != nil && (r.dotted != nil || hasDay && hasTime),
		piece.time != nil && hasTime,
		piece.day != nil && hasDay && r.weekday != nil:
		return false
	case piece.day != nil && hasDay && !r.agree(piece.day):
		return false
	}
	if piece.dotted != nil {
		r.dotted = piece.dotted
	}
	if piece.time != nil {
		r.time = piece.time
	}
	if piece.day != nil && r.day == nil {
		r.day = piece.day
	}
	r.isAmbiguous = r.isAmbiguous || piece.isAmbiguous
	return true
}

// agree joins a day of the week and a date. Without it they would be two days.
func (r *reading) agree(other *dayOfStart) bool {
	switch {
	case r.day.kind == aWeekday && other.kind == aDate:
		r.weekday, r.day = r.day, other
	case r.day.kind == aDate && other.kind == aWeekday:
		r.weekday = other
	default:
		return false
	}
	return true
}

// peek returns the token at an offset. Behind the end, it has no kind.
func (s *scanner) peek(ahead int) token {
	if s.at+ahead < 0 || s.at+ahead >= len(s.tokens) {
		return token{kind: sign}
	}
	return s.tokens[s.at+ahead]
}

// isTight tells whether a token follows the one before it without a space.
func (s *scanner) isTight(ahead int) bool {
	at := s.at + ahead
	return at > 0 && at < len(s.tokens) && s.tokens[at-1].end == s.tokens[at].start
}

// isBounded tells whether the last piece ends a word: "14:30-15:30" begins with no time of day.
func (s *scanner) isBounded() bool {
	last := s.tokens[s.at-1]
	rest := s.text[last.end:]
	r, size := utf8.DecodeRuneInString(rest)
	switch {
	case size == 0 || unicode.IsSpace(r):
		return true
	case isIdeographic(r):
		// Behind a time of day, particles and topics follow without a space. Behind a day they would make another word.
		return last.word.is(isClock | isMinutes | isLater)
	case strings.ContainsRune(".,;:!?，、。)", r):
		next, nextSize := utf8.DecodeRuneInString(rest[size:])
		return nextSize == 0 || unicode.IsSpace(next)
	}
	return false
}

// isPieceAhead tells whether the next token begins another piece without a space: in 明日の午後2時, 2026-11-23T14:30,
// mon,14:30 and 11月25日(水).
func (s *scanner) isPieceAhead() bool {
	next, after := s.peek(0), s.peek(1)
	switch {
	case next.is(","), next.text == "t":
		return after.kind == number
	case next.is("("):
		return after.word.is(isWeekday)
	}
	last, _ := utf8.DecodeLastRuneInString(s.tokens[s.at-1].text)
	if !isIdeographic(last) {
		return next.kind == name && !next.isLatin() && next.word.is(isAM|isPM|isNoon|isWeekday|isToday|isTomorrow|isAfterTomorrow)
	}
	if next.word.is(isOn) {
		next = after
	}
	return next.kind == number || next.word.is(isAM|isPM|isNoon|isWeekday)
}

// skipLink skips words and signs that only connect the pieces of a start. It returns the roles of the last word.
func (s *scanner) skipLink() role {
	var link role
	for {
		next := s.peek(0)
		length := 1
		switch {
		case s.at > 0 && (next.is(",") || next.is(".")), next.is("(") && s.peek(1).word.is(isWeekday),
			next.text == "t" && s.isTight(0) && s.peek(1).kind == number:
		case s.phrase(isAt|isOn) > 0:
			length = s.phrase(isAt | isOn)
			link = next.word.roles
		case next.word.is(isClock):
			link = next.word.roles
		default:
			return link
		}
		s.at += length
	}
}

// closeBracket skips the bracket behind a day of the week: 11月25日(水).
func (s *scanner) closeBracket(read *reading) {
	if s.at > 1 && s.peek(0).is(")") && s.peek(-2).is("(") {
		s.at++
		read.end = s.tokens[s.at-1].end
	}
}

// skipParticles skips particles that stand behind a time of day without a space.
func (s *scanner) skipParticles(read *reading) {
	for read.time != nil && s.isTight(0) && s.peek(0).word.is(isOn) {
		read.end = s.peek(0).end
		s.at++
	}
}

// phrase returns the number of tokens of the longest expression that has a role and begins here. It is 0 for none.
func (s *scanner) phrase(role role) int {
	length := 0
	var text string
	for i := range maxExpression {
		next := s.peek(i)
		if next.kind != name {
			break
		}
		text = strings.TrimLeft(text+" "+next.text, " ")
		if words()[text].is(role) {
			length = i + 1
		}
	}
	return length
}

// found skips an expression that has a role, if one begins here.
func (s *scanner) found(role role) bool {
	length := s.phrase(role)
	s.at += length
	return length > 0
}
