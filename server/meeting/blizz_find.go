package meeting

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxSeparators limits the separators between two digits.
const maxSeparators = 3

// isSeparator tells whether a character may stand between an ID's digits: dashes and spaces of any kind, dots, and
// invisible characters from web pages and mails.
func isSeparator(r rune) bool {
	switch {
	case r < utf8.RuneSelf:
		return r == '-' || r == '.' || r == ' ' || r == '\t'
	case r == 0x2212, r == 0xAD, r >= 0x200B && r <= 0x200D, r == 0x2060, r == 0xFEFF:
		return true
	}
	return unicode.In(r, unicode.Pd, unicode.Zs)
}

// isDigit tells whether a character is a digit. Japanese keyboards type full-width digits.
func isDigit(r rune) bool {
	r = halfWidth(r)
	return r >= '0' && r <= '9'
}

// run is a part of a text that may be an ID: digits, with separators between and before them. Its fields are byte
// positions.
type run struct {
	start, digits, end int
}

// runsIn finds the runs of digits in a text.
func runsIn(text string) []run {
	var runs []run
	var before []int // positions of the separators right before at
	for at := 0; at < len(text); {
		r, size := utf8.DecodeRuneInString(text[at:])
		switch {
		case isDigit(r):
			found := run{start: at, digits: at, end: endOfRun(text, at)}
			if len(before) > 0 {
				found.start = before[max(0, len(before)-maxSeparators)]
			}
			runs = append(runs, found)
			before, at = before[:0], found.end
			continue
		case isSeparator(r):
			before = append(before, at)
		default:
			before = before[:0]
		}
		at += size
	}
	return runs
}

// endOfRun returns the end of the run of digits that begins at a place.
func endOfRun(text string, at int) (end int) {
	separators := 0
	for end = at; at < len(text); {
		r, size := utf8.DecodeRuneInString(text[at:])
		at += size
		switch {
		case isDigit(r):
			end, separators = at, 0
		case isSeparator(r) && separators < maxSeparators:
			separators++
		default:
			return end
		}
	}
	return end
}

// mentionsIn finds the IDs in a text, but not inside links.
func (f IDFormat) mentionsIn(text string, links []mention) []mention {
	var mentions []mention
	next := 0 // index of the first link that ends behind the current run
	for _, found := range runsIn(text) {
		digits, end := found.digits, found.end
		letter, start := letterBefore(text, found.start)
		for next < len(links) && links[next].end <= start {
			next++
		}
		if next < len(links) && links[next].start < end {
			continue
		}
		stops := stopsIn(text[digits:end])
		if goesOn(text[end:]) {
			stops = stops[:len(stops)-1]
		}
		m, ok := f.classify(f.kindOf(text[:start], letter, text[found.start:digits]), stops)
		if !ok {
			continue
		}
		m.start, m.end = start, digits+m.end
		if m.rank == bareID {
			m.start = digits
		}
		mentions = append(mentions, m)
	}
	return mentions
}

// letterBefore returns the letter right before a place in a text, and its position. If there is none, it returns 0 and
// the place.
func letterBefore(text string, place int) (letter rune, start int) {
	letter, size := utf8.DecodeLastRuneInString(text[:place])
	if !unicode.IsLetter(letter) {
		return 0, place
	}
	return letter, place - size
}

// read reads a text that is just an ID with its prefix, as in a link.
func (f IDFormat) read(text string) (string, FindError) {
	runs := runsIn(text)
	if len(runs) == 0 || runs[0].end != len(text) {
		return "", NotFound
	}
	found := runs[0]
	letter, start := letterBefore(text, found.start)
	if letter == 0 || start != 0 {
		return "", NotFound
	}
	m, ok := f.classify(f.kindOf("", letter, text[found.start:found.digits]), stopsIn(text[found.digits:]))
	if !ok || m.rank == bareID || m.err == "" && m.end != len(text)-found.digits {
		return "", NotFound
	}
	return m.meeting.ID, m.err
}

// kind says what a run of digits is, judged by the characters before it.
type kind int

const (
	nothing  kind = iota // part of a word, a path or a phone number: no ID
	bare                 // no letter
	prefixed             // the meeting's letter
	apart                // the meeting's letter and a space; the letter may also be a word
	support              // the support session's letter
)

