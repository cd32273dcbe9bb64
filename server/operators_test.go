package main

import (
	"encoding/json"
	"net/http"
	"testing"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// audited returns the new events in the audit log.
func (w *world) audited() (events []string) {
	for _, record := range w.Audited {
		events = append(events, record.EventName+" "+record.Actor.UserId)
	}
	w.Audited = nil
	return events
}

func TestAuditRecords(t *testing.T) {
	w := newWorld(t)
	w.mayManage(w.alice)
	w.types(w.alice, "/blizz room channel m12-345-678")
	w.types(w.alice, "/blizz room channel m12-345-678")
	assert.Equal(t, []string{"blizz_channel_room_set " + w.alice}, w.audited(), "one record: the second command changed nothing")
	w.types(w.alice, "/blizz room channel clear")
	assert.Equal(t, []string{"blizz_channel_room_cleared " + w.alice}, w.audited())

	mine := w.invites(w.alice, nil).post(t)
	require.Equal(t, http.StatusOK, w.asks(w.alice, http.MethodPost, "/invitations/"+mine.Id+"/end", "").Status)
	assert.Empty(t, w.audited(), "the person's own invitation is not audited")

	theirs := w.invites(w.bob, nil).post(t)
	w.Grant(w.alice, w.channel, model.PermissionEditOthersPosts)
	require.Equal(t, http.StatusOK, w.asks(w.alice, http.MethodPatch, "/invitations/"+theirs.Id, `{"topic": "A secret"}`).Status)
	assert.Equal(t, []string{"blizz_invitation_changed_by_other " + w.alice}, w.audited())
	require.Equal(t, http.StatusOK, w.asks(w.alice, http.MethodPost, "/invitations/"+theirs.Id+"/end", "").Status)
	require.Len(t, w.Audited, 1)
	assert.Equal(t, map[string]any{"post_id": theirs.Id, "channel_id": w.channel, "inviter_id": w.bob}, w.Audited[0].EventData.Parameters)
	assert.Equal(t, []string{"blizz_invitation_ended_by_other " + w.alice}, w.audited())

	assert.Equal(t, http.StatusConflict, w.asks(w.alice, http.MethodPost, "/invitations/"+theirs.Id+"/end", "").Status)
	assert.Empty(t, w.audited(), "a refused request is not audited")
}

func TestSupportDataContainNothingAboutPeople(t *testing.T) {
	w := newWorld(t)
	w.types(w.alice, "/blizz room mine m12-345-678")
	files, err := w.plugin.GenerateSupportData(nil)
	require.NoError(t, err)
	require.Len(t, files, 1)
	assert.Equal(t, "blizz/diagnostics.json", files[0].Filename)
	var found diagnostics
	require.NoError(t, json.Unmarshal(files[0].Body, &found))
	assert.True(t, found.IsActive)
	assert.Equal(t, 1, found.Stored["person"])
	assert.Equal(t, []string{"Blizz"}, found.Services)
	for _, secret := range []string{w.alice, w.channel, "m12345678"} {
		assert.NotContains(t, string(files[0].Body), secret)
	}

	w.configures(map[string]any{"JoinURLTemplate": "nowhere"})
	files, err = w.plugin.GenerateSupportData(nil)
	require.NoError(t, err)
	assert.Contains(t, string(files[0].Body), `"refused": "`)
}

// TestClearingNamesTheRemainingData: a person's choices are removed. A planned meeting stays, because others rely on it, and
// the answer says so.
func TestClearingNamesTheRemainingData(t *testing.T) {
	w := newWorld(t)
	require.Equal(t, http.StatusOK, w.asks(w.alice, http.MethodPut, "/me", `{"remind_before_minutes": 30}`).Status)
	w.types(w.alice, "/blizz room mine m12-345-678")
	w.types(w.alice, "/blizz m12-345-678 --at tomorrow 9:00")
	require.Len(t, w.Keys("me_"+w.alice), 1)

	answer := w.types(w.alice, "/blizz room mine clear").Text

	assert.Empty(t, w.Keys("me_"+w.alice))
	assert.Empty(t, w.Keys("person_"+w.alice))
	assert.Len(t, w.Keys("plans_of_"+w.alice), 1)
	assert.Len(t, w.Keys("plan_"), 1)
	assert.Contains(t, answer, "what you planned stay")
	assert.NotContains(t, answer, "all that was stored")
}
