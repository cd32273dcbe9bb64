package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// onNow is a meeting that is on, as in the answer to GET /live.
type onNow struct {
	ChannelID string   `json:"channel_id"`
	PostID    string   `json:"post_id"`
	Since     int64    `json:"since"`
	Joined    []string `json:"joined"`
}

// joins presses Join as a person.
func (w *world) joins(userID string, post *model.Post) answer {
	return w.asks(userID, http.MethodPost, "/invitations/"+post.Id+"/joined", "")
}

// live returns the meetings that are on in a person's channels.
func (w *world) live(userID string) []onNow {
	w.t.Helper()
	got := w.asks(userID, http.MethodGet, "/live", "")
	require.Equal(w.t, http.StatusOK, got.Status, got.Body)
	var list []onNow
	require.NoError(w.t, json.Unmarshal([]byte(got.Body), &list))
	require.NotNil(w.t, list, "an empty list if no meeting is on")
	return list
}

// waitForJoined waits until a meeting is on and exactly these people have joined it.
func (w *world) waitForJoined(post *model.Post, userIDs ...string) onNow {
	w.t.Helper()
	var list []onNow
	require.Eventually(w.t, func() bool {
		list = w.live(w.alice)
		return len(list) == 1 && list[0].PostID == post.Id && len(list[0].Joined) == len(userIDs)
	}, 3*time.Second, 5*time.Millisecond, "%v", list)
	assert.ElementsMatch(w.t, userIDs, list[0].Joined)
	return list[0]
}

// told returns the channel's meetings in the last event.
func (w *world) told(channelID string) []any {
	w.t.Helper()
	published := w.PublishedEvents()
	for i := len(published) - 1; i >= 0; i-- {
		if event := published[i]; event.Event == "live" && event.Broadcast.ChannelId == channelID {
			assert.Equal(w.t, channelID, event.Payload["channel_id"])
			return event.Payload["live"].([]any)
		}
	}
	return nil
}

// waitUntilOver waits until no meeting is on, and the channel has the event of that.
func (w *world) waitUntilOver() {
	w.t.Helper()
	require.Eventually(w.t, func() bool {
		return len(w.live(w.alice)) == 0 && w.told(w.channel) != nil && len(w.told(w.channel)) == 0
	}, 3*time.Second, 5*time.Millisecond)
}

func TestJoined(t *testing.T) {
	w := newWorld(t)
	w.clock.Set(at(t, "2026-10-23T14:03:00+02:00"))
	post := w.invites(w.alice, nil).post(t)
	assert.Empty(t, w.live(w.alice))

	got := w.joins(w.bob, post)
	assert.Equal(t, http.StatusNoContent, got.Status)
	assert.Empty(t, got.Body)
	w.waitForJoined(post, w.bob)
	w.clock.Set(at(t, "2026-10-23T14:05:00+02:00"))
	w.joins(w.carol, post)
	w.joins(w.bob, post)
	on := w.waitForJoined(post, w.bob, w.carol)

	assert.Equal(t, onNow{w.channel, post.Id, at(t, "2026-10-23T14:03:00+02:00").UnixMilli(), []string{w.bob, w.carol}}, on)
	require.Eventually(t, func() bool {
		told := w.told(w.channel)
		return len(told) == 1 && len(told[0].(map[string]any)["joined"].([]any)) == 2
	}, 3*time.Second, time.Millisecond)
	assert.Equal(t, []any{map[string]any{
		"channel_id": w.channel, "post_id": post.Id, "since": on.Since, "joined": []any{w.bob, w.carol},
	}}, w.told(w.channel), "the event tells what the route answers")
	still, _ := w.GetPost(post.Id)
	assert.Equal(t, post.Message, still.Message)
	assert.Equal(t, post.GetProps()["status"], still.GetProp("status"))
	assert.NotContains(t, w.Calls(), "UpdatePost", "nothing is written into the post while the meeting is on")
}

