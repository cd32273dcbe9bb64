package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

type roomJSON struct {
	MeetingID string `json:"meeting_id"`
	DisplayID string `json:"display_id"`
	JoinURL   string `json:"join_url"`
	Topic     string `json:"topic"`
}

type roomsJSON struct {
	Mine, Channel *roomJSON
	Recent        []roomJSON
	CanSetChannel bool `json:"can_set_channel"`
}

func (w *world) rooms(userID string) roomsJSON {
	w.t.Helper()
	got := w.asks(userID, http.MethodGet, "/rooms?channel_id="+w.channel, "")
	require.Equal(w.t, http.StatusOK, got.Status, got.Body)
	var rooms roomsJSON
	require.NoError(w.t, json.Unmarshal([]byte(got.Body), &rooms))
	return rooms
}

// recentIDs waits until the person's recent meetings are as wanted. They are written after the answer.
func (w *world) waitForRecent(userID string, want ...string) {
	w.t.Helper()
	var ids []string
	assert.Eventually(w.t, func() bool {
		ids = nil
		for _, recent := range w.rooms(userID).Recent {
			ids = append(ids, recent.MeetingID)
		}
		return slices.Equal(want, ids)
	}, 5*time.Second, 5*time.Millisecond)
	require.Equal(w.t, want, ids)
}

// mayManage lets a person edit the channel's header.
func (w *world) mayManage(userID string) {
	w.Grant(userID, w.channel, model.PermissionManagePublicChannelProperties)
}

func TestRoomMine(t *testing.T) {
	w := newWorld(t)
	assert.Contains(t, w.types(w.alice, "/blizz room").Text, "no room of your own")
	assert.Contains(t, w.types(w.alice, "/blizz room mine m123").Text, "Example: `/blizz room mine m12-345-678`")

	assert.Contains(t, w.types(w.alice, "/blizz room mine https://go.blizz.com/join/m12345678").Text, "Your own room is m12-345-678 now")

	assert.Contains(t, w.types(w.alice, "/blizz room").Text, "Your own room: m12-345-678")
	assert.Equal(t, &roomJSON{"m12345678", "m12-345-678", "https://go.blizz.com/join/m12345678", ""}, w.rooms(w.alice).Mine)
	assert.Nil(t, w.rooms(w.bob).Mine, "alice's room is not bob's")
	response := w.types(w.alice, "/blizz")
	assert.Equal(t, "m12345678", response.Props["meeting_id"])
	assert.Empty(t, response.ExtraResponses, "a small channel needs no notice")

	w.types(w.alice, "/blizz room mine clear")
	assert.Nil(t, w.rooms(w.alice).Mine)
	assert.Empty(t, w.Keys("person_"+w.alice), "all of alice's data are gone")
}

func TestRoomAsksWhichRoom(t *testing.T) {
	w := newWorld(t)
	w.types(w.alice, "/blizz room mine m99-999-999")
	for command, behind := range map[string]string{
		"/blizz room m12-345-678":                         "m12-345-678",
		"/blizz ROOM (M12 345 678)":                       "m12-345-678",
		"/blizz room 12345678":                            "m12-345-678",
		"/blizz room https://go.blizz.com/join/m12345678": "m12-345-678",
		"/blizz room Join me:\nhttps://go.blizz.com/join/m12345678\nPassword: s3cret": "m12-345-678",
		"/blizz room Clear":                       "clear",
		"/blizz room my m12-345-678":              "m12-345-678",
		"/blizz room me m12-345-678":              "m12-345-678",
		"/blizz room chanel m12-345-678":          "m12-345-678",
		"/blizz room 5 m12-345-678":               "m12-345-678",
		"/blizz room chanel clear":                "clear",
		"/blizz room minne":                       "m12-345-678",
		"/blizz room of the channel, the old one": "m12-345-678",
	} {
		t.Run(command, func(t *testing.T) {
			response := w.types(w.alice, command)
			assert.Equal(t, model.CommandResponseTypeEphemeral, response.ResponseType)
			assert.Equal(t, "Whose room? Type `/blizz room mine "+behind+"` for your own, or `/blizz room channel "+behind+"` for this channel's.", response.Text)
		})
	}
	assert.Equal(t, "m99999999", w.rooms(w.alice).Mine.MeetingID, "nothing was changed")

	for _, topic := range []string{"roomy", "rooms 5"} {
		assert.Equal(t, topic, w.types(w.alice, "/blizz "+topic+" m12-345-678").Props["topic"])
	}
	assert.Equal(t, "room", w.types(w.alice, "/blizz m12-345-678 room").Props["topic"])
}

