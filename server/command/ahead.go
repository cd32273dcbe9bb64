package command

import "regexp"

// everyPattern and untilPattern match a rule and its end at the beginning of a text. Most are one word. Those that
// begin with a number have a unit behind it.
var (
	everyPattern = regexp.MustCompile(`(?i)^(?:\d{1,2}\s*(?:days?|weeks?|months?)\b(?:\s+(?:on\s+)?(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*(?:\s*,\s*[a-z]+)*)?|\S+)`)
	untilPattern = regexp.MustCompile(`(?i)^(?:\d{1,4}\s*(?:x|times?)\b|\S+)`)
)

// everyAhead returns the rule at the beginning of a text.
func everyAhead(text string) string {
	return everyPattern.FindString(text)
}

// untilAhead returns the end of a rule at the beginning of a text.
func untilAhead(text string) string {
	return untilPattern.FindString(text)
}