func TestPeopleWhoHideTheirJoinsAreNotShown(t *testing.T) {
	w := newWorld(t)
	w.asks(w.bob, http.MethodPut, "/me", `{"show_joined": false}`)
	post := w.invites(w.alice, nil).post(t)
	w.joins(w.bob, post)
	w.waitForJoined(post)
	w.joins(w.carol, post)
	w.waitForJoined(post, w.carol)
}

func TestJoinedIsRefused(t *testing.T) {
	w := newWorld(t)
	open := w.invites(w.alice, nil).post(t)
	ended := w.invites(w.alice, nil).post(t)
	w.asks(w.alice, http.MethodPost, "/invitations/"+ended.Id+"/end", "")
	elsewhere := w.invites(w.alice, map[string]any{"channel_id": w.AddChannel(w.alice)}).post(t)
	forged, _ := w.CreatePost(&model.Post{UserId: w.alice, ChannelId: w.channel, Type: "custom_blizz", Props: model.StringInterface{"meeting_id": "evil", "status": "open"}})
	plain, _ := w.CreatePost(&model.Post{UserId: w.alice, ChannelId: w.channel})
	for name, c := range map[string]struct {
		user, post string
		status     int
		code       string
	}{
		"no session":         {"", open.Id, http.StatusUnauthorized, "not_logged_in"},
		"not in the channel": {w.bob, elsewhere.Id, http.StatusNotFound, "invitation_not_found"},
		"no such post":       {w.bob, model.NewId(), http.StatusNotFound, "invitation_not_found"},
		"no invitation":      {w.bob, plain.Id, http.StatusNotFound, "invitation_not_found"},
		"no meeting":         {w.bob, forged.Id, http.StatusNotFound, "invitation_not_found"},
		"over":               {w.bob, ended.Id, http.StatusConflict, "already_over"},
	} {
		t.Run(name, func(t *testing.T) {
			got := w.asks(c.user, http.MethodPost, "/invitations/"+c.post+"/joined", "")
			got.requireRefusal(t, c.status, c.code)
		})
	}
	assert.Empty(t, w.live(w.alice))
}

func TestLiveContainsOnlyTheCallersChannels(t *testing.T) {
	for name, others := range map[string]int{"a few": 1, "many": 30} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			for range others {
				private := w.invites(w.alice, map[string]any{"channel_id": w.AddChannelOf(model.ChannelTypePrivate, w.alice)}).post(t)
				w.joins(w.alice, private)
			}
			shared := w.invites(w.alice, nil).post(t)
			w.joins(w.alice, shared)
			require.Eventually(t, func() bool { return len(w.live(w.alice)) == others+1 }, 3*time.Second, 5*time.Millisecond)
			w.Calls()
			list := w.live(w.bob)
			require.Len(t, list, 1)
			assert.Equal(t, shared.Id, list[0].PostID)
			assert.Less(t, len(w.Calls()), 5)
		})
	}
}

func TestTheEndIsWrittenOnce(t *testing.T) {
	w := newWorld(t)
	w.clock.Set(at(t, "2026-10-23T14:03:00+02:00"))
	post := w.invites(w.alice, nil).post(t)
	w.joins(w.bob, post)
	w.joins(w.carol, post)
	w.waitForJoined(post, w.bob, w.carol)
	w.clock.Set(at(t, "2026-10-23T15:21:30+02:00"))
	w.Calls()

	got := w.asks(w.alice, http.MethodPost, "/invitations/"+post.Id+"/end", "")

	require.Equal(t, http.StatusOK, got.Status, got.Body)
	w.waitUntilOver()
	w.passes("2026-10-23T15:22:00+02:00", "2026-10-23T19:22:00+02:00")
	ended, _ := w.GetPost(post.Id)
	assert.EqualValues(t, 79, ended.GetProp("lasted_minutes"))
	assert.EqualValues(t, 2, ended.GetProp("joined_count"))
	assert.Equal(t, "alice invited you to Blizz meeting m12-345-678, which has ended\nIt lasted 1 h 19 min · 2 people joined from here", ended.Message)
	updates := 0
	for _, call := range w.Calls() {
		if call == "UpdatePost" {
			updates++
		}
	}
	assert.Equal(t, 1, updates)
	assert.Empty(t, w.Keys("live_"), "no value stays")
	assert.Empty(t, w.Keys("on_now"))
	assert.Empty(t, w.Logged)
}

