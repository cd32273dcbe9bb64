package meeting

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// underscores counts the underscores that open an emphasis in a text and are not closed yet, by the rules of CommonMark
// (section 6.2). It reads the text once, from left to right.
type underscores struct {
	text string
	at   int // how much of the text is read, in bytes
	open int
}

// readTo reads the text up to a place.
func (u *underscores) readTo(place int) {
	for u.at < place {
		length := strings.IndexAny(u.text[u.at:place], "_\\\n")
		if length < 0 {
			break
		}
		u.at += length
		switch {
		case u.text[u.at] == '\\':
			u.at += 2
		case strings.HasPrefix(u.text[u.at:], "\n\n"):
			u.open = 0 // Emphasis ends with its paragraph.
			u.at++
		case u.text[u.at] == '\n':
			u.at++
		default:
			u.readRun()
		}
	}
	u.skipTo(place)
}

// skipTo skips the text up to a place.
func (u *underscores) skipTo(place int) {
	u.at = max(u.at, place)
}

// readRun reads a run of underscores and counts what it opens or closes.
func (u *underscores) readRun() {
	length := len(u.text[u.at:]) - len(strings.TrimLeft(u.text[u.at:], "_"))
	before, _ := utf8.DecodeLastRuneInString(u.text[:u.at])
	after, _ := utf8.DecodeRuneInString(u.text[u.at+length:])
	hasTextBehind, hasTextBefore := isLetterOrDigit(after), isLetterOrDigit(before)
	switch {
	case hasTextBehind && !hasTextBefore:
		u.open += length
	case hasTextBefore && !hasTextBehind:
		u.open = max(u.open-length, 0)
	}
	u.at += length
}

func isLetterOrDigit(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

// isWordStart tells whether a word begins at a place in a text: nothing, or no letter or digit, stands before it.
// Underscores before the word may belong to Markdown.
func isWordStart(text string, at int) bool {
	before := strings.TrimRight(text[:at], "_")
	return before == "" || !isOf(before[len(before)-1], "")
}
