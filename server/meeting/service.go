// Package meeting knows what a meeting is: its service, its ID, its join link, and the texts people paste to name one.
//
// It imports nothing of Mattermost.
package meeting

import (
	"net/url"
	"reflect"
	"strings"
)

// DefaultName is what Blizz is called until an administrator says otherwise.
const DefaultName = "Blizz"

// BlizzKey is the key of the Blizz service.
const BlizzKey = "blizz"

// Service is a meeting service: what it is called, how its IDs look, and which links lead to its meetings. It is a value,
// passed along; the zero Service reads and links nothing. NewService and Blizz make one.
type Service struct {
	Definition

	template, withPassword LinkTemplate
	// passwordName is the parameter that holds the password in a link; empty where links hold none.
	passwordName string
	pattern      idPattern
	groups       map[int][]group
	hosts        hosts
	// ids are how Blizz's IDs are written, which no pattern says; nil for any other service.
	ids *IDFormat
}

// Blizz returns the Blizz service (today: TeamViewer Meeting) under the given name, linking by the given template.
func Blizz(name string, template LinkTemplate) Service {
	service, _ := NewService(blizz)
	service.Name, service.Link, service.template = name, template.String(), template
	service.ids = &IDFormat{Prefix: 'm', SupportPrefix: 's', MinDigits: 6, MaxDigits: 12, UsualDigits: 8}
	if host := template.host(); !service.hosts.contain(host) {
		service.hosts = append(service.hosts, host)
	}
	return service
}

// LinkHosts returns the host patterns whose links are read.
func (s Service) LinkHosts() []string {
	return s.hosts
}

// equal tells whether two services are the same.
func (s Service) equal(other Service) bool {
	return reflect.DeepEqual(s.Definition, other.Definition)
}

// check tells whether a meeting is one of this service's, in canonical form.
func (s Service) check(m Meeting) bool {
	if m.Link != "" {
		return m.ID == "" && s.keepsWhole(m.Link)
	}
	return s.Kind == KindID && s.pattern.matches(m.ID)
}

// joinURL returns the link that joins a meeting that check accepts.
func (s Service) joinURL(m Meeting, password string) string {
	switch {
	case m.Link != "":
		return m.Link
	case password != "" && s.passwordName != "":
		return strings.Replace(s.withPassword.URL(m.ID), passwordPlaceholder, escapeParameter(password), 1)
	}
	return s.template.URL(m.ID)
}

// escapeParameter returns a text as a parameter's value, with spaces as no program mistakes them.
func escapeParameter(text string) string {
	return strings.ReplaceAll(url.QueryEscape(text), "+", "%20")
}

// displayOf returns a meeting that check accepts, as people read it: the ID in its groups. A whole link is shown by its
// ID if it has one, else by its host and the beginning of its path.
func (s Service) displayOf(m Meeting) string {
	if m.ID != "" {
		return s.display(m.ID)
	}
	link := cutLink(m.Link)
	if id := s.idIn(link); id != "" {
		return s.display(id)
	}
	const longest = 40
	path, _, _ := strings.Cut(link.path, "?")
	path, _, _ = strings.Cut(path, "#")
	shown := []rune(link.host + strings.TrimSuffix(path, "/"))
	if len(shown) > longest {
		return string(shown[:longest]) + "…"
	}
	return string(shown)
}