// TestAJoinDoesNotReopenAnEndedMeeting: a join that waits on another server comes too late.
func TestAJoinDoesNotReopenAnEndedMeeting(t *testing.T) {
	w := newWorld(t)
	other := w.anotherServer()
	post := w.invites(w.alice, nil).post(t)
	for i := range 10 {
		w.joinsAt(other, w.AddUser(fmt.Sprint("late", i), "en"), post)
		w.joinsAt(other, w.bob, post)
	}
	w.asks(w.alice, http.MethodPost, "/invitations/"+post.Id+"/end", "")
	require.NoError(t, other.OnDeactivate(), "the deactivation stores the waiting joins")
	assert.Empty(t, w.live(w.alice))
	w.minute()
	assert.Empty(t, w.live(w.alice))
}

// joinsAt presses Join as a person on one server of a cluster.
func (w *world) joinsAt(server *Plugin, userID string, post *model.Post) int {
	return w.asksAt(server, userID, http.MethodPost, "/invitations/"+post.Id+"/joined", "").Status
}

// asksAt is somebody's request that reaches one server of a cluster.
func (w *world) asksAt(server *Plugin, userID, method, path, body string) answer {
	request := httptest.NewRequest(method, "/api/v1"+path, strings.NewReader(body))
	request.Header.Set("Mattermost-User-Id", userID)
	recorder := httptest.NewRecorder()
	server.ServeHTTP(nil, recorder, request)
	return answer{Status: recorder.Code, Body: recorder.Body.String()}
}

// isCluster sets whether the server passes events to the other servers.
func (w *world) isCluster(is bool) {
	w.Config.ClusterSettings.Enable = &is
	require.NoError(w.t, w.plugin.OnConfigurationChange())
}

// TestServersWithoutAClusterFollowEachOther: each server tells its own people, because its events do not reach those of the others.
func TestServersWithoutAClusterFollowEachOther(t *testing.T) {
	w := newWorld(t)
	post := w.invites(w.alice, nil).post(t)
	other := w.anotherServer()
	w.joinsAt(other, w.bob, post)
	w.waitForJoined(post, w.bob)
	w.joins(w.carol, post)
	w.waitForJoined(post, w.bob, w.carol)
	w.joinsAt(other, w.alice, post)
	w.waitForJoined(post, w.bob, w.carol, w.alice)
	toldOf := func(count int) (times int) {
		for _, event := range w.PublishedEvents() {
			if event.Event == "live" {
				if on := event.Payload["live"].([]any); len(on) == 0 && count == 0 || len(on) == 1 && len(on[0].(map[string]any)["joined"].([]any)) == count {
					times++
				}
			}
		}
		return times
	}
	require.Eventually(t, func() bool { return toldOf(3) >= 2 }, 5*time.Second, 5*time.Millisecond, "both servers send the event")
	w.asks(w.alice, http.MethodPost, "/invitations/"+post.Id+"/end", "")
	require.Eventually(t, func() bool { return toldOf(0) >= 2 }, 5*time.Second, 5*time.Millisecond, "both servers send the event of the end")
}

// minute runs the job of one minute.
func (w *world) minute() { w.plugin.components.Load().everyMinute() }

