package fake

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/mattermost/mattermost/server/public/shared/markdown"
)

// Shown is a message as Mattermost's own Markdown parser reads it.
type Shown struct {
	// Text is the text that people read, in lines.
	Text string
	// Links holds the targets of links whose text differs from the target.
	Links []string
	// Codes holds the texts that are shown as code.
	Codes []string
	// Other names any other elements: images, lists and the like.
	Other []string
}

// Show parses a message.
func Show(message string) Shown {
	var shown Shown
	markdown.Inspect(message, func(node any) bool {
		switch node := node.(type) {
		case nil, *markdown.Document, *markdown.Paragraph:
		case *markdown.Text:
			shown.Text += node.Text
		case *markdown.SoftLineBreak, *markdown.HardLineBreak:
			shown.Text += "\n"
		case *markdown.Autolink: // it shows its own target
			for _, inline := range node.Children {
				if text, ok := inline.(*markdown.Text); ok {
					shown.Text += text.Text
				}
			}
		case *markdown.Emoji:
			shown.Text += ":" + node.Name + ":"
		case *markdown.CodeSpan:
			shown.Text += node.Code
			shown.Codes = append(shown.Codes, node.Code)
		case *markdown.InlineLink:
			shown.Links = append(shown.Links, node.Destination())
		default:
			shown.Other = append(shown.Other, fmt.Sprintf("%T", node))
		}
		return true
	})
	return shown
}

// address matches the beginning of a bare address.
var address = regexp.MustCompile(`(?i)://|www\.`)

// IsAsTyped tells whether people read the typed text. In a bare address and right behind it, Markdown knows no escapes.
// Backslashes that show there do no harm.
func IsAsTyped(typed, read string) bool {
	if address.MatchString(typed) {
		typed, read = strings.ReplaceAll(typed, `\`, ""), strings.ReplaceAll(read, `\`, "")
	}
	return typed == read
}
