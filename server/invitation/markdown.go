package invitation

import (
	"regexp"
	"strings"
)

// asTyped finds what must stay untouched for Mattermost to treat it as in any message: mentions, whose underscores a
// backslash would cut, and the bare addresses of which Mattermost makes links. They may be in any script. An address that
// Mattermost leaves alone, as x://**y**, is a text like any other.
var asTyped = regexp.MustCompile(`(?i)\B@[a-z0-9._-]+` +
	`|\b(?:(?:https?|ftp)://|www\.)[\p{L}\p{N}][\p{L}\p{M}\p{N}._~:/?#@!$&'*+,;=%-]*`)

// markdown are the characters that begin or end something in Markdown, wherever they stand. All can be escaped in
// Mattermost's own renderer and in CommonMark.
var markdown = strings.NewReplacer(
	`\`, `\\`, "`", "\\`", `*`, `\*`, `_`, `\_`, `[`, `\[`, `](`, `\]\(`, `]`, `\]`, `~~`, `\~\~`, `|`, `\|`,
)

// entity finds what HTML, and so Markdown, would show as another character.
var entity = regexp.MustCompile(`&(#?[0-9A-Za-z]+;)`)

// lineStart finds what would make a line a heading, a quotation, a list or a rule, up to the character to escape.
var lineStart = regexp.MustCompile(`^(?:\d+[.)]\s|#{1,6}\s|>|[+-]\s|-+$|=+$)`)

// Escape makes Markdown that shows a text as it was typed.
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

// escapeLine is Escape for a text with a line to itself.
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

// EscapeInLink is Escape for a text in the brackets of a link, in which Mattermost would make a link of a bare address
// too: the entity and the backslash hide it.
func EscapeInLink(text string) string {
	text = strings.ReplaceAll(escapeAll(text), "://", "&#58;//")
	return www.ReplaceAllStringFunc(text, func(found string) string { return strings.TrimSuffix(found, ".") + `\.` })
}

// code makes Markdown that shows a text as code: character by character, also where Escape leaves it to Mattermost to
// make something of it, as of :100: and @_a_. No backtick in the text ends it, nor does one in the text before begin it:
// right behind an address, Mattermost's web client takes none for escaped.
func code(text, before string) string {
	fence := strings.Repeat("`", max(longestRun(text), longestRun(before))+1)
	if strings.HasPrefix(text, "`") || strings.HasSuffix(text, "`") {
		text = " " + text + " " // which is not shown
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

// emptyLink finds a link that leads nowhere. No text that Escape or EscapeInLink made has such brackets.
var emptyLink = regexp.MustCompile(`\[((?:\\.|[^\[\]\\])*)\]\(\)`)

// WithoutEmptyLinks is Markdown with only the text of links that lead nowhere. A sentence has its link in it, so that a
// translator can order the words, and a meeting whose service is no longer set up has no link.
func WithoutEmptyLinks(markdown string) string {
	return emptyLink.ReplaceAllString(markdown, "$1")
}

// LinkTarget makes a URL fit for Markdown's [text](target), which parentheses would end early. RFC 3986 lets them
// be percent-encoded.
func LinkTarget(url string) string {
	return strings.NewReplacer("(", "%28", ")", "%29").Replace(url)
}
