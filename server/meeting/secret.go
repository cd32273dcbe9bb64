package meeting

import "strings"

// secretParameters are parameters of links that hold a key, a token or a password, in lower case.
var secretParameters = map[string]bool{
	"pwd": true, "password": true, "passcode": true, "jwt": true, "token": true, "access_token": true, "tk": true, "key": true,
	"secret": true, "viewercode": true, "moderatorcode": true, "e2ee": true,
}

// HasSecret tells whether the meeting is a whole link that holds a key, a token or a password.
func (m Meeting) HasSecret() bool {
	for name := range parameters(m.Link) {
		if secretParameters[strings.ToLower(name)] {
			return true
		}
	}
	return false
}

// parameters are the names and values of what a link says behind its path, in its query and in its fragment, as written.
func parameters(link string) map[string]string {
	found := map[string]string{}
	start := strings.IndexAny(link, "?#")
	if start < 0 {
		return found
	}
	for part := range strings.FieldsFuncSeq(link[start:], func(r rune) bool { return strings.ContainsRune("?#&;", r) }) {
		name, value, _ := strings.Cut(part, "=")
		found[name] = value
	}
	return found
}
