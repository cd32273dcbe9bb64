package integration

import (
	"regexp"
	"strings"
	"testing"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/stretchr/testify/require"

	"mattermost-plugin-blizz/e2e/mattermost"
)

// link is the link of /blizz m12-345-678 with the default settings.
const link = "https://go.blizz.com/join/m12345678"

// requireInvitation checks that a post is an open invitation by this inviter, with this link.
func requireInvitation(t *testing.T, post *model.Post, host *mattermost.Person, link string) {
	t.Helper()
	require.Equal(t, "custom_blizz", post.Type, "told %q", post.Message)
	require.Equal(t, host.User.Id, post.UserId)
	require.Nil(t, post.GetProp(model.PostPropsFromWebhook), "the server must not mark the post as a bot's")
	require.Equal(t, "open", post.GetProp("status"))
	require.Equal(t, link, post.GetProp("meeting_link"))
	require.Regexp(t, `\[[^\]]+ m[\d-]+\]\(`+regexp.QuoteMeta(link)+`\)`, post.Message)
}

// requireEnded checks that a post is an invitation that nobody can join.
func requireEnded(t *testing.T, post *model.Post) {
	t.Helper()
	require.Equal(t, "custom_blizz", post.Type)
	require.Equal(t, "ended", post.GetProp("status"))
	require.NotZero(t, post.GetProp("ended_at"))
	for _, prop := range []string{"meeting_link", "password"} {
		require.Nil(t, post.GetProp(prop), prop)
	}
	require.NotContains(t, post.Message, "](")
	require.NotContains(t, post.Message, "://")
	require.Contains(t, post.Message, "has ended")
}

// requireTold checks that an answer is for the typing person alone.
func requireTold(t *testing.T, answer *model.Post) {
	t.Helper()
	require.Equal(t, model.PostTypeEphemeral, answer.Type, "everybody sees %q", answer.Message)
}

// requireCorrected checks that an answer is for the typing person alone, and shows a right command.
func requireCorrected(t *testing.T, answer *model.Post) {
	t.Helper()
	requireTold(t, answer)
	require.Contains(t, answer.Message, "`/blizz ")
}

// joinLink returns the link of an ID.
func joinLink(template, id string) string {
	return strings.Replace(template, "{id}", id, 1)
}