// TestRoomRefusesOtherWords: "clear" behind a meeting must not set the room.
func TestRoomRefusesOtherWords(t *testing.T) {
	w := newWorld(t)
	w.mayManage(w.alice)
	for command, want := range map[string]string{
		"/blizz room mine m12-345-678 clear":   "I don't know what “clear” means here. Type `/blizz room mine m12-345-678` to set the room, or `/blizz room mine clear` to remove it.",
		"/blizz room channel m12-345-678 *now": `I don't know what “\*now” means here. Type ` + "`/blizz room channel m12-345-678` to set the room, or `/blizz room channel clear` to remove it.",
	} {
		assert.Equal(t, want, w.types(w.alice, command).Text)
	}
	assert.Nil(t, w.rooms(w.alice).Mine)
	assert.Nil(t, w.rooms(w.alice).Channel)
	assert.Contains(t, w.types(w.alice, "/blizz room mine Join me:\nhttps://go.blizz.com/join/m12345678\nBest regards").Text, "is m12-345-678 now")
}

// TestClearingRemovesPendingWrites: recent meetings are written after the answer, possibly while a person's data is being
// cleared.
func TestClearingRemovesPendingWrites(t *testing.T) {
	w := newWorld(t)
	for range 2000 {
		w.types(w.alice, "/blizz m12-345-678")
		w.types(w.alice, "/blizz room mine clear")
		runtime.Gosched() // lets the writer run
		require.Empty(t, w.Keys("person_"+w.alice))
	}
}

func TestRoomOfTheChannel(t *testing.T) {
	w := newWorld(t)
	w.mayManage(w.alice)

	assert.Empty(t, w.types(w.alice, "/blizz room channel m12-345-678").Text, "a post tells the channel, so alice gets no answer")
	w.types(w.alice, "/blizz room channel m12-345-678")

	posts := w.Posts(w.channel)
	require.Len(t, posts, 1, "one post: the second command changed nothing")
	assert.Equal(t, "system_generic", posts[0].Type)
	assert.Equal(t, w.alice, posts[0].UserId)
	assert.Equal(t, "alice set this channel's Blizz room to [m12-345-678](https://go.blizz.com/join/m12345678). `/blizz` invites to it.", posts[0].Message)

	w.types(w.bob, "/blizz room mine m99-999-999")
	assert.Equal(t, "m12345678", w.types(w.bob, "/blizz").Props["meeting_id"], "the channel's room comes before bob's own")
	assert.Contains(t, w.types(w.bob, "/blizz room").Text, "m12-345-678")

	w.types(w.alice, "/blizz room channel clear")
	assert.Equal(t, "alice removed this channel's Blizz room.", w.Posts(w.channel)[1].Message)
	assert.Equal(t, "m99999999", w.types(w.bob, "/blizz").Props["meeting_id"])
	assert.Empty(t, w.Keys("channel_"))
}

func TestSettingTheSameRoomDoesNothing(t *testing.T) {
	w := newWorld(t)
	w.mayManage(w.alice)
	assert.Contains(t, w.types(w.alice, "/blizz room channel clear").Text, "This channel has no room.")
	w.types(w.alice, "/blizz room channel m12-345-678")
	assert.Equal(t, "This channel's room: m12-345-678", w.types(w.alice, "/blizz room channel m12-345-678").Text)
	assert.Contains(t, w.types(w.alice, "/blizz room channel").Text, "Example: `/blizz room channel m12-345-678`")
	assert.Len(t, w.Posts(w.channel), 1)
}

func TestTheRoomOfAConversationHasItsOwnName(t *testing.T) {
	w := newWorld(t)
	for _, kind := range []model.ChannelType{model.ChannelTypeDirect, model.ChannelTypeGroup} {
		w.channel = w.AddChannelOf(kind, w.alice, w.bob)
		assert.Contains(t, w.types(w.alice, "/blizz room").Text, "This conversation has no room.")
		w.types(w.alice, "/blizz room channel m12-345-678")
		assert.Contains(t, w.types(w.bob, "/blizz room").Text, "Der Raum dieser Unterhaltung: m12-345-678")
		w.types(w.bob, "/blizz room channel clear")
		posts := w.Posts(w.channel)
		require.Len(t, posts, 2)
		assert.Equal(t, "alice set this conversation's Blizz room to [m12-345-678](https://go.blizz.com/join/m12345678). `/blizz` invites to it.", posts[0].Message)
		assert.Equal(t, "bob removed this conversation's Blizz room.", posts[1].Message)
	}
}

