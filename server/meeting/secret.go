package meeting

import "strings"

// secretParameters are the parameters of links that hold a key, a token or a password, in lower case.
var secretParameters = map[string]bool{
	"pwd": true, "password": true, "passcode": true, "jwt": true, "token": true, "access_token": true, "tk": true, "key": true,
	"secret": true, "viewercode": true, "moderatorcode": true, "e2ee": true,
}

// HasSecret tells whether the meeting is a whole link that holds a key, a token or a password.
func (m Meeting) HasSecret() bool {
	for name, value := range parameters(m.Link) {
		if value != "" && isSecret(name) {
			return true
		}
	}
	return false
}

func isSecret(parameter string) bool {
	return secretParameters[strings.ToLower(parameter)]
}

// WithoutSecret returns the meeting without the values of secret parameters. The link still shows which meeting it is,
// but nobody can join with it.
func (m Meeting) WithoutSecret() Meeting {
	start := strings.IndexAny(m.Link, "?#")
	if start < 0 {
		return m
	}
	var kept strings.Builder
	kept.WriteString(m.Link[:start])
	for rest := m.Link[start:]; rest != ""; {
		part := rest
		if end := strings.IndexAny(rest[1:], separators); end >= 0 {
			part = rest[:1+end]
		}
		rest = rest[len(part):]
		if name, _, hasValue := strings.Cut(part[1:], "="); hasValue && isSecret(name) {
			part = part[:1] + name + "="
		}
		kept.WriteString(part)
	}
	m.Link = kept.String()
	return m
}

// separators stand before the parameters of a link.
const separators = "?#&;"

// parameters returns the names and values of a link's query and fragment, as they are written.
func parameters(link string) map[string]string {
	found := map[string]string{}
	start := strings.IndexAny(link, "?#")
	if start < 0 {
		return found
	}
	for part := range strings.FieldsFuncSeq(link[start:], func(r rune) bool { return strings.ContainsRune(separators, r) }) {
		name, value, _ := strings.Cut(part, "=")
		found[name] = value
	}
	return found
}
