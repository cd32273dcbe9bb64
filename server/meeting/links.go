package meeting

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Limits of the links that are read, in bytes. Join links and Markdown titles are much shorter.
const (
	maxLink  = 2048
	maxTitle = 256
)

// link holds the parts of a link. path is everything behind the host, as it was typed.
type link struct {
	scheme, host, path string
}

// place is a link and its place in a text.
type place struct {
	start, end int // bytes
	address    string
}

// linkScanner finds the links in a text from left to right. It knows Markdown's [text](address), addresses with a
// scheme, and addresses that a person typed without one. It looks at each character a limited number of times.
type linkScanner struct {
	text   string
	places []place
	// from is the end of the last link.
	from int
	// emphasis knows which underscores behind an address belong to Markdown.
	emphasis underscores
	// stop is the end of the last address that was looked for. bracket is its first closing bracket, or -1.
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

// markdown reads [text](address) from its opening bracket on. The address may stand in angle brackets and have a title.
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

// addressEnd returns the end of an address, and the place of its first closing bracket, or -1.
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

// afterAddress returns the length of the text from an address to the end of its Markdown link. It is 0 if the link does
// not end.
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

// maxScheme limits a scheme, in bytes.
const maxScheme = 31

// withScheme reads an address whose scheme ends at the colon.
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

// Limits of a host that was typed without a scheme: eight labels and a last one, with a port.
const (
	maxLabels   = 8
	maxLabel    = 63
	maxBareHost = maxLabels*(maxLabel+1) + maxLabel + len(":65535")
)

// withoutScheme reads an address whose host ends at the slash.
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

// isBareHost tells whether a text is a host name with at least two labels, maybe with a port. The last label has
// letters only.
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

// addTrimmed adds an address whose end is unclear, without punctuation that belongs to the sentence around it.
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

// trimSentence removes the punctuation and brackets behind an address that belong to the sentence. It keeps an
// underscore unless that closes an emphasis.
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

// addressLength returns the length of the address at the beginning of a text. A space, a quote or an angle bracket ends
// it.
func addressLength(text string) int {
	end := strings.IndexFunc(text, func(r rune) bool { return isASCIISpace(r) || r == '<' || r == '>' || r == '"' })
	if end < 0 {
		return len(text)
	}
	return end
}

// spaces returns the number of space bytes at the beginning of a text.
func spaces(text string) int {
	return len(text) - len(strings.TrimLeftFunc(text, isASCIISpace))
}

func isASCIISpace(r rune) bool {
	return r < utf8.RuneSelf && unicode.IsSpace(r) && r != '\v'
}

func isLetter(b byte) bool {
	return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z'
}

// isOf tells whether a byte is an ASCII letter, an ASCII digit, or one of the others.
func isOf(b byte, others string) bool {
	return isLetter(b) || b >= '0' && b <= '9' || strings.IndexByte(others, b) >= 0
}

// cutLink splits an address. Without a scheme it gets https. A user name stays in the host, so that the host is
// unknown.
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
