package meeting

import (
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"
)

// DefaultTemplate is the join link template until an administrator sets another.
const DefaultTemplate = "https://go.blizz.com/join/{id}"

// MaxTemplateLength limits a template, in characters.
const MaxTemplateLength = 1024

const placeholder = "{id}"

// sampleID replaces {id} while a template is checked.
const sampleID = "m12345678"

// TemplateError is the reason why a template is invalid. Its value is the code in the test vectors.
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

// Error makes TemplateError an error. The settings page explains it in words.
func (e TemplateError) Error() string {
	return "the join link template can't be used: " + string(e)
}

// LinkTemplate is a checked join link template: an absolute http or https URL that contains {id} once, in its path,
// query or fragment. ParseTemplate makes one. The zero LinkTemplate makes no links.
type LinkTemplate struct {
	text string
}

// ParseTemplate checks a template. An empty text means the default template. The error is a TemplateError.
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

// checkURL checks whether a template is a usable URL. It replaces {id} by an ID, because the URL parser would object to
// the braces.
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

// notInLinks tells whether a template must not contain a character: spaces, control and invisible characters, and
// characters that RFC 3986 forbids and that would end a link early in Markdown or HTML.
func notInLinks(r rune) bool {
	return unicode.IsSpace(r) || unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || strings.ContainsRune("<>\"\\^`|", r)
}

// String returns the template as the administrator typed it.
func (t LinkTemplate) String() string {
	return t.text
}

// URL returns the join link for an ID. It is empty for the zero template.
func (t LinkTemplate) URL(id string) string {
	return strings.Replace(t.text, placeholder, id, 1)
}

// host returns the template's host in lower case, with the port if it has one.
func (t LinkTemplate) host() string {
	_, rest, _ := strings.Cut(t.text, "://")
	host, _ := cutHost(rest)
	return strings.ToLower(host)
}

// around returns the texts before and behind {id}, without scheme and host.
func (t LinkTemplate) around() (before, behind string) {
	_, rest, _ := strings.Cut(t.text, "://")
	_, path := cutHost(rest)
	before, behind, _ = strings.Cut(path, placeholder)
	return before, behind
}

// find returns the text at the ID's place in a link, and the text behind it. path is the link without scheme and host.
// ok is true if the text before the ID is the template's.
func (t LinkTemplate) find(path string) (text, behind string, ok bool) {
	before, _ := t.around()
	text, ok = strings.CutPrefix(path, before)
	if end := strings.IndexAny(text, "/?#&;="); end >= 0 {
		return text[:end], text[end:], ok
	}
	return text, "", ok
}

// fits tells whether the text behind the ID can stand in a link of this template. It is the template's text or nothing,
// maybe with a slash; only parameters may follow.
func (t LinkTemplate) fits(behind string) bool {
	_, usual := t.around()
	if end := strings.IndexAny(usual, "?#&"); end >= 0 {
		usual = usual[:end]
	}
	behind = strings.TrimPrefix(strings.TrimPrefix(behind, usual), "/")
	return behind == "" || strings.ContainsRune("?#&", rune(behind[0]))
}

// cutHost cuts a URL without a scheme at the end of its host.
func cutHost(rest string) (host, path string) {
	if end := strings.IndexAny(rest, "/?#"); end >= 0 {
		return rest[:end], rest[end:]
	}
	return rest, ""
}
