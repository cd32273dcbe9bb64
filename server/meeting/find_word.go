package meeting

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxIDWords limits the words that make up an ID with spaces.
const maxIDWords = 6

// word is a word of a text, without the punctuation around it.
type word struct {
	start, end int // bytes
	// joined tells that only spaces stand between this word and the next one, and no end of a line.
	joined bool
}

// wordsIn returns the words of a text that are not inside links.
func wordsIn(text string, links []mention) []word {
	var words []word
	for at := 0; at < len(text); {
		if len(links) > 0 && at >= links[0].start {
			at = max(at, links[0].end)
			links = links[1:]
			continue
		}
		r, size := utf8.DecodeRuneInString(text[at:])
		if unicode.IsSpace(r) {
			if r == '\n' && len(words) > 0 {
				words[len(words)-1].joined = false
			}
			at += size
			continue
		}
		end := len(text)
		if next := strings.IndexFunc(text[at:], unicode.IsSpace); next >= 0 {
			end = at + next
		}
		if len(links) > 0 {
			end = min(end, links[0].start)
		}
		words = append(words, trimWord(text, at, end))
		at = end
	}
	return words
}

// trimWord removes the punctuation around a word.
func trimWord(text string, start, end int) word {
	inner := strings.TrimLeft(text[start:end], "([{<\"'“„«`*_")
	trimmed := strings.TrimRight(inner, ".,;:!?)]}>\"'”“»`*_")
	start = end - len(inner)
	return word{start: start, end: start + len(trimmed), joined: len(trimmed) == len(inner)}
}

// idsIn returns the IDs of a service among the words of a text.
func (s Service) idsIn(text string, words []word) []mention {
	var mentions []mention
	for len(words) > 0 {
		count, id := s.idAt(text, words)
		if count == 0 {
			words = words[1:]
			continue
		}
		found := mention{start: words[0].start, end: words[count-1].end, meeting: Meeting{Service: s.Key, ID: id}, rank: otherID}
		if s.isShownAs(id, text, words[:count]) {
			found.rank = usualID
		}
		mentions = append(mentions, found)
		words = words[count:]
	}
	return mentions
}

// idAt reads an ID from the first of some words, and returns how many words it has. It prefers the number of words in
// which the ID is shown, otherwise the highest. count is 0 if there is no ID.
func (s Service) idAt(text string, words []word) (count int, id string) {
	atMost := 1
	if strings.Contains(s.Ignore, " ") {
		atMost = maxIDWords
	}
	usual := false // the ID found is written in its groups
	var joined strings.Builder
	for i := range min(atMost, len(words)) {
		if i > 0 && !words[i-1].joined {
			break
		}
		for _, r := range text[words[i].start:words[i].end] {
			if !s.ignores(r) {
				joined.WriteRune(halfWidth(r))
			}
			if joined.Len() > s.pattern.longest {
				return count, id
			}
		}
		if candidate := joined.String(); s.pattern.matches(candidate) {
			isUsual := s.isShownAs(candidate, text, words[:i+1])
			if isUsual || !usual {
				count, id, usual = i+1, candidate, isUsual
			}
		}
	}
	return count, id
}

// ignores tells whether a character between an ID's characters does not count. A hyphen stands for all dashes.
func (s Service) ignores(r rune) bool {
	isDash := strings.ContainsRune(s.Ignore, '-') && (unicode.Is(unicode.Pd, r) || r == 0x2212)
	return isDash || unicode.Is(unicode.Cf, r) || strings.ContainsRune(s.Ignore, r)
}

// isShownAs tells whether words are the groups in which an ID is shown.
func (s Service) isShownAs(id, text string, words []word) bool {
	if _, isGrouped := s.groups[len(id)]; !isGrouped {
		return false
	}
	parts := make([]string, len(words))
	for i, w := range words {
		parts[i] = text[w.start:w.end]
	}
	return strings.Join(parts, " ") == s.display(id)
}

// firstWord reads the first word of a text as an ID of the service.
func (s Service) firstWord(text string, words []word) []mention {
	if len(words) == 0 {
		return nil
	}
	for _, first := range []word{withUnderscores(text, words[0]), words[0]} {
		words[0] = first
		if count, id := s.idAt(text, words); count > 0 {
			return []mention{{start: first.start, end: words[count-1].end, meeting: Meeting{Service: s.Key, ID: id}}}
		}
	}
	return nil
}

// withUnderscores adds the underscores around a word, which may belong to a name. Underscores on both sides are
// Markdown's.
func withUnderscores(text string, w word) word {
	start := len(strings.TrimRight(text[:w.start], "_"))
	end := len(text) - len(strings.TrimLeft(text[w.end:], "_"))
	if start == w.start || end == w.end {
		w.start, w.end = start, end
	}
	return w
}

// otherIDs returns the IDs of all services but Blizz among the words of a text. It takes only services whose IDs are
// found anywhere.
func (s Services) otherIDs(text string, words []word) []mention {
	var mentions []mention
	for _, service := range s.list {
		if service.ids == nil && service.Kind == KindID && service.Find == FindAnywhere {
			mentions = append(mentions, service.idsIn(text, words)...)
		}
	}
	return slices.Clip(mentions)
}
