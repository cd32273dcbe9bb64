package command

import "regexp"

// everyPattern and untilPattern find a rule and its end at the beginning of a text that goes on. Most are one word; those
// that begin with a number have a unit behind it.
var (
	everyPattern = regexp.MustCompile(`(?i)^(?:\d{1,2}\s*(?:days?|weeks?|months?)\b(?:\s+(?:on\s+)?(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*(?:\s*,\s*[a-z]+)*)?|\S+)`)
	untilPattern = regexp.MustCompile(`(?i)^(?:\d{1,4}\s*(?:x|times?)\b|\S+)`)
)

// everyAhead returns the rule that a text begins with.
func everyAhead(text string) string {
	return everyPattern.FindString(text)
}

// untilAhead returns the end of a rule that a text begins with.
func untilAhead(text string) string {
	return untilPattern.FindString(text)
}