func TestTheChannelLearnsOfItsNewRoom(t *testing.T) {
	w := newWorld(t)
	w.mayManage(w.alice)
	w.types(w.alice, "/blizz room channel m11-111-111")
	w.Fail("CreatePost")
	assert.Contains(t, w.types(w.alice, "/blizz room channel m12-345-678").Text, "nothing was posted or changed")
	assert.Contains(t, w.types(w.alice, "/blizz room channel clear").Text, "nothing was posted or changed")
	w.Mend("CreatePost")
	assert.Equal(t, "m11111111", w.rooms(w.bob).Channel.MeetingID)
	w.types(w.alice, "/blizz room channel m12-345-678")
	assert.Equal(t, "m12345678", w.rooms(w.bob).Channel.MeetingID)
	assert.Len(t, w.Posts(w.channel), 2)
}

func TestTheChannelsRoomNeedsThePermissionToEditTheHeader(t *testing.T) {
	w := newWorld(t)
	refused := w.types(w.bob, "/blizz room channel m12-345-678").Text
	assert.Contains(t, refused, "Du darfst den Raum dieses Kanals nicht festlegen")
	assert.NotContains(t, refused, "Beispiel", "a missing permission shows no example")
	assert.False(t, w.rooms(w.bob).CanSetChannel)
	w.mayManage(w.alice)
	assert.True(t, w.rooms(w.alice).CanSetChannel)

	direct := w.AddChannelOf(model.ChannelTypeDirect, w.alice, w.bob)
	private := w.AddChannelOf(model.ChannelTypePrivate, w.alice, w.bob)
	archived := w.AddChannelOf(model.ChannelTypeDirect, w.alice, w.bob)
	w.Archive(archived)
	w.Grant(w.alice, private, model.PermissionManagePublicChannelProperties)
	for name, c := range map[string]struct {
		user, channel string
		status        int
	}{
		"a person without the permission": {w.bob, w.channel, http.StatusForbidden},
		"a person with the permission":    {w.alice, w.channel, http.StatusOK},
		"a direct message":                {w.bob, direct, http.StatusOK},
		"not in the channel":              {w.carol, direct, http.StatusForbidden},
		"a private channel":               {w.alice, private, http.StatusForbidden},
		"an archived channel":             {w.alice, archived, http.StatusForbidden},
		"no such channel":                 {w.alice, model.NewId(), http.StatusNotFound},
		"no session":                      {"", w.channel, http.StatusUnauthorized},
	} {
		t.Run(name, func(t *testing.T) {
			got := w.asks(c.user, http.MethodPut, "/rooms/channels/"+c.channel, `{"meeting": "m12-345-678"}`)
			assert.Equal(t, c.status, got.Status, got.Body)
			got = w.asks(c.user, http.MethodDelete, "/rooms/channels/"+c.channel, "")
			assert.Equal(t, c.status, got.Status, got.Body)
		})
	}
}

func TestRoomsAreForMembersOnly(t *testing.T) {
	w := newWorld(t)
	w.mayManage(w.alice)
	w.types(w.alice, "/blizz room channel m98-765-432")
	stranger := w.AddUser("dave", "en")

	got := w.asks(stranger, http.MethodGet, "/rooms?channel_id="+w.channel, "")
	assert.Equal(t, http.StatusForbidden, got.Status)

	got = w.asks(stranger, http.MethodGet, "/autocomplete/meetings?channel_id="+w.channel+"&user_input=/blizz%20", "")
	assert.Equal(t, http.StatusOK, got.Status)
	assert.NotContains(t, got.Body, "m98-765-432")
}

func TestRoomsWithoutAChannelAreTheCallersOwn(t *testing.T) {
	w := newWorld(t)
	w.types(w.alice, "/blizz room mine m12-345-678")
	got := w.asks(w.alice, http.MethodGet, "/rooms", "")
	assert.JSONEq(t, `{
		"mine": {"service": "blizz", "meeting_id": "m12345678", "display_id": "m12-345-678", "join_url": "https://go.blizz.com/join/m12345678"},
		"channel": null, "recent": [], "can_set_channel": false
	}`, got.Body)
}