// TestChannelsWithMeetingsAreBounded: beyond 1,000 channels a join is not counted. Joining works all the same.
func TestChannelsWithMeetingsAreBounded(t *testing.T) {
	w := newWorld(t)
	counted := w.invites(w.alice, nil).post(t)
	w.joins(w.alice, counted)
	w.waitForJoined(counted, w.alice)
	stored, _ := w.KVGet("on_now")
	var full map[string]any
	require.NoError(t, json.Unmarshal(stored, &full))
	for range 999 {
		full["channels"] = append(full["channels"].([]any), map[string]any{"id": model.NewId(), "began_at": w.clock.Now().UnixMilli()})
	}
	encoded, err := json.Marshal(full)
	require.NoError(t, err)
	w.Store("on_now", string(encoded))
	w.restarts()

	w.channel = w.AddChannel(w.alice)
	one := w.invites(w.alice, nil).post(t)
	assert.Equal(t, http.StatusNoContent, w.joins(w.alice, one).Status)
	require.Eventually(t, func() bool {
		return slices.Contains(w.LoggedMessages(), "Failed to note who joined a meeting")
	}, 3*time.Second, 5*time.Millisecond)
	on := w.live(w.alice)
	require.Len(t, on, 1)
	assert.Equal(t, counted.Id, on[0].PostID)
}

// TestManyJoinAtTwoServers: everybody is counted once, in few writes and events.
func TestManyJoinAtTwoServers(t *testing.T) {
	w := newWorld(t)
	w.isCluster(true)
	people := make([]string, 200)
	for i := range people {
		people[i] = w.AddUser(fmt.Sprint("person", i), "en")
	}
	w.channel = w.AddChannel(slices.Concat(people, []string{w.alice})...)
	post := w.invites(w.alice, nil).post(t)
	servers := []*Plugin{w.plugin, w.anotherServer()}
	w.Calls()
	began := time.Now()
	var wait sync.WaitGroup
	for i, userID := range people {
		wait.Go(func() {
			time.Sleep(time.Duration(i) * 10 * time.Millisecond)
			assert.Equal(t, http.StatusNoContent, w.joinsAt(servers[i%2], userID, post))
		})
	}
	wait.Wait()
	w.waitForJoined(post, people...)
	require.Eventually(t, func() bool {
		told := w.told(w.channel)
		return len(told) == 1 && len(told[0].(map[string]any)["joined"].([]any)) == len(people)
	}, 2*time.Second, 5*time.Millisecond)
	seconds := int(time.Since(began).Seconds()) + 1
	writes, events := 0, 0
	for _, call := range w.Calls() {
		if call == "KVSetWithOptions" {
			writes++
		}
	}
	for _, event := range w.PublishedEvents() {
		if event.Event == "live" {
			events++
		}
	}
	t.Logf("%d seconds: %d writes, %d events", seconds, writes, events)
	assert.LessOrEqual(t, events, seconds+1)
	assert.LessOrEqual(t, writes, 2*3*seconds+4, "two writes a server and second, some of which lose a race")
	assert.Empty(t, w.Logged)
}

func TestAMeetingEndsByItself(t *testing.T) {
	for name, c := range map[string]struct {
		flags     string
		invitedAt string
		joinedAt  string
		onAt      string
		overAt    string
		says      string
		lasted    any
	}{
		"four hours after the last join": {
			"", "2026-10-23T14:00:00+02:00", "2026-10-23T14:03:00+02:00", "2026-10-23T18:02:00+02:00", "2026-10-23T18:03:00+02:00",
			"\n1 person joined from here", nil,
		},
		"at the planned end": {
			"--at 14:00 --for 1h", "2026-10-23T13:00:00+02:00", "2026-10-23T14:03:00+02:00", "2026-10-23T14:59:00+02:00", "2026-10-23T15:00:00+02:00",
			"\nIt lasted 57 min · 1 person joined from here", 57,
		},
	} {
		t.Run(name, func(t *testing.T) {
			w := newPlannedWorld(t)
			w.clock.Set(at(t, c.invitedAt))
			w.minute()
			post := w.invitesBy(c.flags)
			w.clock.Set(at(t, c.joinedAt))
			w.joins(w.bob, post)
			w.waitForJoined(post, w.bob)
			w.passes(c.joinedAt, c.onAt)
			assert.Len(t, w.live(w.alice), 1)

			w.passes(c.overAt, c.overAt)

			w.waitUntilOver()
			w.passes(c.overAt, c.overAt)
			still, _ := w.GetPost(post.Id)
			assert.Equal(t, "open", still.GetProp("status"), "a late person still finds the link")
			assert.Contains(t, still.Message, c.says)
			assert.EqualValues(t, c.lasted, still.GetProp("lasted_minutes"))
			assert.EqualValues(t, 1, still.GetProp("joined_count"))
			assert.Empty(t, w.Logged)
		})
	}
}

