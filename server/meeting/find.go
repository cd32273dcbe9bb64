package meeting

import (
	"slices"
	"strings"
)

// FindError says why no meeting was found in a text; its value is the code that the test vectors use.
type FindError string

// Why no meeting was found.
const (
	// NotFound: nothing in the text looks like a meeting.
	NotFound FindError = "not_found"
	// TooShort and TooLong: an ID with too few or too many digits.
	TooShort FindError = "too_short"
	TooLong  FindError = "too_long"
	// RemoteControlID: nine or ten bare digits belong to the vendor's remote control.
	RemoteControlID FindError = "remote_control_id"
	// SupportSession: an ID such as s12-345-678 belongs to a support session.
	SupportSession FindError = "support_session"
	// UnknownHost: a link that neither the service nor the administrator's template makes.
	UnknownHost FindError = "unknown_host"
	// UnknownService: a stored meeting of a service that is no longer set up, or an ID that the service no longer has.
	UnknownService FindError = "unknown_service"
)

// fromVaguest orders the reasons: where a text gives several, the most telling one is told.
var fromVaguest = []FindError{NotFound, TooShort, TooLong, RemoteControlID, SupportSession, UnknownHost}

// Error makes FindError an error. People get a localised text instead.
func (e FindError) Error() string {
	return "no meeting found in the text: " + string(e)
}

// Found is what a text says of a meeting.
type Found struct {
	Meeting Meeting
	// Topic is what the text says besides the meeting, on one line. A pasted invitation has none: its
	// words are the vendor's, not the person's.
	Topic string
	// Password is what the text gives as the meeting's password, on a line of its own with a label.
	Password string
}

// maxText is how much of a text is read, in bytes: more than a Mattermost post holds.
const maxText = 1 << 16

// mention is a place in a text that names a meeting, or fails to.
type mention struct {
	start, end int       // bytes
	id         string    // canonical
	err        FindError // why there is no id
	bare       bool      // digits alone: weaker than a link or a prefixed ID
}

// Find reads the meeting out of whatever a person typed or pasted: an ID in any spelling, a join link, a
// Markdown link, or a whole invitation. The first meeting named counts; digits without the prefix only where
// nothing better is there. The error is a FindError.
func (s Service) Find(text string) (Found, error) {
	if len(text) > maxText {
		text = strings.ToValidUTF8(text[:maxText], "")
	}
	text = strings.TrimSpace(text)
	links := s.linksIn(text)
	mentions := slices.Concat(links, s.IDs.mentionsIn(text, links))
	sortByPlace(mentions)

	chosen := choose(mentions, strings.Contains(text, "\n"))
	if chosen.err != "" {
		return Found{}, chosen.err
	}
	same := slices.DeleteFunc(mentions, func(m mention) bool { return m.id != chosen.id })
	password, lines := passwordIn(text)
	if isPastedInvitation(text, same) {
		return Found{Meeting: s.meeting(chosen.id), Password: password}, nil
	}
	named := slices.Concat(same, lines)
	sortByPlace(named)
	return Found{Meeting: s.meeting(chosen.id), Topic: without(text, named), Password: password}, nil
}

func sortByPlace(mentions []mention) {
	slices.SortStableFunc(mentions, func(a, b mention) int { return a.start - b.start })
}

// choose takes the mention that counts, or one that holds the most telling reason why none does. Bare digits
// count on a single line only: over several, they are as likely a phone number.
func choose(mentions []mention, severalLines bool) mention {
	best := mention{err: NotFound}
	for _, m := range mentions {
		switch {
		case m.err != "":
			if best.err != "" && slices.Index(fromVaguest, m.err) > slices.Index(fromVaguest, best.err) {
				best = m
			}
		case !m.bare:
			return m
		case !severalLines && best.err != "":
			best = m
		}
	}
	return best
}

// isPastedInvitation tells a pasted invitation from a meeting with a topic: it has several lines, and either
// its first line does not hold the meeting or the meeting is there twice, as a link and as an ID.
func isPastedInvitation(text string, meeting []mention) bool {
	firstLine := strings.IndexByte(text, '\n')
	return firstLine >= 0 && (meeting[0].start > firstLine || len(meeting) > 1)
}

// without is the text on one line, without the places that name the meeting and its password, the brackets around them
// and the punctuation that joined them to the rest.
func without(text string, named []mention) string {
	var rest strings.Builder
	end := 0
	for _, m := range named {
		start, after := widen(text, m.start, m.end)
		rest.WriteString(text[end:max(start, end)])
		rest.WriteByte(' ')
		end = max(after, end)
	}
	rest.WriteString(text[end:])
	topic := strings.Join(strings.Fields(rest.String()), " ")
	return strings.TrimRight(strings.TrimLeft(topic, joiners+"."), joiners)
}

// joiners is the punctuation that people put between a meeting and its topic.
const joiners = " -–—:,|"

// widen takes in the brackets and quotes around a place in the text.
func widen(text string, start, end int) (wideStart, wideEnd int) {
	for start > 0 && end < len(text) {
		opening := strings.IndexByte("<([{\"'`*_", text[start-1])
		if opening < 0 || text[end] != ">)]}\"'`*_"[opening] {
			break
		}
		start, end = start-1, end+1
	}
	return start, end
}