func TestRoomRoutes(t *testing.T) {
	w := newWorld(t)
	got := w.asks(w.alice, http.MethodPut, "/rooms/mine", `{"meeting": "m12 345 678"}`)
	assert.Equal(t, http.StatusOK, got.Status)
	assert.JSONEq(t, `{"service": "blizz", "meeting_id": "m12345678", "display_id": "m12-345-678", "join_url": "https://go.blizz.com/join/m12345678"}`, got.Body)

	for _, body := range []string{`{"meeting": "m123"}`, `{}`, `{"meeting": "m12345678", "user_id": "x"}`} {
		assert.Equal(t, http.StatusBadRequest, w.asks(w.alice, http.MethodPut, "/rooms/mine", body).Status, body)
	}
	assert.NotNil(t, w.rooms(w.alice).Mine)

	assert.Equal(t, http.StatusOK, w.asks(w.alice, http.MethodDelete, "/rooms/mine", "").Status)
	assert.Nil(t, w.rooms(w.alice).Mine)
}

func TestBareCommandSaysOnceThatItUsedMyRoomInALargeChannel(t *testing.T) {
	w := newWorld(t)
	w.Enlarge(w.channel, 21)
	w.types(w.bob, "/blizz room mine m12-345-678")

	response := w.types(w.bob, "/blizz")

	require.Len(t, response.ExtraResponses, 1)
	assert.Equal(t, model.CommandResponseTypeEphemeral, response.ExtraResponses[0].ResponseType)
	assert.Contains(t, response.ExtraResponses[0].Text, "m12-345-678")
	assert.Contains(t, response.ExtraResponses[0].Text, "/blizz end")
	assert.Contains(t, response.ExtraResponses[0].Text, "21 Personen")
	assert.Eventually(t, func() bool { return len(w.types(w.bob, "/blizz").ExtraResponses) == 0 }, 5*time.Second, 5*time.Millisecond)
}

func TestBareCommandThatIsRefusedSaysNothingOfMyRoom(t *testing.T) {
	w := newWorld(t)
	w.Enlarge(w.channel, 21)
	w.types(w.alice, "/blizz room mine m12-345-678")
	w.Fail("CreatePost")
	for _, command := range []string{"/blizz --at 25:00", "/blizz --at +15m"} {
		assert.Empty(t, w.types(w.alice, command).ExtraResponses, command)
	}
	w.Mend("CreatePost")
	require.NoError(t, w.plugin.OnDeactivate(), "the work after the answer is done")
	require.NoError(t, w.plugin.OnActivate())

	assert.Len(t, w.types(w.alice, "/blizz").ExtraResponses, 1, "the room was used now")
}

func TestRecentMeetings(t *testing.T) {
	w := newWorld(t)
	w.types(w.alice, "/blizz m11-111-111 One")
	w.types(w.alice, "/blizz m22-222-222 Two")
	w.types(w.alice, "/blizz m11-111-111 One again")
	w.types(w.bob, "/blizz m99-999-999")
	w.waitForRecent(w.alice, "m11111111", "m22222222")
	assert.Equal(t, "One again", w.rooms(w.alice).Recent[0].Topic)

	for i := range 12 {
		w.invites(w.alice, map[string]any{"meeting": fmt.Sprintf("m000000%02d", i)})
	}
	w.waitForRecent(w.alice, "m00000011", "m00000010", "m00000009", "m00000008", "m00000007", "m00000006", "m00000005", "m00000004", "m00000003", "m00000002")
}

func TestRecentMeetingsAreWrittenOnlyWhenTheyChange(t *testing.T) {
	w := newWorld(t)
	w.types(w.alice, "/blizz m12-345-678 Retro")
	w.waitForRecent(w.alice, "m12345678")
	w.Calls()
	w.types(w.alice, "/blizz m12-345-678 Retro")
	require.NoError(t, w.plugin.OnDeactivate())
	assert.Empty(t, w.Calls())
	require.NoError(t, w.plugin.OnActivate())
}