// invitesBy invites by command as alice, now or later.
func (w *world) invitesBy(flags string) *model.Post {
	w.t.Helper()
	if flags != "" {
		return w.plans(w.alice, flags)
	}
	return w.posts(w.alice, w.types(w.alice, "/blizz m12-345-678"))
}

func TestEachStartOfASeriesIsAMeeting(t *testing.T) {
	w := newPlannedWorld(t)
	post := w.plans(w.alice, "--at 14:00 --for 1h --every week")
	w.joins(w.bob, post) // two hours early
	w.passes("2026-10-23T13:55:00+02:00", "2026-10-23T14:02:00+02:00")
	assert.Empty(t, w.live(w.alice), "a click long before the start does not begin the meeting")
	w.joins(w.bob, post)
	w.waitForJoined(post, w.bob)
	w.passes("2026-10-23T14:03:00+02:00", "2026-10-23T15:01:00+02:00")
	w.waitUntilOver()
	w.passes("2026-10-30T13:59:00+01:00", "2026-10-30T14:02:00+01:00")
	w.joins(w.bob, post)
	w.joins(w.carol, post)
	w.waitForJoined(post, w.bob, w.carol)
	w.passes("2026-10-30T14:03:00+01:00", "2026-10-30T15:01:00+01:00")
	w.waitUntilOver()

	replies := w.replies(post)
	require.Len(t, replies, 2)
	assert.Contains(t, replies[0].Message, "\nIt lasted 58 min · 1 person joined from here")
	assert.EqualValues(t, 58, replies[0].GetProp("lasted_minutes"))
	assert.Contains(t, replies[1].Message, "\nIt lasted 58 min · 2 people joined from here")
	still, _ := w.GetPost(post.Id)
	assert.Nil(t, still.GetProp("lasted_minutes"), "only the reply of each start has the attendance")
	assert.Empty(t, w.Logged)
}

func TestAMeetingIsOverIfItsPostOrChannelIsGone(t *testing.T) {
	for name, goes := range map[string]func(*world, *model.Post){
		"the post":                func(w *world, post *model.Post) { require.Nil(w.t, w.DeletePost(post.Id)) },
		"the channel is archived": func(w *world, post *model.Post) { w.Archive(post.ChannelId) },
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			post := w.invites(w.alice, nil).post(t)
			w.joins(w.bob, post)
			w.waitForJoined(post, w.bob)
			goes(w, post)
			w.minute()
			w.waitUntilOver()
			assert.Empty(t, w.Logged)
		})
	}
}

