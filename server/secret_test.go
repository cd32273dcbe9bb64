package main

import (
	"net/http"
	"testing"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const zoomWithKey = "https://acme.zoom.us/j/85996249517?pwd=aB3"

func TestLinksWithASecretNeedAConfirmation(t *testing.T) {
	w := worldWithServices(t)
	first := w.types(w.alice, "/blizz "+zoomWithKey)
	assert.Equal(t, model.CommandResponseTypeEphemeral, first.ResponseType)
	assert.Contains(t, first.Text, "holds a key or a password")
	assert.Contains(t, w.types(w.bob, "/blizz "+zoomWithKey).Text, "sende innerhalb von 10 Minuten", "each person is warned")
	second := w.types(w.alice, "/blizz "+zoomWithKey)
	assert.Equal(t, "alice invites you to join [Zoom meeting 859 9624 9517]("+zoomWithKey+")", second.Text)
	assert.Equal(t, zoomWithKey, second.Props["meeting_link"])
	assert.NotContains(t, second.Props, "meeting_id")
}

// requireConfirmed sends a request without and with the confirmation. The first is always refused.
func (w *world) requireConfirmed(t *testing.T, userID, method, path string, status int) answer {
	t.Helper()
	body := func(confirmed string) string {
		return `{"channel_id": "` + w.channel + `", "meeting": "` + zoomWithKey + `"` + confirmed + `}`
	}
	if path != "/invitations" {
		body = func(confirmed string) string { return `{"meeting": "` + zoomWithKey + `"` + confirmed + `}` }
	}
	for range 2 {
		refused := w.asks(userID, method, path, body(""))
		refused.requireRefusal(t, http.StatusConflict, "link_with_secret")
	}
	confirmed := w.asks(userID, method, path, body(`, "confirmed": true`))
	require.Equal(t, status, confirmed.Status, confirmed.Body)
	return confirmed
}

func TestRoutesAskToConfirmASecret(t *testing.T) {
	w := worldWithServices(t)
	w.mayManage(w.alice)
	w.requireConfirmed(t, w.alice, http.MethodPost, "/invitations", http.StatusCreated)
	w.requireConfirmed(t, w.alice, http.MethodPut, "/rooms/mine", http.StatusOK)
	w.requireConfirmed(t, w.alice, http.MethodPut, "/rooms/channels/"+w.channel, http.StatusOK)
	assert.Equal(t, zoomWithKey, w.rooms(w.alice).Channel.JoinURL)
	assert.Equal(t, zoomWithKey, w.rooms(w.alice).Mine.JoinURL)
}

func TestChangesAskToConfirmASecret(t *testing.T) {
	w := worldWithServices(t)
	post := w.plans(w.alice, "--at 15:00")
	changed := w.requireConfirmed(t, w.alice, http.MethodPatch, "/invitations/"+post.Id, http.StatusOK)
	assert.Contains(t, changed.Body, zoomWithKey)
	assert.Equal(t, http.StatusOK, w.changes(w.alice, post, map[string]any{"meeting": zoomWithKey, "topic": "Retro"}).Status,
		"what is there already need not be confirmed again")
}

func TestRoomCommandsAskToTypeASecretAgain(t *testing.T) {
	w := worldWithServices(t)
	assert.Contains(t, w.types(w.alice, "/blizz room mine "+zoomWithKey).Text, "send the same again")
	assert.Contains(t, w.types(w.alice, "/blizz room mine "+zoomWithKey).Text, "Your own room is 859 9624 9517")
}

func TestEndedInvitationsContainNoSecret(t *testing.T) {
	w := worldWithServices(t)
	post := w.posts(w.alice, w.typesTwice("/blizz "+zoomWithKey+" Retro"))
	require.Contains(t, post.Message, "pwd=aB3")
	ended := w.asks(w.alice, http.MethodPost, "/invitations/"+post.Id+"/end", "")
	require.Equal(t, http.StatusOK, ended.Status, ended.Body)
	assert.NotContains(t, ended.Body, "aB3")
	shown, appErr := w.GetPost(post.Id)
	require.Nil(t, appErr)
	assert.Equal(t, "alice invited you to Zoom meeting 859 9624 9517, which has ended\nRetro", shown.Message)
	assert.Equal(t, "https://acme.zoom.us/j/85996249517?pwd=", shown.GetProp("meeting_link"), "the post still names the meeting")
}

// typesTwice types a command with a secret as alice, and again after the warning.
func (w *world) typesTwice(command string) *model.CommandResponse {
	w.t.Helper()
	w.types(w.alice, command)
	return w.types(w.alice, command)
}
