package invitation

import (
	"regexp"
	"strings"
)

// asTyped finds what must stay untouched for Mattermost to treat it as in any message: mentions, whose
// underscores a backslash would cut, and bare addresses of any script, which show and lead to the same text.
var asTyped = regexp.MustCompile(`(?i)\B@[a-z0-9._-]+|\b(?:[a-z][a-z0-9+.-]*://|www\.)[\p{L}\p{M}\p{N}._~:/?#@!$&'*+,;=%-]+`)

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

// code makes Markdown that shows a text as code: character by character, also where Escape leaves it to Mattermost to
// make something of it, as of :100: and @_a_. No backtick in the text ends it, nor does one in the text before begin it:
// right behind an address, Mattermost's web client takes none for escaped.
func code(text, before string) string {
	fence := "`"
	for strings.Contains(text, fence) || strings.Contains(before, fence) {
		fence += "`"
	}
	if strings.HasPrefix(text, "`") || strings.HasSuffix(text, "`") {
		text = " " + text + " " // which is not shown
	}
	return fence + text + fence
}

// LinkTarget makes a URL fit for Markdown's [text](target), which parentheses would end early. RFC 3986 lets them
// be percent-encoded.
func LinkTarget(url string) string {
	return strings.NewReplacer("(", "%28", ")", "%29").Replace(url)
}
