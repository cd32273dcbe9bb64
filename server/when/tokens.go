package when

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// kind is the kind of a token.
type kind int

const (
	number kind = iota // digits
	name               // letters: a word, or an expression of several words
	sign               // any other character
)

// Limits for the tokens of a start, which may be in words, and of a length of time. Each is one more than needed, so
// that the reader sees how the text goes on.
const (
	tokensOfStart  = 32
	tokensOfLength = 7
)

// token is a piece of a text.
type token struct {
	kind kind
	// text is the token in small letters, without accents, and with ASCII digits.
	text string
	// start and end are its place in the text, in bytes.
	start, end int
	// word is the meaning of a name. It is zero for an unknown name.
	word word
	// value is the value of a number, at most maxValue.
	value int
}

// isLatin tells whether a name has only ASCII letters once accents are removed. Such a word has spaces around it.
func (t token) isLatin() bool { return t.text != "" && t.text[0] < utf8.RuneSelf }

// maxValue limits numbers, so that sums of hours don't overflow.
const maxValue = 1_000_000

// is tells whether a token is a certain sign.
func (t token) is(text string) bool { return t.kind == sign && t.text == text }

// tokenize splits a text into tokens, up to the first line break, or up to limits that no start exceeds. Spaces belong
// to no token. The time is linear in the length of the part that is read.
func tokenize(text string, atMost int) []token {
	const longest = 200
	tokens := make([]token, 0, atMost)
	for at := 0; at < len(text) && at < longest && len(tokens) < atMost; {
		r, size := utf8.DecodeRuneInString(text[at:])
		switch {
		case r == '\n' && len(tokens) > 0:
			return tokens
		case unicode.IsSpace(r):
			at += size
			continue
		case isDigit(r):
			tokens = append(tokens, numberAt(text, at))
		case isHalfOfDay(text[at:]):
			half := strings.ToLower(text[at:at+1]) + "m"
			tokens = append(tokens, token{kind: name, text: half, start: at, end: at + len("a.m."), word: words()[half]})
		case isIdeographic(r):
			tokens = append(tokens, ideographs(text, at))
		case unicode.IsLetter(r): // a combining mark without a letter is no word
			tokens = append(tokens, nameAt(text, at))
		default:
			tokens = append(tokens, token{kind: sign, text: signOf(r), start: at, end: at + size})
		}
		at = tokens[len(tokens)-1].end
	}
	return tokens
}

// signOf returns a sign. It returns the ASCII sign for a full-width one.
func signOf(r rune) string {
	switch r {
	case '：':
		return ":"
	case '，', '、':
		return ","
	case '／':
		return "/"
	case '－', '\u2010', '\u2011', '\u2012', '\u2013':
		return "-"
	case '．', '。':
		return "."
	}
	return string(r)
}

// isDigit tells whether a character is an ASCII digit or a full-width one.
func isDigit(r rune) bool {
	return r >= '0' && r <= '9' || r >= '０' && r <= '９'
}

func isLetter(r rune) bool { return unicode.IsLetter(r) || unicode.IsMark(r) }

// isIdeographic tells whether a letter belongs to a script without spaces between words.
func isIdeographic(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul)
}

// isHalfOfDay tells whether a text begins with a.m. or p.m.
func isHalfOfDay(text string) bool {
	const length = len("a.m.")
	return len(text) >= length && (strings.EqualFold(text[:length], "a.m.") || strings.EqualFold(text[:length], "p.m."))
}

// numberAt returns the number at a place of a text.
func numberAt(text string, at int) token {
	var digits strings.Builder
	end, value := at, 0
	for end < len(text) {
		r, size := utf8.DecodeRuneInString(text[end:])
		if !isDigit(r) {
			break
		}
		digit := r - '0'
		if r > '9' {
			digit = r - '０'
		}
		digits.WriteRune('0' + digit)
		value = min(value*10+int(digit), maxValue)
		end += size
	}
	return token{kind: number, text: digits.String(), start: at, end: end, value: value}
}

// nameAt returns the word at a place of a text. Apostrophes and hyphens between letters belong to it.
func nameAt(text string, at int) token {
	end := at
	for end < len(text) {
		r, size := utf8.DecodeRuneInString(text[end:])
		if !isLetter(r) || isIdeographic(r) {
			next, _ := utf8.DecodeRuneInString(text[end+size:])
			if !strings.ContainsRune("-'’ʼ\u2011", r) || !isLetter(next) {
				break
			}
		}
		end += size
	}
	folded := fold(text[at:end])
	return token{kind: name, text: folded, start: at, end: end, word: words()[folded]}
}

// maxIdeographs limits the ideographs of a known word.
const maxIdeographs = 4

// ideographs returns the longest known word at a place of a text in a script without spaces. If there is none, it
// returns a single character.
func ideographs(text string, at int) token {
	first, end := token{}, at
	for range maxIdeographs {
		r, size := utf8.DecodeRuneInString(text[end:])
		if size == 0 || !isIdeographic(r) {
			break
		}
		end += size
		meaning, known := words()[text[at:end]]
		if known || first.end == 0 {
			first = token{kind: name, text: text[at:end], start: at, end: end, word: meaning}
		}
	}
	return first
}
