package invitation

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/language"

	"mattermost-plugin-blizz/server/fake"
	"mattermost-plugin-blizz/server/meeting"
	"mattermost-plugin-blizz/server/settings"
	"mattermost-plugin-blizz/server/when"
)

// FuzzFromProps: an invitation read from any props can be written and read back unchanged. Its message is plain text
// whose only link fits the template. Once it is over, it has no link.
func FuzzFromProps(f *testing.F) {
	for _, props := range []string{
		`{"meeting_id": "m12345678", "status": "open", "topic": "Sprint review", "password": "s3cret"}`,
		`{"meeting_id": "m12345678", "status": "open", "starts_at": 1793359200000, "duration_minutes": 45, "repeat": "FREQ=WEEKLY;BYDAY=MO,TH;COUNT=20", "skipped": [1793620800000], "moved": {"1793880000000": 1793883600000}, "plan_id": "abcdefghijklmnopqrstuvwxyz", "time_zone": "Europe/Berlin"}`,
		`{"meeting_id": "m12345678", "status": "cancelled", "starts_at": 1e300, "duration_minutes": -1, "time_zone": "../etc/passwd", "ended_at": -1}`,
	} {
		f.Add(props)
	}
	template, err := meeting.ParseTemplate("")
	require.NoError(f, err)
	blizz := meeting.Only(meeting.Blizz("Blizz", template))
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
		written, err := json.Marshal(read.Props(blizz))
		require.NoError(t, err)
		var stored map[string]any
		require.NoError(t, json.Unmarshal(written, &stored))
		fromStored, ok := FromProps("alice", stored, blizz)
		require.True(t, ok)
		require.Equal(t, read.Props(blizz), fromStored.Props(blizz), "the same once it was in a database")

		again, ok := FromProps("alice", read.PropsOver(props, blizz), blizz)
		require.True(t, ok)
		require.True(t, read.When.Start.Equal(again.When.Start))
		require.True(t, read.EndedAt.Equal(again.EndedAt))
		read.When.Start, again.When.Start, read.EndedAt, again.EndedAt = time.Time{}, time.Time{}, time.Time{}, time.Time{}
		require.Equal(t, read, again)

		message, err := read.Message(english, blizz, "")
		require.NoError(t, err)
		require.LessOrEqual(t, strings.Count(message, "\n"), 3)
		shown := fake.Show(message)
		require.Empty(t, shown.Other, message)
		requirePassword(t, read, shown)
		if read.Status == Open {
			require.Equal(t, []string{blizz.JoinURL(read.Meeting, "")}, shown.Links, message)
		} else {
			require.Empty(t, shown.Links, message)
			require.NotContains(t, stored, "meeting_link")
		}
	})
}

// FuzzMessage: any topic, password and service name are shown as typed, each in its place, and the only link is the
// service's.
func FuzzMessage(f *testing.F) {
	for _, text := range []string{
		"Sprint review", "[x](https://evil.example)", "![x](https://evil.example/x.png)", "1. first", "- - -", "```", "a_b *c* ~~d~~ | e",
		"&lt;b&gt; &#91;", "<https://evil.example>", "https://wiki.example/a_b](c)", `\\[x\\](y)`, "[x]: https://evil.example", "\u202ecba\u2069 \u200b",
	} {
		f.Add(text, "s3cret", "Blizz")
		f.Add("Sprint `review`", "`"+text+"``", "Blizz")
		f.Add("Sprint review", text, "Blizz")
		f.Add("", "", text)
	}
	template, err := meeting.ParseTemplate("")
	require.NoError(f, err)
	english := i18n.NewLocalizer(i18n.NewBundle(language.English), "en")
	f.Fuzz(func(t *testing.T, topic, password, name string) {
		checked, err := settings.Check(settings.Values{ServiceName: name}, "en")
		if err != nil {
			return
		}
		services := meeting.Only(meeting.Blizz(checked.Services.Default().Name, template))
		invited, err := New("alice", m12345678, topic, password, when.Plan{})
		if err != nil {
			return
		}
		message, err := invited.Message(english, services, "")
		require.NoError(t, err)

		shown := fake.Show(message)
		require.Empty(t, shown.Other, message)
		requirePassword(t, invited, shown)
		require.Equal(t, []string{"https://go.blizz.com/join/m12345678"}, shown.Links, message)
		want := []string{"alice invites you to join " + services.Default().Name + " meeting m12-345-678"}
		if invited.Topic != "" {
			want = append(want, invited.Topic)
		}
		if invited.Password != "" {
			want = append(want, "Password: "+invited.Password)
		}
		require.True(t, fake.IsAsTyped(strings.Join(want, "\n"), shown.Text), message)
	})
}

// requirePassword checks that the password is shown as code, and nothing else is.
func requirePassword(t *testing.T, invited Invitation, shown fake.Shown) {
	t.Helper()
	if invited.Password == "" {
		require.Empty(t, shown.Codes)
		return
	}
	require.Equal(t, []string{invited.Password}, shown.Codes)
}
