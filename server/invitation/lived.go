package invitation

import (
	"strings"
	"time"

	"github.com/nicksnyder/go-i18n/v2/i18n"

	"mattermost-plugin-blizz/server/localize"
)

// Props for a meeting that is over: how many minutes it lasted, and how many people joined from Mattermost. An unknown
// value is absent.
const (
	propLasted = "lasted_minutes"
	propJoined = "joined_count"
)

// Lived says how long a meeting lasted and how many people joined it from Mattermost. It counts people who pressed
// Join. The zero value means that nobody did.
type Lived struct {
	// Lasted is the meeting's duration in whole minutes; zero if unknown.
	Lasted time.Duration
	// Joined is the number of people who joined from Mattermost; zero if unknown.
	Joined int
}

// Limits of the values that are read. Anybody can make a post with any props.
const (
	maxJoined = 100_000
	maxLasted = 365 * 24 * time.Hour
)

var (
	lastedLine = &i18n.Message{
		ID:          "invitation.lasted",
		Description: "Said once a meeting is over. Time is such as 1 h 30 min.",
		Other:       "It lasted {{.Time}}",
	}
	joinedLine = &i18n.Message{
		ID:          "invitation.joined",
		Description: "Said once a meeting is over. From here means from Mattermost: others may have joined by the link.",
		One:         "{{.Count}} person joined from here",
		Other:       "{{.Count}} people joined from here",
	}
)

// NewLived rounds the duration up to a whole minute.
func NewLived(lasted time.Duration, joined int) Lived {
	return Lived{Lasted: (lasted + time.Minute - 1).Truncate(time.Minute), Joined: joined}
}

// Props returns the values as a post's props.
func (l Lived) Props() map[string]any {
	props := map[string]any{}
	if l.Lasted != 0 {
		props[propLasted] = int64(l.Lasted / time.Minute)
	}
	if l.Joined != 0 {
		props[propJoined] = int64(l.Joined)
	}
	return props
}

// Line returns the values as a line of a message. It is empty if nothing is known.
func (l Lived) Line(localizer *i18n.Localizer) (string, error) {
	var parts []string
	for _, part := range []struct {
		config  *i18n.LocalizeConfig
		isThere bool
	}{
		{&i18n.LocalizeConfig{DefaultMessage: lastedLine, TemplateData: map[string]string{"Time": duration(l.Lasted)}}, l.Lasted != 0},
		{&i18n.LocalizeConfig{DefaultMessage: joinedLine, TemplateData: map[string]int{"Count": l.Joined}, PluralCount: l.Joined}, l.Joined != 0},
	} {
		if !part.isThere {
			continue
		}
		text, err := localize.Text(localizer, part.config)
		if err != nil {
			return "", err
		}
		parts = append(parts, text)
	}
	return strings.Join(parts, " · "), nil
}

// livedOf reads the values from a post's props. It leaves out invalid ones.
func livedOf(props map[string]any) Lived {
	var lived Lived
	if minutes := number(props[propLasted]); minutes > 0 && minutes <= int64(maxLasted/time.Minute) {
		lived.Lasted = time.Duration(minutes) * time.Minute
	}
	if joined := number(props[propJoined]); joined > 0 && joined <= maxJoined {
		lived.Joined = int(joined)
	}
	return lived
}
