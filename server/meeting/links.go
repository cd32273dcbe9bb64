package meeting

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Bounds of the links that are read, in bytes: no join link comes near the first, no Markdown title the second.
const (
	maxLink  = 2048
	maxTitle = 256
)

// link is a link taken apart. path is all that follows the host, as it was typed.
type link struct {
	scheme, host, path string
}

// place is a link in a text.
type place struct {
	start, end int // bytes
	address    string
}

// linkScanner finds the links in a text from left to right: Markdown's [text](address), an address with its scheme, or one
// that a person typed without. Every character is looked at a bounded number of times.
type linkScanner struct {
	text   string
	places []place
	// from is where the last link ended.
	from int
	// emphasis tells which underscores behind an address are Markdown's.
	emphasis underscores
	// stop is the end of the address that was last looked for, and bracket its first closing bracket; -1 for none.
	stop, bracket int
}

// linksIn finds the links in a text.
func linksIn(text string) []place {
	s := &linkScanner{text: text, stop: -1, emphasis: underscores{text: text}}
	for at := 0; at < len(text); at++ {
		if at < s.from {
			at = s.from
			if at >= len(text) {
				break
			}
		}
		switch {
		case text[at] == '[':
			s.markdown(at)
		case strings.HasPrefix(text[at:], "://"):
			s.withScheme(at)
		case text[at] == '/':
			s.withoutScheme(at)
		}
	}
	return s.places
}

func (s *linkScanner) add(start, end int, address string) {
	s.emphasis.readTo(start)
	s.emphasis.skipTo(end)
	s.places = append(s.places, place{start, end, address})
	s.from = end
}

// markdown reads [text](address), with angle brackets or a title or without, at an opening bracket.
func (s *linkScanner) markdown(at int) {
	closing := strings.IndexAny(s.text[at+1:], "[]")
	if closing < 0 || !strings.HasPrefix(s.text[at+1+closing:], "](") {
		return
	}
	inside := at + 1 + closing + len("](")
	inside += spaces(s.text[inside:])
	inside += len(s.text[inside:]) - len(strings.TrimPrefix(s.text[inside:], "<"))
	stop, bracket := s.addressEnd(inside)
	start := at
	if start > s.from && s.text[start-1] == '!' {
		start--
	}
	if bracket > inside {
		address := s.text[inside:bracket]
		s.add(start, bracket+1, address)
		return
	}
	if end := afterAddress(s.text[stop:]); stop > inside && end > 0 {
		s.add(start, stop+end, s.text[inside:stop])
	}
}

// addressEnd is where an address ends that begins at a place, and its first closing bracket; -1 if it has none.
func (s *linkScanner) addressEnd(from int) (stop, bracket int) {
	isNew := from >= s.stop
	if isNew {
		s.stop = from + addressLength(s.text[from:])
	}
	if isNew || s.bracket >= 0 && s.bracket < from {
		s.bracket = strings.IndexByte(s.text[from:s.stop], ')')
		if s.bracket >= 0 {
			s.bracket += from
		}
	}
	return s.stop, s.bracket
}

// afterAddress returns the length of what may stand between an address and the end of its Markdown link, with that end;
// 0 if there is no such end.
func afterAddress(text string) int {
	rest := strings.TrimPrefix(text, ">")
	trimmed := rest[spaces(rest):]
	if len(trimmed) < len(rest) && strings.HasPrefix(trimmed, `"`) {
		title := trimmed[1:min(len(trimmed), maxTitle)]
		quote := strings.IndexByte(title, '"')
		if quote < 0 {
			return 0
		}
		trimmed = trimmed[quote+2:]
		trimmed = trimmed[spaces(trimmed):]
	}
	if !strings.HasPrefix(trimmed, ")") {
		return 0
	}
	return len(text) - len(trimmed) + 1
}

// maxScheme bounds a scheme, in bytes.
const maxScheme = 31

// withScheme reads an address whose scheme ends at a place.
func (s *linkScanner) withScheme(colon int) {
	start := -1
	for at := colon - 1; at >= s.from && at >= colon-maxScheme && isOf(s.text[at], "+.-"); at-- {
		if isLetter(s.text[at]) && isWordStart(s.text, at) {
			start = at
		}
	}
	if start < 0 {
		return
	}
	if length := addressLength(s.text[colon+len("://"):]); length > 0 {
		s.addTrimmed(start, colon+len("://")+length)
	}
}

