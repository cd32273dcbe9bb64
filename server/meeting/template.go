package meeting

import (
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"
)

// DefaultTemplate is the join link template until an administrator sets another.
const DefaultTemplate = "https://go.blizz.com/join/{id}"

// MaxTemplateLength bounds a template, in characters.
const MaxTemplateLength = 1024

const placeholder = "{id}"

// sampleID stands in for a real ID where a template is checked.
const sampleID = "m12345678"

// TemplateError says what is wrong with a template; its value is the code that the test vectors use.
type TemplateError string

// What can be wrong with a template.
const (
	ErrTemplateLength      TemplateError = "length"      // longer than MaxTemplateLength
	ErrTemplateCharacters  TemplateError = "characters"  // a space, a control character or one that no link may contain
	ErrTemplatePlaceholder TemplateError = "placeholder" // not {id} exactly once
	ErrTemplateURL         TemplateError = "url"         // not an absolute http or https address
	ErrTemplateUserInfo    TemplateError = "user_info"   // a user name or password
	ErrTemplateHost        TemplateError = "host"        // {id} in the host name, not behind it
)

// Error makes TemplateError an error. The settings page says it in words.
func (e TemplateError) Error() string {
	return "the join link template can't be used: " + string(e)
}

// LinkTemplate is a checked join link template: an absolute http or https URL with {id} exactly once, in path,
// query or fragment. ParseTemplate makes one; the zero value makes no links.
type LinkTemplate struct {
	text string
}

// ParseTemplate checks a template. An empty one is the default. The error is a TemplateError.
func ParseTemplate(text string) (LinkTemplate, error) {
	text = strings.TrimSpace(text)
	if text == "" {
		text = DefaultTemplate
	}
	if utf8.RuneCountInString(text) > MaxTemplateLength {
		return LinkTemplate{}, ErrTemplateLength
	}
	if !utf8.ValidString(text) || strings.ContainsFunc(text, notInLinks) {
		return LinkTemplate{}, ErrTemplateCharacters
	}
	if strings.Count(text, placeholder) != 1 {
		return LinkTemplate{}, ErrTemplatePlaceholder
	}
	if err := checkURL(text); err != nil {
		return LinkTemplate{}, err
	}
	return LinkTemplate{text: text}, nil
}

// checkURL checks what a template is as a URL. An ID in place of {id} keeps the parser from judging the braces.
func checkURL(text string) error {
	u, err := url.Parse(strings.Replace(text, placeholder, sampleID, 1))
	if err != nil || (u.Scheme != "http" && u.Scheme != "https") || u.Hostname() == "" {
		return ErrTemplateURL
	}
	if u.User != nil {
		return ErrTemplateUserInfo
	}
	if strings.Contains(u.Host, sampleID) {
		return ErrTemplateHost
	}
	return nil
}

// notInLinks tells which characters a template may not contain: spaces, control and invisible characters, and
// those that RFC 3986 gives no place in a URL and that would end a link early in Markdown or HTML.
func notInLinks(r rune) bool {
	return unicode.IsSpace(r) || unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || strings.ContainsRune("<>\"\\^`|", r)
}

// String returns the template as the administrator typed it.
func (t LinkTemplate) String() string {
	return t.text
}

// URL returns the join link for the meeting. It is empty for the zero template.
func (t LinkTemplate) URL(id string) string {
	return strings.Replace(t.text, placeholder, id, 1)
}

// host returns the template's host in lower case, with the port if it has one.
func (t LinkTemplate) host() string {
	_, rest, _ := strings.Cut(t.text, "://")
	host, _ := cutHost(rest)
	return strings.ToLower(host)
}

// around is what stands before and behind the ID, behind the host.
func (t LinkTemplate) around() (before, behind string) {
	_, rest, _ := strings.Cut(t.text, "://")
	_, path := cutHost(rest)
	before, behind, _ = strings.Cut(path, placeholder)
	return before, behind
}

// find reads the ID's text out of what follows the host in a link that this template may have made: the same text before
// the ID, whatever follows it.
func (t LinkTemplate) find(path string) (text, behind string, ok bool) {
	before, _ := t.around()
	text, ok = strings.CutPrefix(path, before)
	if end := strings.IndexAny(text, "/?#&;="); end >= 0 {
		return text[:end], text[end:], ok
	}
	return text, "", ok
}

// fits tells whether what follows the ID in a link is what follows it in the template's, or nothing, with or without a
// slash, and only parameters behind that.
func (t LinkTemplate) fits(behind string) bool {
	_, usual := t.around()
	if end := strings.IndexAny(usual, "?#&"); end >= 0 {
		usual = usual[:end]
	}
	behind = strings.TrimPrefix(strings.TrimPrefix(behind, usual), "/")
	return behind == "" || strings.ContainsRune("?#&", rune(behind[0]))
}

// cutHost cuts a URL that has lost its scheme where its host ends.
func cutHost(rest string) (host, path string) {
	if end := strings.IndexAny(rest, "/?#"); end >= 0 {
		return rest[:end], rest[end:]
	}
	return rest, ""
}
