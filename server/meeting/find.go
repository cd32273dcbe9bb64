package meeting

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// FindError says why a text names no meeting. Its value is the code in the test vectors.
type FindError string

// Reasons why a text names no meeting.
const (
	// NotFound: nothing in the text looks like a meeting.
	NotFound FindError = "not_found"
	// TooShort and TooLong: an ID with too few or too many digits.
	TooShort FindError = "too_short"
	TooLong  FindError = "too_long"
	// RemoteControlID: nine or ten digits without a letter belong to the vendor's remote control.
	RemoteControlID FindError = "remote_control_id"
	// SupportSession: an ID such as s12-345-678 belongs to a support session.
	SupportSession FindError = "support_session"
	// UnknownHost: a link that belongs to no service and does not fit the administrator's template.
	UnknownHost FindError = "unknown_host"
	// UnknownService: a stored meeting whose service is no longer set up, or whose ID the service no longer accepts.
	UnknownService FindError = "unknown_service"
)

// fromVaguest orders the reasons. If a text gives several, people are told the last one in this order.
var fromVaguest = []FindError{NotFound, TooShort, TooLong, RemoteControlID, SupportSession, UnknownHost}

// Error makes FindError an error. People get a localised text instead.
func (e FindError) Error() string {
	return "no meeting found in the text: " + string(e)
}

// Found is the result of reading a text.
type Found struct {
	Meeting Meeting
	// Topic is the rest of the text, on one line. It is empty for a pasted invitation, whose words are the vendor's.
	Topic string
	// Password is the meeting's password, from a line of its own that has a label, or from the link.
	Password string
}

// maxText limits how much of a text is read, in bytes. A Mattermost post is shorter.
const maxText = 1 << 16

// rank says how surely a place in a text names a meeting. A lower rank is surer.
type rank int

const (
	sure    rank = iota // a link, an ID with its prefix, the first word behind a service's trigger
	bareID              // eight digits without a letter
	usualID             // an ID of another service, in the groups in which it is shown
	otherID             // an ID of another service
)

// mention is a place in a text that names a meeting, or that looks as if it did.
type mention struct {
	start, end int // bytes
	meeting    Meeting
	// alias is the same meeting by its ID, if the link is kept whole.
	alias    Meeting
	password string    // from the link
	err      FindError // why the place names no meeting
	rank     rank
}

// names tells whether both mentions name the same meeting.
func (m mention) names(other mention) bool {
	return m.err == "" && (m.meeting == other.meeting || m.meeting == other.alias || m.alias == other.meeting && !m.alias.IsZero())
}

// Find reads the meeting from a text that a person typed or pasted: an ID in any spelling, a join link, a Markdown
// link, or a whole invitation. The surest mention counts, and among equals the first one. Blizz's IDs count before
// other services' IDs. The error is a FindError.
func (s Services) Find(text string) (Found, error) {
	return s.find(text, Service{})
}

// FindOf is like Find, for a text behind the trigger of a service. Without a link, the first words must be the
// service's ID.
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

// mentionsIn returns the mentions in a text, in order. own is the service whose trigger stands before the text, or the
// zero Service.
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

// choose returns the mention that counts. If no mention has a meeting, it returns the one with the most specific
// reason. In a text of several lines only sure mentions count: other digits there can be a phone number.
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

// isPastedInvitation tells whether a text is a pasted invitation and not a meeting with a topic. An invitation has
// several lines. Either its first line does not hold the meeting, or it names the meeting twice, as a link and as an
// ID.
func isPastedInvitation(text string, meeting []mention) bool {
	firstLine := strings.IndexByte(text, '\n')
	return firstLine >= 0 && (meeting[0].start > firstLine || len(meeting) > 1)
}

// without returns the text on one line, without the named places, the brackets around them, and the punctuation that
// joined them to the other words.
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

// withoutJoinerBefore removes the punctuation between a meeting and the words behind it. It keeps punctuation that
// begins a word, as in ":tada:" and "-5%".
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

// withoutJoinerBehind removes the punctuation between words and the meeting behind them. It keeps the colon that ends
// the code of an emoji.
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

// widen extends a place by the brackets and quotes around it.
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
