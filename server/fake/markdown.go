package fake

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/mattermost/mattermost/server/public/shared/markdown"
)

// Shown is what Mattermost's own reading of Markdown makes of a message.
type Shown struct {
	// Text is what people read, in lines.
	Text string
	// Links are where texts lead that show something else than their target.
	Links []string
	// Codes are the texts that are shown as code.
	Codes []string
	// Other names what is none of these: images, lists and the like.
	Other []string
}

// Show reads a message.
func Show(message string) Shown {
	var shown Shown
	markdown.Inspect(message, func(node any) bool {
		switch node := node.(type) {
		case nil, *markdown.Document, *markdown.Paragraph:
		case *markdown.Text:
			shown.Text += node.Text
		case *markdown.SoftLineBreak, *markdown.HardLineBreak:
			shown.Text += "\n"
		case *markdown.Autolink: // shows its own target
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

// address begins a bare address.
var address = regexp.MustCompile(`(?i)://|www\.`)

// IsAsTyped tells whether people read what was typed. Markdown takes no escapes in a bare address and right behind it:
// backslashes that show there are not pretty and do no harm.
func IsAsTyped(typed, read string) bool {
	if address.MatchString(typed) {
		typed, read = strings.ReplaceAll(typed, `\`, ""), strings.ReplaceAll(read, `\`, "")
	}
	return typed == read
}