func TestRecentMeetingsAreWrittenBeforeThePluginStops(t *testing.T) {
	w := newWorld(t)
	w.types(w.alice, "/blizz m12-345-678")
	require.NoError(t, w.plugin.OnDeactivate())
	assert.Len(t, w.Keys("person_"+w.alice), 1)
	require.NoError(t, w.plugin.OnActivate())
	w.waitForRecent(w.alice, "m12345678")
}

// TestWritesAreNotLost: two servers with one database write one person's value at the same time.
func TestWritesAreNotLost(t *testing.T) {
	w := newWorld(t)
	second := w.atAnotherServer()

	var wait sync.WaitGroup
	for i := range 50 {
		wait.Go(func() {
			server := []*world{w, second}[i%2]
			if i < 10 {
				server.types(w.alice, fmt.Sprintf("/blizz m000000%02d", i))
				return
			}
			assert.Equal(t, http.StatusOK, server.asks(w.alice, http.MethodPut, "/rooms/mine", fmt.Sprintf(`{"meeting": "m000000%02d"}`, i)).Status)
		})
	}
	wait.Wait()
	assert.Eventually(t, func() bool { return len(w.rooms(w.alice).Recent) == 10 }, 5*time.Second, 5*time.Millisecond)
	assert.NotNil(t, w.rooms(w.alice).Mine)
}

func TestDamagedValuesCountAsAbsent(t *testing.T) {
	w := newWorld(t)
	for name, value := range map[string]string{
		"no JSON":          "{",
		"another format":   `[1]`,
		"a later version":  `{"version": 2, "room": "m12345678"}`,
		"no version":       `{"room": "m12345678"}`,
		"a hostile room":   `{"version": 1, "room": "https://evil.example"}`,
		"hostile meetings": `{"version": 1, "recent": [{"meeting": "javascript:alert(1)"}]}`,
		"wrong types":      `{"version": 1, "room": 5}`,
	} {
		t.Run(name, func(t *testing.T) {
			w.Store("person_"+w.alice, value)
			assert.Nil(t, w.rooms(w.alice).Mine)
			assert.Empty(t, w.rooms(w.alice).Recent)
			assert.Equal(t, http.StatusOK, w.asks(w.alice, http.MethodPut, "/rooms/mine", `{"meeting": "m12345678"}`).Status)
			assert.NotNil(t, w.rooms(w.alice).Mine)
		})
	}
	assert.Len(t, w.Logged, 1, "logged once")
}

func TestBareCommandAsks(t *testing.T) {
	w := newWorld(t)
	root, _ := w.CreatePost(&model.Post{UserId: w.bob, ChannelId: w.channel})
	response := w.typesIn(w.bob, root.Id, "/blizz")
	assert.Empty(t, response.Text)
	require.Len(t, w.Dialogs, 1)
	opened := w.Dialogs[0]
	assert.Equal(t, "/plugins/blizz/api/v1/dialogs/invite", opened.URL)
	assert.Equal(t, "Zu Meeting einladen", opened.Dialog.Title)

	submit := func(channelID string, submission map[string]any) answer {
		encoded, err := json.Marshal(map[string]any{
			"type": "dialog_submission", "callback_id": "invite", "state": opened.Dialog.State, "user_id": w.carol,
			"channel_id": channelID, "team_id": "x", "submission": submission, "cancelled": false, "a_new_field": 1,
		})
		require.NoError(t, err)
		return w.asks(w.bob, http.MethodPost, "/dialogs/invite", string(encoded))
	}
	got := submit(w.channel, map[string]any{"meeting": "m123"})
	assert.Equal(t, http.StatusOK, got.Status)
	assert.Contains(t, got.Body, `"errors":{"meeting":"Diese Meeting-ID ist zu kurz`)

	elsewhere := w.AddChannel(w.alice)
	assert.Contains(t, submit(elsewhere, map[string]any{"meeting": "m12345678"}).Body, `"error":"`)

	got = submit(w.channel, map[string]any{"meeting": "m12-345-678", "topic": "Retro", "password": nil})
	assert.JSONEq(t, `{}`, got.Body)
	posts := w.Posts(w.channel)
	require.Len(t, posts, 2)
	assert.Equal(t, w.bob, posts[1].UserId, "whose session it is, not whom the request names")
	assert.Equal(t, root.Id, posts[1].RootId)
	assert.Equal(t, "Retro", posts[1].GetProp("topic"))
}

