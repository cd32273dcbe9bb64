package calendar

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	ics "github.com/arran4/golang-ical"
	"github.com/nicksnyder/go-i18n/v2/i18n"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/language"

	"mattermost-plugin-blizz/server/invitation"
	"mattermost-plugin-blizz/server/meeting"
)

// FuzzFile: for any topic, password and plan's props, the file has one event, and one more for each moved start. The typed texts
// are in the file's texts and nowhere else.
func FuzzFile(f *testing.F) {
	f.Add("Sprint review", "s3cret", `{"starts_at": 1793359200000, "duration_minutes": 45, "repeat": "FREQ=WEEKLY", "time_zone": "Europe/Berlin"}`)
	f.Add("a\r\nEND:VEVENT\r\nURL:https://evil.example", `\n;,:"`, `{"starts_at": 1793359200000, "status": "ended", "ended_at": 1}`)
	f.Add(strings.Repeat("日本語", 60), "", `{"starts_at": 253402300799999, "repeat": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "time_zone": "Australia/Lord_Howe", "status": "cancelled"}`)
	f.Add("Retro", "", `{"starts_at": 1793359200000, "repeat": "FREQ=DAILY", "skipped": [1793445600000], "moved": {"1793532000000": 1793538000000}, "time_zone": "Europe/Berlin"}`)
	template, err := meeting.ParseTemplate("")
	require.NoError(f, err)
	blizz := meeting.Only(meeting.Blizz("Blizz", template))
	english := i18n.NewLocalizer(i18n.NewBundle(language.English), "en")
	f.Fuzz(func(t *testing.T, topic, password, encoded string) {
		props := map[string]any{"status": "open"}
		if json.Unmarshal([]byte(encoded), &props) != nil || props == nil {
			return
		}
		props["meeting_id"], props["topic"], props["password"] = "m12345678", topic, password
		invited, ok := invitation.FromProps("alice", props, blizz)
		if !ok || !invited.When.IsPlanned() {
			return
		}

		content, err := File(english, invited, blizz, Event{ID: "post", Site: "https://chat.example", Changed: time.Unix(0, 0)})
		require.NoError(t, err)

		calendar, err := ics.ParseCalendar(strings.NewReader(content))
		require.NoError(t, err)
		events := calendar.Events()
		require.NotEmpty(t, events)
		require.LessOrEqual(t, len(events), 1+len(invited.When.Moved))
		require.Equal(t, len(events), strings.Count(content, "\r\nBEGIN:VEVENT\r\n"))
		event := events[0]
		require.Equal(t, "post@chat.example", event.Id())
		if invited.Topic != "" {
			require.Equal(t, invited.Topic, event.GetProperty(ics.ComponentPropertySummary).Value)
		}
		if invited.Status == invitation.Open {
			require.Equal(t, "https://go.blizz.com/join/m12345678", event.GetProperty(ics.ComponentPropertyUrl).Value)
		} else {
			require.NotContains(t, content, "\r\nURL")
		}
		require.Equal(t, invited.When.Rule.Repeats(), event.GetProperty(ics.ComponentPropertyRrule) != nil)
	})
}
