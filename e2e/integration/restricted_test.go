package integration

import (
	"context"
	"net/http"
	"testing"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/stretchr/testify/require"
)

// TestPeopleWithoutACommonTeamCannotInvite: Mattermost can restrict direct messages to people of a common team.
func TestPeopleWithoutACommonTeamCannotInvite(t *testing.T) {
	stranger, err := env.Server.SignUp(t.Context(), "stranger", "en", env.Password)
	require.NoError(t, err)
	direct := directMessages(t, env.Alice, stranger)
	together := directMessages(t, env.Alice, env.Bob)
	post := invites(t, env.Alice, body{"channel_id": direct.Id, "meeting": "m12345678"}).post(t, http.StatusCreated)

	restrictDirectMessages(t, model.DirectMessageTeam)
	_, response, err := env.Alice.CreatePost(t.Context(), &model.Post{ChannelId: direct.Id, Message: "as any message"})
	require.Error(t, err)
	require.GreaterOrEqual(t, response.StatusCode, http.StatusBadRequest)
	require.Empty(t, newPosts(t, direct, func() {
		invites(t, env.Alice, body{"channel_id": direct.Id, "meeting": "m12345678"}).requireRefused(t, http.StatusForbidden)
		ends(t, env.Alice, post.Id).requireRefused(t, http.StatusForbidden)
	}))
	require.Equal(t, "open", reads(t, env.Alice, post).GetProp("status"))
	invites(t, env.Alice, body{"channel_id": together.Id, "meeting": "m12345678"}).post(t, http.StatusCreated)
}

// restrictDirectMessages sets who may write direct messages, for the duration of a test.
func restrictDirectMessages(t *testing.T, who string) {
	t.Helper()
	change := func(ctx context.Context, who string) {
		_, _, err := env.Admin.PatchConfig(ctx, &model.Config{TeamSettings: model.TeamSettings{RestrictDirectMessage: &who}})
		require.NoError(t, err)
	}
	change(t.Context(), who)
	t.Cleanup(func() { change(context.WithoutCancel(t.Context()), model.DirectMessageAny) })
}
