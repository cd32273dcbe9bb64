// Package meeting handles meetings: the service, the ID, the join link, and the texts that people paste to name one.
//
// It imports nothing of Mattermost.
package meeting

import (
	"net/url"
	"reflect"
	"strings"
)

// DefaultName is the name of the Blizz service until an administrator sets another.
const DefaultName = "Blizz"

// BlizzKey is the key of the Blizz service.
const BlizzKey = "blizz"

// Service is a meeting service: its name, the format of its IDs, and its links. NewService and Blizz make one. The zero
// Service reads no IDs and makes no links.
type Service struct {
	Definition

	template, withPassword LinkTemplate
	// passwordName is the parameter of a link that holds the password; empty if the service's links hold none.
	passwordName string
	pattern      idPattern
	groups       map[int][]group
	hosts        hosts
	// ids is the format of Blizz's IDs, which is more than a pattern can say. It is nil for all other services.
	ids *IDFormat
}

// Blizz returns the Blizz service (today: TeamViewer Meeting) with the given name and link template.
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

// check tells whether a meeting belongs to this service and is in canonical form.
func (s Service) check(m Meeting) bool {
	if m.Link != "" {
		return m.ID == "" && s.keepsWhole(m.Link)
	}
	return s.Kind == KindID && s.pattern.matches(m.ID)
}

// joinURL returns the link that joins a meeting. The meeting must pass check.
func (s Service) joinURL(m Meeting, password string) string {
	switch {
	case m.Link != "":
		return m.Link
	case password != "" && s.passwordName != "":
		return strings.Replace(s.withPassword.URL(m.ID), passwordPlaceholder, escapeParameter(password), 1)
	}
	return s.template.URL(m.ID)
}

// escapeParameter escapes a text as a parameter's value. A space becomes "%20": some programs do not read "+" as a
// space.
func escapeParameter(text string) string {
	return strings.ReplaceAll(url.QueryEscape(text), "+", "%20")
}

// displayOf returns a meeting as people read it: the ID in its groups. If the meeting is a whole link without an ID, it
// returns the host and the beginning of the path. The meeting must pass check.
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