// submits sends the dialog that was opened last, with its own values and the entered ones.
func (w *world) submits(userID string, entered map[string]any) answer {
	w.t.Helper()
	dialog := w.Dialogs[len(w.Dialogs)-1].Dialog
	submission := map[string]any{}
	for _, element := range dialog.Elements {
		submission[element.Name] = element.Default
	}
	maps.Copy(submission, entered)
	encoded, err := json.Marshal(map[string]any{"channel_id": w.channel, "state": dialog.State, "submission": submission})
	require.NoError(w.t, err)
	return w.asks(userID, http.MethodPost, "/dialogs/invite", string(encoded))
}

func TestBareCommandOpensTheFormWithTheFlags(t *testing.T) {
	w := newPlannedWorld(t)
	for command, want := range map[string]struct {
		password, start any
		minutes, every  any
	}{
		"/blizz":                              {nil, nil, nil, nil},
		"/blizz --password s3cret --at 14:30": {"s3cret", "2026-10-23T14:30:00+02:00", nil, nil},
		"/blizz --at mon 10:00 --for 1h 30m --every WEEK":      {nil, "2026-10-26T10:00:00+01:00", int64(90), "FREQ=WEEKLY"},
		`/blizz --at "mon` + strings.Repeat(" ", 60) + `9:00"`: {nil, "2026-10-26T09:00:00+01:00", nil, nil},
	} {
		t.Run(command, func(t *testing.T) {
			assert.Empty(t, w.types(w.alice, command).Text)
			require.NoError(t, w.Dialogs[len(w.Dialogs)-1].Dialog.IsValid())
			before := len(w.Posts(w.channel))
			assert.JSONEq(t, `{}`, w.submits(w.alice, map[string]any{"meeting": "m12-345-678"}).Body)
			posts := w.Posts(w.channel)
			require.Len(t, posts, before+1)
			props := posts[before].GetProps()
			assert.Equal(t, want.password, props["password"])
			assert.Equal(t, want.minutes, props["duration_minutes"])
			assert.Equal(t, want.every, props["repeat"])
			if want.start == nil {
				assert.NotContains(t, props, "starts_at")
			} else {
				assert.Equal(t, at(t, want.start.(string)).UnixMilli(), props["starts_at"])
			}
		})
	}
}

func TestBareCommandRefusesWrongFlagsFirst(t *testing.T) {
	w := newPlannedWorld(t)
	for command, reason := range map[string]string{
		"/blizz --at 25:00":                             "no such date or time",
		"/blizz --at 14:30 --for ever":                  "from a minute to a day",
		"/blizz --every week":                           "needs a start",
		"/blizz --password " + strings.Repeat("x", 129): "The password is too long",
	} {
		assert.Contains(t, w.types(w.alice, command).Text, reason, command)
	}
	assert.Empty(t, w.Dialogs)
}

func TestADialogThatIsSubmittedTwicePostsOnce(t *testing.T) {
	w := newWorld(t)
	root, _ := w.CreatePost(&model.Post{UserId: w.bob, ChannelId: w.channel})
	entered := map[string]any{"meeting": "m12-345-678"}
	for i, rootID := range []string{"", root.Id} {
		w.typesIn(w.alice, rootID, "/blizz")
		assert.Contains(t, w.submits(w.alice, nil).Body, `"errors"`, "the form has no meeting yet")
		var wait sync.WaitGroup
		for range 5 {
			wait.Go(func() { assert.JSONEq(t, `{}`, w.submits(w.alice, entered).Body) })
		}
		wait.Wait()
		posts := w.Posts(w.channel)
		require.Len(t, posts, i+2)
		assert.Equal(t, rootID, posts[i+1].RootId)
	}
}

func TestDialogStates(t *testing.T) {
	w := newWorld(t)
	root, _ := w.CreatePost(&model.Post{UserId: w.bob, ChannelId: w.channel})
	dialogID := model.NewId()
	for state, want := range map[string]string{
		"":                              "{}", // from a dialog opened before an upgrade
		root.Id:                         "{}",
		"/" + dialogID:                  "{}",
		root.Id + "/" + dialogID:        "{}",
		"/":                             "no such thread",
		root.Id + "/":                   "no such thread",
		root.Id + "/x":                  "no such thread",
		"x/" + dialogID:                 "no such thread",
		root.Id + "/" + dialogID + "/x": "no such thread",
	} {
		body, err := json.Marshal(map[string]any{"channel_id": w.channel, "state": state, "submission": map[string]any{"meeting": "m12-345-678"}})
		require.NoError(t, err)
		got := w.asks(w.alice, http.MethodPost, "/dialogs/invite", string(body))
		assert.Equal(t, http.StatusOK, got.Status, state)
		assert.Contains(t, got.Body, want, state)
	}
}

