package invitation

import (
	"regexp"
	"strings"
)

// asTyped finds the parts of a text that must not be escaped, because Mattermost must treat them as in any message:
// mentions (a backslash would cut their underscores), and bare addresses, which become links. Both may be in any
// script. An address that Mattermost does not link, as x://**y**, is escaped like any other text.
var asTyped = regexp.MustCompile(`(?i)\B@[a-z0-9._-]+` +
	`|\b(?:(?:https?|ftp)://|www\.)[\p{L}\p{N}][\p{L}\p{M}\p{N}._~:/?#@!$&'*+,;=%-]*`)

// markdown escapes the characters that begin or end something in Markdown at any place. Both Mattermost's renderer and
// CommonMark know these escapes.
var markdown = strings.NewReplacer(
	`\`, `\\`, "`", "\\`", `*`, `\*`, `_`, `\_`, `[`, `\[`, `](`, `\]\(`, `]`, `\]`, `~~`, `\~\~`, `|`, `\|`,
)

// entity finds HTML entities, which Markdown would show as another character.
var entity = regexp.MustCompile(`&(#?[0-9A-Za-z]+;)`)

// lineStart finds the beginning of a heading, a quotation, a list or a rule, up to the character to escape.
var lineStart = regexp.MustCompile(`^(?:\d+[.)]\s|#{1,6}\s|>|[+-]\s|-+$|=+$)`)

// Escape returns Markdown that shows a text as it was typed.
func Escape(text string) string {
	var escaped strings.Builder
	end := 0
	for _, at := range asTyped.FindAllStringIndex(text, -1) {
		escaped.WriteString(escapeAll(text[end:at[0]]))
		escaped.WriteString(text[at[0]:at[1]])
		end = at[1]
	}
	escaped.WriteString(escapeAll(text[end:]))
	return escaped.String()
}

func escapeAll(text string) string {
	return markdown.Replace(entity.ReplaceAllString(text, "&amp;$1"))
}

// escapeLine is like Escape, for a text on a line of its own.
func escapeLine(text string) string {
	marker := lineStart.FindString(text)
	if marker == "" {
		return Escape(text)
	}
	mark := strings.IndexAny(marker, "#>+=-.)")
	return text[:mark] + `\` + text[mark:mark+1] + Escape(text[mark+1:])
}

// www finds the beginning of an address without a scheme.
var www = regexp.MustCompile(`(?i)\bwww\d{0,3}\.`)

// EscapeInLink is like Escape, for a text between the brackets of a link. Mattermost would turn a bare address there
// into a link too. An entity or a backslash in the address prevents that.
func EscapeInLink(text string) string {
	text = strings.ReplaceAll(escapeAll(text), "://", "&#58;//")
	return www.ReplaceAllStringFunc(text, func(found string) string { return strings.TrimSuffix(found, ".") + `\.` })
}

// code returns Markdown that shows a text as code, character by character. Escape would not do: Mattermost changes
// :100: and @_a_, for example. before is the text before the code. Neither text may contain a backtick that ends or
// begins the code: behind an address, Mattermost's web client ignores the backslash before a backtick.
func code(text, before string) string {
	fence := strings.Repeat("`", max(longestRun(text), longestRun(before))+1)
	if strings.HasPrefix(text, "`") || strings.HasSuffix(text, "`") {
		text = " " + text + " " // the spaces are not shown
	}
	return fence + text + fence
}

// longestRun returns the length of the longest run of backticks in a text.
func longestRun(text string) int {
	longest, run := 0, 0
	for i := range len(text) {
		if text[i] != '`' {
			run = 0
			continue
		}
		run++
		longest = max(longest, run)
	}
	return longest
}

// emptyLink finds a link without a target. Escape and EscapeInLink never return such brackets.
var emptyLink = regexp.MustCompile(`\[((?:\\.|[^\[\]\\])*)\]\(\)`)

// WithoutEmptyLinks replaces each link without a target by its text. A sentence contains its link so that translators
// can order the words. If the meeting's service is no longer set up, the link has no target.
func WithoutEmptyLinks(markdown string) string {
	return emptyLink.ReplaceAllString(markdown, "$1")
}

// LinkTarget returns a URL as the target of Markdown's [text](target). A parenthesis would end the target early, so it
// is percent-encoded, as RFC 3986 allows.
func LinkTarget(url string) string {
	return strings.NewReplacer("(", "%28", ")", "%29").Replace(url)
}
