package meeting

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// maxGroups limits the groups of an ID.
const maxGroups = 8

// group is a number of characters of an ID, and the separator behind them.
type group struct {
	size   int
	behind string
}

// parseGroups reads the groups for IDs of a length, such as "3 4 4". ok is false if the groups do not add up to the
// length.
func parseGroups(length, text string) (groups []group, ok bool) {
	want, err := strconv.Atoi(length)
	if err != nil || want < 1 || want > maxID {
		return nil, false
	}
	sum := 0
	for text != "" {
		digits := len(text) - len(strings.TrimLeft(text, "0123456789"))
		size, err := strconv.Atoi(text[:digits])
		if err != nil || size < 1 || len(groups) == maxGroups {
			return nil, false
		}
		text = text[digits:]
		behind := ""
		if text != "" {
			behind, text = text[:1], text[1:]
		}
		if (behind == "") != (text == "") || len(behind) > 0 && !strings.ContainsRune(" -.", rune(behind[0])) {
			return nil, false
		}
		groups, sum = append(groups, group{size, behind}), sum+size
	}
	return groups, sum == want
}

// display returns an ID in its groups. An ID of a length without groups stays as it is.
func (s Service) display(id string) string {
	groups := s.groups[utf8.RuneCountInString(id)]
	var shown strings.Builder
	rest := []rune(id)
	for _, g := range groups {
		shown.WriteString(string(rest[:g.size]) + g.behind)
		rest = rest[g.size:]
	}
	return shown.String() + string(rest)
}