func TestDialogRepeats(t *testing.T) {
	w := newPlannedWorld(t)
	w.types(w.bob, "/blizz")
	elements := w.Dialogs[0].Dialog.Elements
	repeat := elements[len(elements)-1]
	assert.Equal(t, "Wiederholen", repeat.DisplayName)
	assert.Equal(t, []*model.PostActionOptions{
		{Text: "Nie", Value: "once"},
		{Text: "Jeden Tag", Value: "FREQ=DAILY"},
		{Text: "Jeden Werktag (Montag bis Freitag)", Value: "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"},
		{Text: "Jede Woche", Value: "FREQ=WEEKLY"},
		{Text: "Alle 2 Wochen", Value: "FREQ=WEEKLY;INTERVAL=2"},
		{Text: "Jeden Monat", Value: "FREQ=MONTHLY"},
	}, repeat.Options)

	assert.Contains(t, w.submits(w.bob, map[string]any{"meeting": "m12345678", "every": "week"}).Body, `"errors":{"every":"`, "without a start")
	assert.JSONEq(t, `{}`, w.submits(w.bob, map[string]any{"meeting": "m12345678", "start": "14:30", "every": "week"}).Body)
	w.types(w.bob, "/blizz")
	assert.JSONEq(t, `{}`, w.submits(w.bob, map[string]any{"meeting": "m12345678", "every": "once"}).Body)
	posts := w.Posts(w.channel)
	require.Len(t, posts, 2)
	assert.Equal(t, "FREQ=WEEKLY", posts[0].GetProp("repeat"))
	assert.Nil(t, posts[1].GetProp("repeat"))
}

func TestDialogOffersKnownMeetings(t *testing.T) {
	w := newWorld(t)
	w.types(w.alice, "/blizz m12-345-678 Retro")
	w.waitForRecent(w.alice, "m12345678")
	w.types(w.alice, "/blizz")
	require.Len(t, w.Dialogs, 1)
	require.NoError(t, w.Dialogs[0].Dialog.IsValid())
	choice := w.Dialogs[0].Dialog.Elements[0]
	assert.Equal(t, "room", choice.Name)
	assert.Equal(t, []*model.PostActionOptions{{Text: "m12-345-678: Retro", Value: "m12-345-678"}}, choice.Options)

	got := w.asks(w.alice, http.MethodPost, "/dialogs/invite", `{"channel_id": "`+w.channel+`", "submission": {"room": "m12345678"}}`)
	assert.JSONEq(t, `{}`, got.Body)
	assert.Len(t, w.Posts(w.channel), 1)
}

// TestDialogFitsInEveryLanguage: Mattermost refuses a dialog with texts that are too long.
func TestDialogFitsInEveryLanguage(t *testing.T) {
	w := newWorld(t)
	for _, language := range languages(t) {
		user := w.AddUser(language, language)
		w.types(user, "/blizz")
		opened := w.Dialogs[len(w.Dialogs)-1]
		opened.TriggerId = "x"
		require.NoError(t, opened.IsValid(), language)
	}
}

// suggested returns the suggestions for a text that alice has typed.
func (w *world) suggested(input string) (items []string) {
	w.t.Helper()
	var list []model.AutocompleteListItem
	got := w.asks(w.alice, http.MethodGet, "/autocomplete/meetings?channel_id="+w.channel+"&user_input="+strings.ReplaceAll(input, " ", "%20"), "")
	require.NoError(w.t, json.Unmarshal([]byte(got.Body), &list), got.Body)
	for _, item := range list {
		items = append(items, item.Item)
	}
	return items
}

