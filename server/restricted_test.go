package main

import (
	"net/http"
	"testing"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestDirectMessagesWithoutACommonTeam: the server lets only people of a common team write to each other.
func TestDirectMessagesWithoutACommonTeam(t *testing.T) {
	w := newWorld(t)
	direct := w.AddChannelOf(model.ChannelTypeDirect, w.alice, w.bob)
	fields := map[string]any{"channel_id": direct}
	invited := w.invites(w.alice, fields)
	require.Equal(t, http.StatusCreated, invited.Status, invited.Body)

	restrict := model.DirectMessageTeam
	w.Config.TeamSettings.RestrictDirectMessage = &restrict
	require.NoError(t, w.plugin.OnConfigurationChange())
	w.Join("red", w.alice)
	w.Join("blue", w.bob)
	for name, refused := range map[string]answer{
		"invite":   w.invites(w.alice, fields),
		"end":      w.asks(w.alice, http.MethodPost, "/invitations/"+invited.post(t).Id+"/end", ""),
		"set room": w.asks(w.alice, http.MethodPut, "/rooms/channels/"+direct, `{"meeting": "m12-345-678"}`),
	} {
		t.Run(name, func(t *testing.T) { refused.requireRefusal(t, http.StatusForbidden, "no_common_team") })
	}
	assert.Len(t, w.Posts(direct), 1)
	assert.Equal(t, http.StatusCreated, w.invites(w.alice, nil).Status, "a channel of a team's")

	w.Join("red", w.bob)
	w.Calls()
	assert.Equal(t, http.StatusCreated, w.invites(w.alice, fields).Status)
	assert.NotContains(t, w.Calls(), "GetConfig", "Mattermost would copy the whole configuration")
}
