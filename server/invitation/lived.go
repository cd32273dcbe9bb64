package invitation

import (
	"strings"
	"time"

	"github.com/nicksnyder/go-i18n/v2/i18n"

	"mattermost-plugin-blizz/server/localize"
)

// The props that say how a meeting was: for how many minutes it was on, and how many people joined from here. They are
// absent where that is not known.
const (
	propLasted = "lasted_minutes"
	propJoined = "joined_count"
)

// Lived is how a meeting was, as far as people's presses on Join tell. The zero value is a meeting that nobody joined
// from here.
type Lived struct {
	// Lasted is how long it was on, in whole minutes; zero if that is not known.
	Lasted time.Duration
	// Joined is how many people joined from here; zero if that is not known.
	Joined int
}

// Bounds of what is read, as anybody can make a post with any props.
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

// NewLived is how a meeting was that lasted some time, which is rounded up to a whole minute.
func NewLived(lasted time.Duration, joined int) Lived {
	return Lived{Lasted: (lasted + time.Minute - 1).Truncate(time.Minute), Joined: joined}
}

// Props are how a meeting was as a post's props.
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

// Line is how a meeting was as a line of a message; empty where nothing is known.
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

// livedOf reads how a meeting was, without what is not right.
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
