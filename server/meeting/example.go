package meeting

import (
	"regexp/syntax"
	"strings"
	"unicode/utf8"
)

// exampleWord is the example for a service whose IDs can be words.
const exampleWord = "standup"

// exampleRepeats is how often an example repeats a part of a pattern that has no upper limit.
const exampleRepeats = 8

// Example returns a text that shows how people type a meeting behind the service's own trigger. It is an ID in its
// groups, or a link for a service of KindLink. If no ID can be made from the pattern, it is the link template.
func (s Service) Example() string {
	switch {
	case s.Kind == KindLink:
		return "https://" + strings.TrimPrefix(s.hosts[0], "*.") + "/…"
	case s.pattern.matches(exampleWord):
		return exampleWord
	}
	var example exampleID
	example.write(s.pattern.tree)
	if id := example.text.String(); s.pattern.matches(id) {
		return s.display(id)
	}
	return s.Link
}

// exampleID makes a short ID that matches a pattern. It uses letters and digits in their order.
type exampleID struct {
	text strings.Builder
}

func (e *exampleID) write(tree *syntax.Regexp) {
	switch tree.Op { //nolint:exhaustive // the others match no characters, or need none
	case syntax.OpLiteral:
		e.text.WriteString(string(tree.Rune))
	case syntax.OpCharClass:
		e.text.WriteRune(e.oneOf(tree.Rune))
	case syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		e.text.WriteRune(e.next("abcdefghijklmnopqrstuvwxyz"))
	case syntax.OpAlternate:
		e.write(tree.Sub[0])
	case syntax.OpCapture, syntax.OpConcat:
		for _, sub := range tree.Sub {
			e.write(sub)
		}
	case syntax.OpPlus:
		e.repeat(tree.Sub[0], exampleRepeats)
	case syntax.OpRepeat:
		e.repeat(tree.Sub[0], tree.Min)
	}
}

func (e *exampleID) repeat(tree *syntax.Regexp, times int) {
	for range times {
		if e.text.Len() > maxID {
			return
		}
		e.write(tree)
	}
}

// oneOf returns the next letter or digit of a character class. A class is a list of pairs: first and last character. If
// the class has no ASCII letter or digit, it returns the first character.
func (e *exampleID) oneOf(class []rune) rune {
	contains := func(r rune) bool {
		for i := 0; i+1 < len(class); i += 2 {
			if class[i] <= r && r <= class[i+1] {
				return true
			}
		}
		return false
	}
	for _, characters := range []string{"abcdefghijklmnopqrstuvwxyz", "1234567890", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"} {
		var allowed strings.Builder
		for _, r := range characters {
			if contains(r) {
				allowed.WriteRune(r)
			}
		}
		if allowed.Len() > 0 {
			return e.next(allowed.String())
		}
	}
	return class[0]
}

// next returns the next of some characters. It starts again at the end.
func (e *exampleID) next(characters string) rune {
	return rune(characters[utf8.RuneCountInString(e.text.String())%len(characters)])
}
