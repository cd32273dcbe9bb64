package meeting

import (
	"net/url"
	"strings"
)

// isMark tells whether a text is valid as an entry of Definition.Whole.
func isMark(mark string) bool {
	name, isParameter := strings.CutPrefix(mark, "?")
	if isParameter {
		return name != "" && !strings.ContainsAny(name, "?#&=/") && isToken(name, maxKey)
	}
	host, path, hasPath := strings.Cut(mark, "/")
	return hasPath && (host == "" && path != "" || isHost(host)) && isToken(mark, maxLink) && !strings.ContainsFunc(mark, notInLinks)
}

// isMarked tells whether Whole has an entry for a link.
func (s Service) isMarked(l link) bool {
	for _, mark := range s.Whole {
		switch name, isParameter := strings.CutPrefix(mark, "?"); {
		case isParameter:
			if _, ok := parameters(l.path)[name]; ok {
				return true
			}
		case strings.HasPrefix(mark, "/"):
			if strings.HasPrefix(l.path, mark) {
				return true
			}
		case strings.HasPrefix(strings.ToLower(l.host)+l.path, mark):
			return true
		}
	}
	return false
}

// keepsWhole tells whether a link as it stands is a meeting of this service. Such a meeting is known by its whole link.
func (s Service) keepsWhole(address string) bool {
	l := cutLink(address)
	if !isWebLink(address) || !s.hosts.contain(l.host) {
		return false
	}
	if s.Kind == KindLink {
		return strings.Trim(l.path, "/") != ""
	}
	return s.Kind == KindID && s.isMarked(l)
}

// isWebLink tells whether an address is an absolute http or https URL without user info. Browsers read it the same way.
func isWebLink(address string) bool {
	if len(address) > maxLink || !isToken(address, maxLink) || strings.ContainsFunc(address, notInLinks) {
		return false
	}
	u, err := url.Parse(address)
	return err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.User == nil && u.Opaque == "" &&
		strings.EqualFold(u.Host, cutLink(address).host)
}
