package meeting

import (
	"regexp/syntax"
	"strings"
	"unicode/utf8"
)

// exampleWord is the example of an ID where a word can be one.
const exampleWord = "standup"

// exampleRepeats is how often a part of a pattern is repeated in an example, where the pattern lets it be.
const exampleRepeats = 8

// Example returns a text that shows how a meeting of the service is typed behind the service's own trigger: an ID in
// its groups, or a link for a service of whole links. Where no ID can be made up, it is the link's template.
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

// exampleID makes an ID that a pattern matches: the alphabet and the digits in their order, as short as it can be.
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

// oneOf returns the next letter or digit of a class, given as pairs of first and last characters; else the class's
// first one.
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

// next goes through some characters as the ID grows.
func (e *exampleID) next(characters string) rune {
	return rune(characters[utf8.RuneCountInString(e.text.String())%len(characters)])
}
