package meeting

import "strings"

// maxHost limits a host name with a port, in bytes (RFC 1035, section 2.3.4).
const maxHost = 253 + len(":65535")

// hosts is a list of host patterns in lower case. A pattern is a host name, maybe with a port, or "*." and the end of
// host names.
type hosts []string

// contain tells whether a pattern matches the host of a link.
func (h hosts) contain(host string) bool {
	host = strings.ToLower(host)
	for _, pattern := range h {
		if pattern == host {
			return true
		}
		if end, isWild := strings.CutPrefix(pattern, "*"); isWild && len(host) > len(end) && strings.HasSuffix(host, end) && isHost(host) {
			return true
		}
	}
	return false
}

// overlap returns the first pattern that can match a host of the others too. It is empty if there is none.
func (h hosts) overlap(others hosts) string {
	for _, pattern := range h {
		for _, other := range others {
			if covers(pattern, other) || covers(other, pattern) {
				return pattern
			}
		}
	}
	return ""
}

// covers tells whether the wide pattern matches hosts of the narrow one.
func covers(wide, narrow string) bool {
	end, isWild := strings.CutPrefix(wide, "*")
	return wide == narrow || isWild && strings.HasSuffix(narrow, end) && narrow != end[1:]
}

// isHostPattern tells whether a text is a host name, or a wildcard for at least two labels.
func isHostPattern(text string) bool {
	if end, isWild := strings.CutPrefix(text, "*."); isWild {
		return isHost(end) && strings.Contains(end, ".") && !strings.Contains(end, ":")
	}
	return isHost(text)
}

// isHost tells whether a text in lower case is a host name, maybe with a port.
func isHost(text string) bool {
	name, port, hasPort := strings.Cut(text, ":")
	if len(text) > maxHost || hasPort && (port == "" || len(port) > 5 || strings.Trim(port, "0123456789") != "") {
		return false
	}
	for label := range strings.SplitSeq(name, ".") {
		isLabel := label != "" && len(label) <= 63 && strings.Trim(label, "abcdefghijklmnopqrstuvwxyz0123456789-_") == ""
		if !isLabel || strings.HasPrefix(label, "-") || strings.HasSuffix(label, "-") {
			return false
		}
	}
	return true
}
