package meeting

import (
	"net/url"
	"regexp"
	"regexp/syntax"
	"strings"
)

// Limits of a pattern. The time of a match is proportional to the length of the program and of the ID.
const (
	maxPattern = 200 // bytes
	maxProgram = 256 // instructions
)

// idPattern is a checked pattern of canonical IDs. The zero value matches nothing.
type idPattern struct {
	expression *regexp.Regexp
	tree       *syntax.Regexp
	// shortest and longest bound the IDs, in bytes.
	shortest, longest int
}

// parsePattern checks a pattern. It must be valid RE2, must match quickly, and must not match the empty text.
func parsePattern(text string) (idPattern, FieldCode) {
	switch {
	case text == "":
		return idPattern{}, FieldMissing
	case len(text) > maxPattern:
		return idPattern{}, FieldTooLong
	}
	// The text must be valid without the brackets too: "a)(b" is valid only inside them.
	tree, plainErr := syntax.Parse(text, syntax.Perl)
	expression, err := regexp.Compile(`^(?:` + text + `)$`)
	if plainErr != nil || err != nil {
		return idPattern{}, FieldPattern
	}
	program, err := syntax.Compile(tree.Simplify())
	switch {
	case err != nil || len(program.Inst) > maxProgram:
		return idPattern{}, FieldCost
	case expression.MatchString(""):
		return idPattern{}, FieldEmptyID
	}
	shortest, longest := lengths(tree)
	return idPattern{expression: expression, tree: tree, shortest: shortest, longest: longest}, ""
}

// matches tells whether a text is a canonical ID. It also refuses characters that the pattern allows but that end an ID
// in a link, and a "%" that does not begin an escape.
func (p idPattern) matches(id string) bool {
	if p.expression == nil || len(id) < p.shortest || len(id) > p.longest || id == "." || id == ".." {
		return false
	}
	_, badEscape := url.PathUnescape(id)
	return badEscape == nil && isToken(id, maxID) && !strings.ContainsFunc(id, notInIDs) && p.expression.MatchString(id)
}

// notInIDs tells whether no ID may have a character: it is not allowed in links, or it ends a part of a link.
func notInIDs(r rune) bool {
	return notInLinks(r) || strings.ContainsRune("/?#&;={}", r)
}

// lengths returns limits for the lengths of the texts that an expression matches, in bytes. They may be wider than
// needed.
func lengths(tree *syntax.Regexp) (shortest, longest int) {
	switch tree.Op { //nolint:exhaustive // the others match no characters
	case syntax.OpLiteral:
		return len(tree.Rune), min(len(string(tree.Rune))*4, maxID)
	case syntax.OpCharClass, syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		return 1, 4
	case syntax.OpCapture:
		return lengths(tree.Sub[0])
	case syntax.OpConcat:
		for _, sub := range tree.Sub {
			s, l := lengths(sub)
			shortest, longest = shortest+s, min(longest+l, maxID)
		}
		return shortest, longest
	case syntax.OpAlternate:
		shortest = maxID
		for _, sub := range tree.Sub {
			s, l := lengths(sub)
			shortest, longest = min(shortest, s), max(longest, l)
		}
		return shortest, longest
	case syntax.OpRepeat:
		s, l := lengths(tree.Sub[0])
		if tree.Max < 0 {
			return s * tree.Min, maxID
		}
		return s * tree.Min, min(l*tree.Max, maxID)
	case syntax.OpPlus:
		s, _ := lengths(tree.Sub[0])
		return s, maxID
	case syntax.OpStar:
		return 0, maxID
	case syntax.OpQuest:
		_, l := lengths(tree.Sub[0])
		return 0, l
	}
	return 0, 0
}