// kindOf looks at the characters before digits: the letter (0 for none), the text before the letter, and the gap behind
// it.
func (f IDFormat) kindOf(before string, letter rune, gap string) kind {
	last, size := utf8.DecodeLastRuneInString(before)
	startsWord := size == 0 || !tied(last)
	spaced := strings.ContainsFunc(gap, unicode.IsSpace)

	switch {
	case letter == 0 && (startsWord || spaced):
		return bare
	case letter == 0:
		return nothing
	case startsWord && unicode.ToLower(halfWidth(letter)) == f.Prefix:
		if spaced {
			return apart
		}
		return prefixed
	case spaced:
		return bare
	case startsWord && gap == "" && unicode.ToLower(halfWidth(letter)) == f.SupportPrefix:
		return support
	}
	return nothing
}

// classify decides what a run of digits names. ok is false if it names nothing. The mention's end counts from the first
// digit.
func (f IDFormat) classify(k kind, stops []stop) (m mention, ok bool) {
	if len(stops) == 0 || k == nothing {
		return mention{}, false
	}
	last := stops[len(stops)-1]
	usual := slices.IndexFunc(stops, func(s stop) bool { return len(s.digits) == f.UsualDigits })

	switch {
	case k == support && len(last.digits) >= f.MinDigits:
		return mention{err: SupportSession, end: last.end}, true
	case k == support:
		return mention{}, false
	case k != bare && usual >= 0:
		return f.mention(stops[usual], sure), true
	case k == prefixed:
		return f.prefixed(stops[0], last), true
	case usual >= 0 && !stops[usual].isDate():
		return f.mention(stops[usual], bareID), true
	case usual < 0 && (len(last.digits) == 9 || len(last.digits) == 10):
		return mention{err: RemoteControlID, end: last.end}, true
	}
	return mention{}, false
}

// prefixed decides on an ID that has its letter, but not the usual number of digits. The ID ends at the first space if
// it has enough digits by then, otherwise at the end of the run.
func (f IDFormat) prefixed(first, last stop) mention {
	switch {
	case len(first.digits) >= f.MinDigits && len(first.digits) <= f.MaxDigits:
		return f.mention(first, sure)
	case len(last.digits) < f.MinDigits:
		return mention{err: TooShort, end: last.end}
	case len(last.digits) > f.MaxDigits:
		return mention{err: TooLong, end: last.end}
	}
	return f.mention(last, sure)
}

func (f IDFormat) mention(s stop, rank rank) mention {
	return mention{meeting: Meeting{Service: BlizzKey, ID: string(f.Prefix) + s.digits}, end: s.end, rank: rank}
}

// stop is a place in a run of digits where a space follows, or the end of the run. An ID may end there.
type stop struct {
	digits string // the digits before it, in ASCII, without separators
	groups []int  // the number of digits in each group before it
	end    int    // the length of the run before it, in bytes
}

// maxRunDigits limits how far a run of digits is read. Such a run is too long for any ID.
const maxRunDigits = 32

// stopsIn returns the stops in a run of digits and separators. There is at least one.
func stopsIn(run string) []stop {
	var stops []stop
	var current stop
	separated, spaced := true, false
	for i, r := range run {
		digit := halfWidth(r)
		if digit < '0' || digit > '9' {
			separated = true
			spaced = spaced || unicode.IsSpace(r)
			continue
		}
		if spaced {
			stops = append(stops, stop{current.digits, slices.Clone(current.groups), current.end})
		}
		if separated {
			current.groups = append(current.groups, 0)
		}
		current.groups[len(current.groups)-1]++
		if len(current.digits) == maxRunDigits {
			break
		}
		current.digits += string(digit)
		current.end = i + utf8.RuneLen(r)
		separated, spaced = false, false
	}
	return append(stops, current)
}

// isDate tells whether the digits are grouped as in a date, such as 2026-11-23 or 23.11.2026. A date has eight digits
// too, but no ID has these groups.
func (s stop) isDate() bool {
	return slices.Equal(s.groups, []int{4, 2, 2}) || slices.Equal(s.groups, []int{2, 2, 4})
}

// tied tells whether a character makes the digits behind it part of a word, a path, a decimal or a phone number.
func tied(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsNumber(r) || strings.ContainsRune("_@/.+'’", r)
}

// goesOn tells whether the last group of digits is the beginning of a word or an address.
func goesOn(after string) bool {
	r, size := utf8.DecodeRuneInString(after)
	if r == '.' {
		r, _ = utf8.DecodeRuneInString(after[size:])
		return unicode.IsLetter(r)
	}
	return size > 0 && (unicode.IsLetter(r) || unicode.IsNumber(r) || r == '_' || r == '@')
}

// halfWidth returns the ASCII character for a full-width one (Unicode block FF00). Others stay as they are.
func halfWidth(r rune) rune {
	if r >= 0xFF01 && r <= 0xFF5E {
		return r - 0xFEE0
	}
	return r
}
