package meeting

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// maxGroups bounds how many groups an ID is shown in.
const maxGroups = 8

// group is some characters of an ID, and what stands behind them.
type group struct {
	size   int
	behind string
}

// parseGroups reads how IDs of a length are shown, such as "3 4 4"; ok is false if the groups do not make up the length.
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

// display returns an ID in its groups; as it is where none are given for its length.
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
