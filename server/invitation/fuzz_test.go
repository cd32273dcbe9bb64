package invitation

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/language"

	"mattermost-plugin-blizz/server/meeting"
)

// FuzzFromProps: whatever props somebody gives a post, an invitation read from them reads the same once written, and
// its message has no more lines than it may and links nowhere but where the template leads.
func FuzzFromProps(f *testing.F) {
	for _, props := range []string{
		`{"meeting_id": "m12345678", "status": "open", "topic": "Sprint review", "password": "s3cret"}`,
		`{"meeting_id": "m12345678", "status": "open", "starts_at": 1793359200000, "duration_minutes": 45, "every": "week", "time_zone": "Europe/Berlin"}`,
		`{"meeting_id": "m12345678", "status": "cancelled", "starts_at": 1e300, "duration_minutes": -1, "time_zone": "../etc/passwd", "ended_at": -1}`,
	} {
		f.Add(props)
	}
	template, err := meeting.ParseTemplate("")
	require.NoError(f, err)
	blizz := meeting.Blizz("Blizz", template)
	english := i18n.NewLocalizer(i18n.NewBundle(language.English), "en")
	f.Fuzz(func(t *testing.T, encoded string) {
		var props map[string]any
		if json.Unmarshal([]byte(encoded), &props) != nil {
			return
		}
		read, ok := FromProps("alice", props, blizz)
		if !ok {
			return
		}
		again, ok := FromProps("alice", read.PropsOver(props, blizz), blizz)
		require.True(t, ok)
		require.True(t, read.When.Start.Equal(again.When.Start))
		require.True(t, read.EndedAt.Equal(again.EndedAt))
		read.When.Start, again.When.Start, read.EndedAt, again.EndedAt = time.Time{}, time.Time{}, time.Time{}, time.Time{}
		require.Equal(t, read, again)

		message, err := read.Message(english, blizz, "")
		require.NoError(t, err)
		require.LessOrEqual(t, strings.Count(message, "\n"), 3)
		require.LessOrEqual(t, strings.Count(strings.ReplaceAll(message, `\](`, ""), "]("), 1)
	})
}
