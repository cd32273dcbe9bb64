package meeting

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Meeting names one meeting of one service. It can be compared and stored. The zero Meeting names none.
type Meeting struct {
	// Service is the service's key, such as "blizz".
	Service string `json:"service"`
	// ID is the canonical ID, such as "m12345678". It is a string because it can begin with a zero. It is empty for a
	// meeting that is known by its whole link.
	ID string `json:"id,omitempty"`
	// Link is the whole link, byte for byte as somebody pasted it. It is empty for a meeting that has an ID.
	Link string `json:"link,omitempty"`
}

// Limits of a meeting's parts, in bytes.
const (
	maxKey = 32
	maxID  = 128
)

// IsZero tells whether m names no meeting.
func (m Meeting) IsZero() bool {
	return m == Meeting{}
}

// IsWellFormed tells whether a stored meeting can be a meeting of any service, set up or not. It has a key, and either
// an ID or a link. Both have a limited length and no spaces or control characters. Services.Check also looks at the
// service.
func (m Meeting) IsWellFormed() bool {
	return isKey(m.Service) && (m.ID == "") != (m.Link == "") && isToken(m.ID, maxID) && isToken(m.Link, maxLink)
}

// isKey tells whether a text can be a service's key: letters, digits and hyphens of ASCII.
func isKey(text string) bool {
	return text != "" && len(text) <= maxKey && strings.Trim(text, "abcdefghijklmnopqrstuvwxyz0123456789-") == ""
}

// isToken tells whether a text is valid UTF-8 of at most that many bytes, without spaces, control characters and
// invisible characters.
func isToken(text string, atMost int) bool {
	return len(text) <= atMost && utf8.ValidString(text) && !strings.ContainsFunc(text, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsControl(r) || unicode.Is(unicode.Cf, r)
	})
}