func TestSuggestions(t *testing.T) {
	w := newWorld(t)
	w.mayManage(w.alice)
	w.types(w.alice, "/blizz room mine m11-111-111")
	w.types(w.alice, "/blizz room channel m22-222-222")
	w.types(w.alice, "/blizz m33-333-333 Retro")
	w.waitForRecent(w.alice, "m33333333")
	w.clock.Set(w.clock.Now().Add(changeHasSettled))
	assert.Equal(t, []string{
		"m22-222-222", "m11-111-111", "m33-333-333",
		"room", "room mine", "room channel", "room mine clear", "room channel clear", "upcoming", "change", "skip", "end", "end all", "help",
	}, w.suggested("/blizz "))
	w.Calls()
	behindChannel := w.suggested("/blizz room channel ")
	assert.Equal(t, []string{"GetChannelMember"}, w.Calls(), "each key costs one call, for the membership")
	assert.Contains(t, behindChannel, "room channel m22-222-222")
	assert.Contains(t, behindChannel, "room channel clear")
	assert.NotContains(t, behindChannel, "room", "the server would end the list")
	assert.Contains(t, w.suggested("/blizz room mine m44-444-444"), "room mine m44-444-444")
}

func TestSuggestedFlags(t *testing.T) {
	w := newWorld(t)
	suggested := func(input string) (items []string) {
		var list []model.AutocompleteListItem
		got := w.asks(w.alice, http.MethodGet, "/autocomplete/meetings?channel_id="+w.channel+"&user_input="+url.QueryEscape(input), "")
		require.NoError(t, json.Unmarshal([]byte(got.Body), &list), got.Body)
		typed := strings.TrimPrefix(input, "/blizz ")
		for _, item := range list { // the server filters them the same way
			require.False(t, strings.HasPrefix(typed, item.Item+" "), "the server would end the list: %q", item.Item)
			if rest, ok := strings.CutPrefix(item.Item, typed); ok {
				items = append(items, strings.TrimSpace(rest+" "+item.Hint))
			}
		}
		return items
	}
	all := []string{"--at tomorrow 9:00", "--for 45m", "--every week", "--until 2026-12-24", "--password s3cret"}
	for input, want := range map[string][]string{
		"/blizz m12-345-678 ":                                all,
		"/blizz m12-345-678 Sprint review ":                  all,
		"/blizz Standup ":                                    all,
		"/blizz m12-345-678 -":                               {"-at tomorrow 9:00", "-for 45m", "-every week", "-until 2026-12-24", "-password s3cret"},
		"/blizz m12-345-678 --":                              {"at tomorrow 9:00", "for 45m", "every week", "until 2026-12-24", "password s3cret"},
		"/blizz m12-345-678 --f":                             {"or 45m"},
		"/blizz m12-345-678 --for ":                          {"45m"},
		"/blizz m12-345-678 --FOR 45m --at tomorrow 9:00 ":   {"--every week", "--until 2026-12-24", "--password s3cret"},
		"/blizz m12-345-678 --for 45m --at tomorrow 9:00 --": {"every week", "until 2026-12-24", "password s3cret"},
		"/blizz change ":                                     all,
		"/blizz upcoming ":                                   nil,
		"/blizz m12-345-678 Sprint":                          nil,
	} {
		t.Run(input, func(t *testing.T) { assert.Equal(t, want, suggested(input)) })
	}
}

func TestCleanUp(t *testing.T) {
	w := newWorld(t)
	w.types(w.alice, "/blizz room mine m12-345-678")
	w.types(w.bob, "/blizz room mine m12-345-678")
	w.mayManage(w.carol)
	w.types(w.carol, "/blizz room channel m12-345-678")
	rooms := w.plugin.components.Load().rooms

	rooms.CleanUp(time.Now())
	assert.Len(t, w.Keys("person_"), 2)
	assert.Len(t, w.Keys("channel_"), 1)

	w.Delete(w.bob)
	w.Archive(w.channel)
	rooms.CleanUp(time.Now())
	assert.Equal(t, []string{"person_" + w.alice}, w.Keys("person_"))
	assert.Len(t, w.Keys("channel_"), 1, "an archived channel can come back")

	rooms.CleanUp(time.Now().Add(91 * 24 * time.Hour))
	assert.Empty(t, w.Keys("channel_"))
}

func TestCleanUpEndsWithThePlugin(t *testing.T) {
	w := newWorld(t)
	w.types(w.alice, "/blizz room mine m12-345-678")
	w.Delete(w.alice)
	rooms := w.plugin.components.Load().rooms
	rooms.Stop()
	rooms.CleanUp(time.Now())
	assert.Len(t, w.Keys("person_"), 1)
}
