package meeting

import (
	"net/url"
	"slices"
	"strings"
)

// mentionIn reads the meeting from a link. The link's host decides which service it belongs to.
func (s Services) mentionIn(p place) mention {
	m := mention{start: p.start, end: p.end, err: UnknownHost}
	if len(p.address) > maxLink {
		return m
	}
	l := cutLink(p.address)
	service, ok := s.byHost(l.host)
	if !ok {
		return m
	}
	m.meeting, m.err = service.readLink(p.address, l)
	if m.err != "" {
		return m
	}
	if id := service.idIn(l); id != "" {
		m.alias = Meeting{Service: service.Key, ID: id}
	}
	if value, err := url.QueryUnescape(parameters(l.path)[service.passwordName]); err == nil && service.passwordName != "" && m.meeting.ID != "" {
		m.password = value
	}
	return m
}

// readLink reads the meeting from a link to one of the service's hosts.
func (s Service) readLink(address string, l link) (Meeting, FindError) {
	if s.ids != nil {
		id, err := s.blizzIDIn(l)
		if err != "" {
			return Meeting{}, err
		}
		return Meeting{Service: s.Key, ID: id}, ""
	}
	if !strings.Contains(address, "://") {
		address = "https://" + address
	}
	if s.keepsWhole(address) {
		return Meeting{Service: s.Key, Link: address}, ""
	}
	if id := s.idIn(l); id != "" {
		return Meeting{Service: s.Key, ID: id}, ""
	}
	return Meeting{}, NotFound
}

// idIn returns the ID in a link that has the template's form and any of the service's hosts. It is empty if there is
// none.
func (s Service) idIn(l link) string {
	if s.Kind != KindID || s.ids != nil || !l.isWeb() {
		return ""
	}
	id, behind, ok := s.template.find(l.path)
	if !ok || !s.template.fits(behind) || !s.pattern.matches(id) {
		return ""
	}
	return id
}

// schemes are the schemes of links to Blizz meetings on the vendor's hosts. Old native clients use the last one.
var schemes = []string{"https", "http", "tvjoinv8"}

// blizzIDIn reads the ID from a link. The link has the administrator's template or one of the vendor's hosts, or both:
// a short template fits all links of its host.
func (s Service) blizzIDIn(l link) (string, FindError) {
	places := s.blizzPlacesIn(l)
	if len(places) == 0 {
		return "", UnknownHost
	}
	worst := NotFound
	for _, text := range places {
		id, err := s.ids.read(text)
		if err == "" {
			return id, ""
		}
		if slices.Index(fromVaguest, err) > slices.Index(fromVaguest, worst) {
			worst = err
		}
	}
	return "", worst
}

// blizzPlacesIn returns the parts of a link that may be the ID: first the one at the template's place, then the path's
// segments and the parameter "mid".
func (s Service) blizzPlacesIn(l link) (places []string) {
	if text, _, ok := s.template.find(l.path); ok && l.isWeb() && l.host == s.template.host() {
		places = append(places, text)
	}
	if !slices.Contains(s.Hosts, l.host) || !slices.Contains(schemes, l.scheme) {
		return places
	}
	address, _, _ := strings.Cut(l.path, "#")
	path, query, _ := strings.Cut(address, "?")
	values, _ := url.ParseQuery(query) // skips the parameters that can't be read
	return append(append(places, strings.Split(path, "/")...), values.Get("mid"))
}