// TestAJoinAfterTheEndContinuesTheMeeting: the meeting was taken to be over.
func TestAJoinAfterTheEndContinuesTheMeeting(t *testing.T) {
	w := newPlannedWorld(t)
	post := w.plans(w.alice, "--at 14:00 --for 1h")
	w.passes("2026-10-23T13:59:00+02:00", "2026-10-23T14:03:00+02:00")
	w.joins(w.bob, post)
	w.waitForJoined(post, w.bob)
	w.passes("2026-10-23T14:04:00+02:00", "2026-10-23T15:00:00+02:00")
	w.waitUntilOver()
	w.clock.Set(at(t, "2026-10-23T15:05:00+02:00"))
	w.joins(w.carol, post)
	on := w.waitForJoined(post, w.bob, w.carol)
	assert.Equal(t, at(t, "2026-10-23T14:03:00+02:00").UnixMilli(), on.Since)
	w.passes("2026-10-23T15:06:00+02:00", "2026-10-23T15:36:00+02:00")
	w.waitUntilOver()
	still, _ := w.GetPost(post.Id)
	assert.EqualValues(t, 92, still.GetProp("lasted_minutes"))
	assert.EqualValues(t, 2, still.GetProp("joined_count"))
}

// TestTheInviterLearnsThatAMeetingIsOn: only the author is told, after the invitation.
func TestTheInviterLearnsThatAMeetingIsOn(t *testing.T) {
	w := newWorld(t)
	first := w.invites(w.alice, nil).post(t)
	w.joins(w.bob, first)
	w.waitForJoined(first, w.bob)
	same := "This meeting is on already in this channel: 1 person joined from here. [Join](https://go.blizz.com/join/m12345678)"
	other := "Another meeting is on in this channel: Blizz m12-345-678, 1 person joined from here. [Join](https://go.blizz.com/join/m12345678)"
	authors := map[string]string{}
	for says, meeting := range map[string]string{same: "m12-345-678", other: "m99-999-999"} {
		byCommand, byRoute := w.AddUser("dave "+meeting, "en"), w.AddUser("erin "+meeting, "en")
		w.posts(byCommand, w.types(byCommand, "/blizz "+meeting))
		w.AddMember(w.channel, byRoute)
		w.invites(byRoute, map[string]any{"meeting": meeting}).post(t)
		authors[byCommand], authors[byRoute] = says, says
	}
	assert.Empty(t, w.Told, "nobody is told before the invitation is posted")
	w.plans(w.carol, "--at tomorrow 9:00")
	for author, says := range authors {
		require.Eventually(t, func() bool { return len(w.ToldTo(author)) == 1 }, 3*time.Second, 5*time.Millisecond)
		assert.Equal(t, says, w.ToldTo(author)[0].Message)
		assert.Equal(t, w.channel, w.ToldTo(author)[0].ChannelId)
	}
	assert.Empty(t, w.ToldTo(w.carol), "a person who plans a later meeting gets no notice")
}

// TestTheInviterLearnsThatAMeetingIsOnAtAnotherServer: nobody has asked this server since the meeting began.
func TestTheInviterLearnsThatAMeetingIsOnAtAnotherServer(t *testing.T) {
	one, other := newCluster(t, true)
	one.isCluster(true)
	other.isCluster(true)
	post := one.invites(one.alice, nil).post(t)
	one.joins(one.bob, post)
	one.waitForJoined(post, one.bob)
	author := one.AddUser("dave", "en")
	other.posts(author, other.types(author, "/blizz m99-999-999"))
	require.Eventually(t, func() bool { return len(one.ToldTo(author)) == 1 }, 3*time.Second, 5*time.Millisecond)
	assert.Contains(t, one.ToldTo(author)[0].Message, "Another meeting is on in this channel")
}

// TestARestartKeepsTheMeetingsThatAreOn: a damaged stored value does no harm.
func TestARestartKeepsTheMeetingsThatAreOn(t *testing.T) {
	w := newWorld(t)
	post := w.invites(w.alice, nil).post(t)
	w.joins(w.bob, post)
	require.NoError(t, w.plugin.OnDeactivate())
	require.NoError(t, w.plugin.OnActivate())
	w.waitForJoined(post, w.bob)

	w.Store("live_"+w.channel, `{"version": 99}`)
	assert.Empty(t, w.live(w.alice))
	w.joins(w.carol, post)
	w.waitForJoined(post, w.carol)
}
