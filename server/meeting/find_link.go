package meeting

import (
	"net/url"
	"slices"
	"strings"
)

// mentionIn reads the meeting that a link in a text leads to, of whichever service has its host.
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

// readLink reads the meeting out of a link of one of the service's hosts.
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

// idIn returns the ID in a link such as the template makes, on any of the service's hosts; empty if there is none.
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

// schemes are those of links that lead to Blizz meetings on the vendor's hosts. The last one is of old native clients.
var schemes = []string{"https", "http", "tvjoinv8"}

// blizzIDIn reads the ID out of a link of the administrator's template or of the vendor's hosts. A link can be both: a short
// template fits all of its host's links.
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

// blizzPlacesIn returns the places in a link that may hold the ID: the template's first, then the path's segments and
// the parameter "mid".
func (s Service) blizzPlacesIn(l link) (places []string) {
	if text, _, ok := s.template.find(l.path); ok && l.isWeb() && l.host == s.template.host() {
		places = append(places, text)
	}
	if !slices.Contains(s.Hosts, l.host) || !slices.Contains(schemes, l.scheme) {
		return places
	}
	address, _, _ := strings.Cut(l.path, "#")
	path, query, _ := strings.Cut(address, "?")
	values, _ := url.ParseQuery(query) // without what can't be read
	return append(append(places, strings.Split(path, "/")...), values.Get("mid"))
}
