package meeting

import (
	"net/url"
	"regexp"
	"regexp/syntax"
	"strings"
)

// Bounds of an ID's pattern. A match takes time in proportion to the program's length and to the ID's.
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

// parsePattern checks a pattern: it must be RE2, cheap, and match no empty text.
func parsePattern(text string) (idPattern, FieldCode) {
	switch {
	case text == "":
		return idPattern{}, FieldMissing
	case len(text) > maxPattern:
		return idPattern{}, FieldTooLong
	}
	// On its own it must be an expression too: "a)(b" would be one only within the brackets.
	tree, alone := syntax.Parse(text, syntax.Perl)
	expression, err := regexp.Compile(`^(?:` + text + `)$`)
	if alone != nil || err != nil {
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

// matches tells whether a text is a canonical ID. Whatever the pattern allows, an ID holds nothing that would end it in a
// link, and a "%" only as a link has it.
func (p idPattern) matches(id string) bool {
	if p.expression == nil || len(id) < p.shortest || len(id) > p.longest || id == "." || id == ".." {
		return false
	}
	_, badEscape := url.PathUnescape(id)
	return badEscape == nil && isToken(id, maxID) && !strings.ContainsFunc(id, notInIDs) && p.expression.MatchString(id)
}

// notInIDs tells which characters no ID may have: those that no link has, and those that end a part of one.
func notInIDs(r rune) bool {
	return notInLinks(r) || strings.ContainsRune("/?#&;={}", r)
}

// lengths bounds the texts that an expression matches, in bytes. The bounds need not be tight.
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
