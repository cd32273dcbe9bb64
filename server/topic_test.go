package main

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// typesOnWeb types a slash command in a client that can open dialogs.
func (w *world) typesOnWeb(userID, command string) *model.CommandResponse {
	w.t.Helper()
	response, appErr := w.plugin.ExecuteCommand(nil, &model.CommandArgs{
		UserId: userID, ChannelId: w.channel, Command: command, TriggerId: "trigger-id",
	})
	require.Nil(w.t, appErr)
	w.settles()
	return response
}

// defaults returns the values in the dialog that was opened last.
func (w *world) defaults() map[string]string {
	w.t.Helper()
	require.NotEmpty(w.t, w.Dialogs)
	opened := w.Dialogs[len(w.Dialogs)-1].Dialog
	require.NoError(w.t, opened.IsValid())
	filled := map[string]string{}
	for _, element := range opened.Elements {
		if element.Default != "" {
			filled[element.Name] = element.Default
		}
	}
	return filled
}

func TestATopicAloneOpensTheFormWithTheRoom(t *testing.T) {
	w := newWorld(t)
	w.types(w.alice, "/blizz room mine m11-111-111")

	response := w.typesOnWeb(w.alice, "/blizz Standup --at tomorrow 9:00 --for 15m --every weekday --password x")

	assert.Equal(t, &model.CommandResponse{}, response)
	assert.Empty(t, w.Posts(w.channel))
	assert.Equal(t, map[string]string{
		"room": "m11-111-111", "topic": "Standup", "start": "tomorrow 9:00", "duration": "15m",
		"every": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "password": "x",
	}, w.defaults())

	w.mayManage(w.alice)
	w.types(w.alice, "/blizz room channel m22-222-222")
	w.typesOnWeb(w.alice, "/blizz Standup")
	assert.Equal(t, map[string]string{"room": "m22-222-222", "topic": "Standup"}, w.defaults(), "the channel's room comes first")
}

func TestATopicAloneAnswersWithTheCommandIfNoFormOpens(t *testing.T) {
	w := newWorld(t)
	w.types(w.alice, "/blizz room mine m11-111-111")
	want := "There is no meeting in that. To invite to your room m11-111-111, type `/blizz m11-111-111 Standup --at tomorrow 9:00`"

	assert.Equal(t, want, w.types(w.alice, "/blizz Standup --at  tomorrow 9:00").Text, "without a trigger")
	w.Fail("OpenInteractiveDialog")
	assert.Equal(t, want, w.typesOnWeb(w.alice, "/blizz Standup --at tomorrow 9:00").Text, "if Mattermost opens no form")
	assert.Contains(t, w.typesOnWeb(w.alice, "/blizz "+strings.Repeat("x", 200)).Text, "type `/blizz m11-111-111 xxx", "too long for the form's line")
	assert.Equal(t, "There is no meeting in that. To invite to your room m11-111-111, type `/blizz m11-111-111 x'y'`",
		w.types(w.alice, "/blizz x`y`").Text, "no Markdown gets out")

	w.mayManage(w.alice)
	w.types(w.alice, "/blizz room channel m22-222-222")
	assert.Equal(t, "There is no meeting in that. To invite to this channel's room m22-222-222, type `/blizz m22-222-222 Standup`",
		w.types(w.alice, "/blizz Standup").Text)
}

func TestTextsThatAreNoTopicGetAnError(t *testing.T) {
	w := newWorld(t)
	assert.Contains(t, w.typesOnWeb(w.alice, "/blizz Standup").Text, "I can't find a meeting in that", "without a room")
	w.types(w.alice, "/blizz room mine m11-111-111")
	for command, reason := range map[string]string{
		"/blizz 12-34":                       "I can't find a meeting in that",
		"/blizz m1234":                       "too short",
		"/blizz https://evil.example/x":      "That link doesn't lead to a meeting",
		"/blizz ftp://evil.example":          "That link doesn't lead to a meeting",
		"/blizz 123 456 789":                 "remote control",
		"/blizz -at":                         "nothing behind `--at`",
		"/blizz Standup --att 9:00":          "I don't know `--att`",
		"/blizz Standup --at yesterdayish":   "I can't read that start",
		"/blizz Standup --every week":        "needs a start",
		"/blizz " + strings.Repeat("x", 251): "The topic is too long",
		"/blizz room Standup":                "Whose room?",
	} {
		t.Run(command, func(t *testing.T) {
			assert.Contains(t, w.typesOnWeb(w.alice, command).Text, reason)
			assert.False(t, w.readsTopic(w.alice, command).IsTopic)
		})
	}
	assert.Empty(t, w.Dialogs)
	assert.Empty(t, w.Posts(w.channel))
}

type topicJSON struct {
	IsTopic         bool `json:"is_topic"`
	Topic, Password string
	StartsAt        int64 `json:"starts_at"`
	DurationMinutes int64 `json:"duration_minutes"`
	Repeat          string
}

// readsTopic asks, as the web client does, whether a command has only a topic.
func (w *world) readsTopic(userID, command string) (read topicJSON) {
	w.t.Helper()
	body, err := json.Marshal(map[string]string{"channel_id": w.channel, "command": command})
	require.NoError(w.t, err)
	got := w.asks(userID, http.MethodPost, "/commands/topic", string(body))
	require.Equal(w.t, http.StatusOK, got.Status, got.Body)
	require.NoError(w.t, json.Unmarshal([]byte(got.Body), &read))
	return read
}

func TestRouteReadsATopic(t *testing.T) {
	w := newPlannedWorld(t)
	assert.Equal(t, topicJSON{}, w.readsTopic(w.alice, "/blizz Standup"), "without a room")
	w.types(w.alice, "/blizz room mine m11-111-111")

	read := w.readsTopic(w.alice, "/blizz Standup --at +15m --for 45m --every week --password x")

	assert.NotZero(t, read.StartsAt)
	read.StartsAt = 0
	assert.Equal(t, topicJSON{IsTopic: true, Topic: "Standup", Password: "x", DurationMinutes: 45, Repeat: "FREQ=WEEKLY"}, read)
	for _, command := range []string{"/blizz", "/blizz m12-345-678 Standup", "/blizz help", "/blizz room", "/zoom Standup"} {
		assert.Equal(t, topicJSON{}, w.readsTopic(w.alice, command), command)
	}
	assert.Empty(t, w.Posts(w.channel))
}

// TestAStrangerGetsNoRoomOfAChannel: a person who is no member must not learn whether the channel has a room.
func TestAStrangerGetsNoRoomOfAChannel(t *testing.T) {
	w := newWorld(t)
	w.mayManage(w.alice)
	w.types(w.alice, "/blizz room channel m22-222-222")
	mallory := w.AddUser("mallory", "en")
	assert.True(t, w.readsTopic(w.alice, "/blizz Standup").IsTopic)
	assert.False(t, w.readsTopic(mallory, "/blizz Standup").IsTopic)
}
