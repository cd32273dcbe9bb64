package meeting

import (
	"net/url"
	"regexp"
	"slices"
	"strings"
)

// linkPattern finds links: Markdown's [text](address), an address with its scheme, or one that a person typed
// without. The address is in one of the three groups.
var linkPattern = regexp.MustCompile(`(?i)!?\[[^\[\]]*\]\(\s*<?([^\s<>"]+?)>?(?:\s+"[^"]*")?\s*\)` +
	`|\b([a-z][a-z0-9+.-]{0,30}://[^\s<>"]+)` +
	`|\b((?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,63}(?::\d{1,5})?/[^\s<>"]*)`)

// maxLink bounds the links that are read, in bytes: no join link comes near.
const maxLink = 2048

// link is a link taken apart. path is all that follows the host, as it was typed.
type link struct {
	scheme, host, path string
}

// linksIn finds the links in a text, and in those of known hosts the meeting.
func (s Service) linksIn(text string) []mention {
	if !strings.Contains(text, "/") && !strings.Contains(text, "](") {
		return nil // most texts: spares them the slowest pattern
	}
	var mentions []mention
	for _, at := range linkPattern.FindAllStringSubmatchIndex(text, -1) {
		m := mention{start: at[0], end: at[1]}
		address := ""
		for group := 2; group < len(at); group += 2 {
			if at[group] >= 0 {
				address = text[at[group]:at[group+1]]
			}
		}
		if at[2] < 0 && len(address) <= maxLink { // not Markdown's, which says itself where it ends
			address = trimSentence(address)
			m.end = m.start + len(address)
		}
		m.id, m.err = s.readLink(address)
		mentions = append(mentions, m)
	}
	return mentions
}

// trimSentence takes off what belongs to the sentence or the brackets around an address, not to it.
func trimSentence(address string) string {
	for {
		trimmed := strings.TrimRight(address, ".,;:!?'*_`")
		for _, pair := range []string{"()", "[]", "{}"} {
			if strings.Count(trimmed, pair[1:]) > strings.Count(trimmed, pair[:1]) {
				trimmed = strings.TrimSuffix(trimmed, pair[1:])
			}
		}
		if trimmed == address {
			return address
		}
		address = trimmed
	}
}

// readLink reads the meeting's ID out of a link of the template's or of a known host's; of no other host's. A link can be
// both: a short template fits all of its host's links.
func (s Service) readLink(address string) (string, FindError) {
	if len(address) > maxLink {
		return "", UnknownHost
	}
	places := s.placesIn(cutLink(address))
	if len(places) == 0 {
		return "", UnknownHost
	}
	worst := NotFound
	for _, text := range places {
		id, err := s.IDs.read(text)
		if err == "" {
			return id, ""
		}
		if slices.Index(fromVaguest, err) > slices.Index(fromVaguest, worst) {
			worst = err
		}
	}
	return "", worst
}

// placesIn are the places in a link that may hold the ID: the template's first.
func (s Service) placesIn(l link) (places []string) {
	if text, ok := s.Template.find(l); ok {
		places = append(places, text)
	}
	if slices.Contains(s.Hosts, strings.ToLower(l.host)) && slices.Contains(s.Schemes, strings.ToLower(l.scheme)) {
		places = append(places, l.parts()...)
	}
	return places
}

// cutLink takes an address apart. One without a scheme is taken for https. A user name before the host stays in
// host, so that no such link is of a known host.
func cutLink(address string) link {
	scheme, rest, found := strings.Cut(address, "://")
	if !found {
		scheme, rest = "https", address
	}
	host, path := cutHost(rest)
	return link{scheme: scheme, host: host, path: path}
}

// parts are the places in a known host's link that may hold an ID: the path's segments and the "mid" parameter.
func (l link) parts() []string {
	address, _, _ := strings.Cut(l.path, "#")
	path, query, _ := strings.Cut(address, "?")
	values, _ := url.ParseQuery(query) // without what can't be read
	return append(strings.Split(path, "/"), values.Get("mid"))
}
