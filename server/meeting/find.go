package meeting

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
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

// rank says how surely a place in a text names a meeting.
type rank int

const (
	sure    rank = iota // a link, an ID with its prefix, the first word behind a service's trigger
	bareID              // eight digits alone
	usualID             // an ID of another service, in the groups in which it is shown
	otherID             // an ID of another service
)

// mention is a place in a text that names a meeting, or fails to.
type mention struct {
	start, end int // bytes
	meeting    Meeting
	// alias is the same meeting by its ID, where the link is kept whole.
	alias    Meeting
	password string    // as the link gives it
	err      FindError // why there is no meeting
	rank     rank
}

// names tells whether this names the same meeting as another mention.
func (m mention) names(other mention) bool {
	return m.err == "" && (m.meeting == other.meeting || m.meeting == other.alias || m.alias == other.meeting && !m.alias.IsZero())
}

// Find reads the meeting out of whatever a person typed or pasted: an ID in any spelling, a join link, a Markdown link, or
// a whole invitation. The first meeting named counts; what may be something else than an ID only where nothing better is
// there, and Blizz's before another service's. The error is a FindError.
func (s Services) Find(text string) (Found, error) {
	return s.find(text, Service{})
}

// FindOf is Find behind the trigger of a service: without a link, the first words are the service's ID.
func (s Services) FindOf(key, text string) (Found, error) {
	service, _ := s.ByKey(key)
	if service.ids != nil {
		service = Service{}
	}
	return s.find(text, service)
}

func (s Services) find(text string, own Service) (Found, error) {
	if len(text) > maxText {
		text = strings.ToValidUTF8(text[:maxText], "")
	}
	text = strings.TrimSpace(text)
	mentions := s.mentionsIn(text, own)
	chosen := choose(mentions, strings.Contains(text, "\n"))
	if chosen.err != "" {
		return Found{}, chosen.err
	}
	same := slices.DeleteFunc(mentions, func(m mention) bool { return !m.names(chosen) })
	password, lines := passwordIn(text)
	found := Found{Meeting: chosen.meeting, Password: cmp.Or(password, chosen.password)}
	if isPastedInvitation(text, same) {
		return found, nil
	}
	named := slices.Concat(same, lines)
	sortByPlace(named)
	found.Topic = without(text, named)
	return found, nil
}

// mentionsIn returns all places in a text that name a meeting or fail to, in their order. own is the service whose
// trigger stands before the text; the zero Service for none.
func (s Services) mentionsIn(text string, own Service) []mention {
	var mentions []mention
	for _, link := range linksIn(text) {
		mentions = append(mentions, s.mentionIn(link))
	}
	links := slices.Clone(mentions)
	if own.Key != "" {
		hasLink := slices.ContainsFunc(links, func(m mention) bool { return m.err == "" })
		words := wordsIn(text, links)
		switch {
		case hasLink:
		case own.Find == FindAnywhere:
			mentions = append(mentions, own.idsIn(text, words)...)
		default:
			mentions = append(mentions, own.firstWord(text, words)...)
		}
		sortByPlace(mentions)
		return mentions
	}
	if ids := s.Default().ids; ids != nil {
		mentions = append(mentions, ids.mentionsIn(text, links)...)
	}
	if len(s.list) > 1 && (choose(mentions, false).err != "" || strings.Contains(text, "\n")) {
		mentions = append(mentions, s.otherIDs(text, wordsIn(text, links))...)
	}
	sortByPlace(mentions)
	return mentions
}

func sortByPlace(mentions []mention) {
	slices.SortStableFunc(mentions, func(a, b mention) int { return a.start - b.start })
}

// choose takes the mention that counts, or one that holds the most telling reason why none does. Only sure ones count over
// several lines: other digits are as likely a phone number there.
func choose(mentions []mention, severalLines bool) mention {
	best := mention{err: NotFound}
	for _, m := range mentions {
		switch {
		case m.err != "":
			if best.err != "" && slices.Index(fromVaguest, m.err) > slices.Index(fromVaguest, best.err) {
				best = m
			}
		case m.rank != sure && severalLines:
		case best.err != "" || m.rank < best.rank:
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

// without returns the text on one line, without the places that name the meeting and its password, the brackets around
// them and the punctuation that joined them to the rest.
func without(text string, named []mention) string {
	var parts []string
	end := 0
	for i, m := range named {
		start, after := widen(text, m.start, m.end)
		part := text[end:max(start, end)]
		if i > 0 {
			part = withoutJoinerBefore(part)
		}
		parts = append(parts, withoutJoinerBehind(part))
		end = max(after, end)
	}
	parts = append(parts, withoutJoinerBefore(text[end:]))
	return strings.Join(strings.Fields(strings.Join(parts, " ")), " ")
}

// joiners is the punctuation that people put between a meeting and its topic.
const joiners = "-–—:,|"

// withoutJoinerBefore takes off the punctuation between a meeting and the words behind it: right behind the meeting, or
// alone. What begins a word belongs to it, as in ":tada:" and "-5%".
func withoutJoinerBefore(behind string) string {
	rest := strings.TrimLeft(behind, joiners+".;!?")
	if isBoundary(rest) {
		behind = rest
	}
	rest = strings.TrimSpace(behind)
	if trimmed := strings.TrimLeft(rest, joiners); isBoundary(trimmed) {
		return trimmed
	}
	return rest
}

// withoutJoinerBehind takes off the punctuation between words and the meeting behind them. A colon that ends the code of an
// emoji belongs to it.
func withoutJoinerBehind(before string) string {
	rest := strings.TrimRightFunc(before, unicode.IsSpace)
	last := rest[strings.LastIndexFunc(rest, unicode.IsSpace)+1:]
	if len(last) > 2 && strings.HasPrefix(last, ":") && strings.HasSuffix(last, ":") {
		return rest
	}
	return strings.TrimRight(rest, joiners)
}

// isBoundary tells whether a text is empty or begins with a space.
func isBoundary(text string) bool {
	r, size := utf8.DecodeRuneInString(text)
	return size == 0 || unicode.IsSpace(r)
}

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