// Bounds of a host that was typed without a scheme: eight labels and the last one, with a port.
const (
	maxLabels   = 8
	maxLabel    = 63
	maxBareHost = maxLabels*(maxLabel+1) + maxLabel + len(":65535")
)

// withoutScheme reads an address whose host ends at a slash.
func (s *linkScanner) withoutScheme(slash int) {
	begin := slash
	for begin > s.from && slash-begin < maxBareHost && isOf(s.text[begin-1], ".-:") {
		begin--
	}
	for start := begin; start < slash; start++ {
		if isOf(s.text[start], "") && isWordStart(s.text, start) && isBareHost(s.text[start:slash]) {
			s.addTrimmed(start, slash+addressLength(s.text[slash:]))
			return
		}
	}
}

// isBareHost tells whether a text is a host's name of several labels, the last of letters, maybe with a port.
func isBareHost(text string) bool {
	name, port, hasPort := strings.Cut(text, ":")
	if hasPort && (port == "" || len(port) > 5 || strings.Trim(port, "0123456789") != "") {
		return false
	}
	labels := strings.Split(name, ".")
	last := labels[len(labels)-1]
	if len(labels) < 2 || len(labels) > maxLabels+1 || len(last) < 2 || strings.ContainsAny(last, "0123456789-") {
		return false
	}
	for _, label := range labels {
		if label == "" || len(label) > maxLabel {
			return false
		}
	}
	return true
}

// addTrimmed adds an address that does not say itself where it ends, without what belongs to the sentence around it.
func (s *linkScanner) addTrimmed(start, end int) {
	address := s.text[start:end]
	s.emphasis.readTo(start)
	if len(address) <= maxLink {
		address = s.trimSentence(address)
	}
	s.emphasis.skipTo(end)
	s.places = append(s.places, place{start, start + len(address), address})
	s.from = end
}

// trimSentence takes off what belongs to the sentence or the brackets around an address, not to it. An underscore belongs
// to the address unless it closes emphasis that began before.
func (s *linkScanner) trimSentence(address string) string {
	surplus := map[rune]int{}
	for _, pair := range []string{"()", "[]", "{}"} {
		surplus[rune(pair[1])] = strings.Count(address, pair[1:]) - strings.Count(address, pair[:1])
	}
	return strings.TrimRightFunc(address, func(last rune) bool {
		if surplus[last] > 0 {
			surplus[last]--
			return true
		}
		if last == '_' && s.emphasis.open > 0 {
			s.emphasis.open--
			return true
		}
		return strings.ContainsRune(".,;:!?'*`", last)
	})
}

// addressLength is how much at the beginning of a text belongs to an address: all up to a space, a quote or an angle
// bracket.
func addressLength(text string) int {
	end := strings.IndexFunc(text, func(r rune) bool { return isASCIISpace(r) || r == '<' || r == '>' || r == '"' })
	if end < 0 {
		return len(text)
	}
	return end
}

// spaces is how many bytes of spaces a text begins with.
func spaces(text string) int {
	return len(text) - len(strings.TrimLeftFunc(text, isASCIISpace))
}

func isASCIISpace(r rune) bool {
	return r < utf8.RuneSelf && unicode.IsSpace(r) && r != '\v'
}

func isLetter(b byte) bool {
	return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z'
}

// isOf tells whether a byte is a letter or a digit of ASCII, or one of some others.
func isOf(b byte, others string) bool {
	return isLetter(b) || b >= '0' && b <= '9' || strings.IndexByte(others, b) >= 0
}

// cutLink takes an address apart. One without a scheme is taken for https. A user name before the host stays in
// host, so that no such link is of a known host.
func cutLink(address string) link {
	scheme, rest, found := strings.Cut(address, "://")
	if !found {
		scheme, rest = "https", address
	}
	host, path := cutHost(rest)
	return link{scheme: strings.ToLower(scheme), host: strings.ToLower(host), path: path}
}

// isWeb tells whether a browser opens the link.
func (l link) isWeb() bool {
	return l.scheme == "https" || l.scheme == "http"
}
