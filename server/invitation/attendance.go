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

// Attendance says how long a meeting lasted and how many people joined it from Mattermost. It counts people who pressed
// Join. The zero value means that nobody did.
type Attendance struct {
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

// NewAttendance rounds the duration up to a whole minute.
func NewAttendance(lasted time.Duration, joined int) Attendance {
	return Attendance{Lasted: (lasted + time.Minute - 1).Truncate(time.Minute), Joined: joined}
}

// Props returns the values as a post's props.
func (a Attendance) Props() map[string]any {
	props := map[string]any{}
	if a.Lasted != 0 {
		props[propLasted] = int64(a.Lasted / time.Minute)
	}
	if a.Joined != 0 {
		props[propJoined] = int64(a.Joined)
	}
	return props
}

// Line returns the values as a line of a message. It is empty if nothing is known.
func (a Attendance) Line(localizer *i18n.Localizer) (string, error) {
	var parts []string
	for _, part := range []struct {
		config  *i18n.LocalizeConfig
		isThere bool
	}{
		{&i18n.LocalizeConfig{DefaultMessage: lastedLine, TemplateData: map[string]string{"Time": duration(a.Lasted)}}, a.Lasted != 0},
		{&i18n.LocalizeConfig{DefaultMessage: joinedLine, TemplateData: map[string]int{"Count": a.Joined}, PluralCount: a.Joined}, a.Joined != 0},
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

// attendanceOf reads the values from a post's props. It leaves out invalid ones.
func attendanceOf(props map[string]any) Attendance {
	var attendance Attendance
	if minutes := number(props[propLasted]); minutes > 0 && minutes <= int64(maxLasted/time.Minute) {
		attendance.Lasted = time.Duration(minutes) * time.Minute
	}
	if joined := number(props[propJoined]); joined > 0 && joined <= maxJoined {
		attendance.Joined = int(joined)
	}
	return attendance
}
