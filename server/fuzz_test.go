package main

import (
	"encoding/json"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/stretchr/testify/require"

	"mattermost-plugin-blizz/server/fake"
	"mattermost-plugin-blizz/server/invitation"
	"mattermost-plugin-blizz/server/meeting"
)

// Helpers of the fuzz targets for commands and routes. Other fuzz targets are beside the packages that they test.

// newFuzzedWorld returns a world with a fixed clock. alice manages the channel.
func newFuzzedWorld(f *testing.F) *world {
	f.Helper()
	w := newWorld(f)
	w.mayManage(w.alice)
	w.clock.Set(time.Date(2026, time.November, 23, 12, 0, 0, 0, time.UTC))
	return w
}

// again prepares the world for another run. Making a new world would take longer than the run.
func (w *world) again(t *testing.T) {
	w.t = t
	require.NoError(t, w.plugin.OnDeactivate())
	w.Forget()
	require.NoError(t, w.plugin.OnActivate()) // it forgets what it wrote in the last seconds
}

var canonicalID = regexp.MustCompile(`^m[0-9]{6,12}$`)

// requireInvitation checks a post: its ID is valid, its only link fits the template, and it has no link once it is
// over. The typed texts are plain, and the props can be read back.
func (w *world) requireInvitation(post *model.Post) {
	w.t.Helper()
	services := w.plugin.configuration.current().Services
	props := stored(w.t, post.GetProps())
	m := meeting.Meeting{Service: orEmpty(props["service"]), ID: orEmpty(props["meeting_id"])}
	require.Equal(w.t, invitation.PostType, post.Type)
	require.Regexp(w.t, canonicalID, m.ID)
	require.Equal(w.t, services.Name(m), props["meeting_provider"])

	shown := fake.Show(post.Message)
	require.Empty(w.t, shown.Other, post.Message)
	if props["status"] == "open" {
		require.Equal(w.t, services.JoinURL(m, ""), props["meeting_link"])
		require.Equal(w.t, []string{invitation.LinkTarget(services.JoinURL(m, ""))}, shown.Links, post.Message)
	} else {
		require.NotContains(w.t, props, "meeting_link")
		require.Empty(w.t, shown.Links, post.Message)
	}
	lines := strings.Split(shown.Text, "\n")
	require.Contains(w.t, lines[0], services.Display(m))
	if password := orEmpty(props["password"]); password == "" {
		require.Empty(w.t, shown.Codes, post.Message)
	} else {
		require.Equal(w.t, []string{password}, shown.Codes, post.Message)
	}
	if topic := orEmpty(props["topic"]); topic != "" {
		require.True(w.t, fake.IsAsTyped(topic, lines[1]), post.Message)
	}

	read, ok := invitation.FromProps("alice", props, services)
	require.True(w.t, ok)
	require.Equal(w.t, props, stored(w.t, read.Props(services)))
}

// stored returns props as the database returns them.
func stored(t testing.TB, props model.StringInterface) map[string]any {
	t.Helper()
	encoded, err := json.Marshal(props)
	require.NoError(t, err)
	var decoded map[string]any
	require.NoError(t, json.Unmarshal(encoded, &decoded))
	return decoded
}

// requirePosted checks the plugin's posts in the channel. They are invitations, lines about the channel's room, and the
// bot's reminders.
func (w *world) requirePosted() {
	w.t.Helper()
	for _, post := range w.Posts(w.channel) {
		switch post.Type {
		case invitation.PostType:
			w.requireInvitation(post)
		case "system_generic":
			require.LessOrEqual(w.t, len(fake.Show(post.Message).Links), 1)
		default:
			require.Equal(w.t, w.bot(), post.UserId)
		}
	}
}
