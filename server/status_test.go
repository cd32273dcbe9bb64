package main

import (
	"net/http"
	"testing"
	"time"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// showsStatus lets a person's status show that they are in a meeting.
func (w *world) showsStatus(userID string) {
	w.Store("me_"+userID, `{"version": 1, "remind_before_minutes": 10, "show_status": true, "show_joined": true}`)
}

// statusOf returns a person's status: its text and its end. It is empty for none.
func (w *world) statusOf(userID string) (text string, until time.Time) {
	w.t.Helper()
	user, appErr := w.GetUser(userID)
	require.Nil(w.t, appErr)
	if status := user.GetCustomStatus(); status != nil {
		return status.Text, status.ExpiresAt
	}
	return "", time.Time{}
}

func (w *world) waitForStatus(userID, want string) (until time.Time) {
	w.t.Helper()
	require.Eventually(w.t, func() bool {
		var text string
		text, until = w.statusOf(userID)
		return text == want
	}, 3*time.Second, 5*time.Millisecond)
	return until
}

func TestTheStatusTellsOfTheMeeting(t *testing.T) {
	vacation := &model.CustomStatus{Emoji: "palm_tree", Text: "Vacation"}
	for name, c := range map[string]struct {
		flags  string
		before *model.CustomStatus
		until  string
		back   string
	}{
		"for an hour":                                 {"", nil, "2026-10-23T15:03:00+02:00", ""},
		"until the planned end":                       {"--at 14:00 --for 45m", nil, "2026-10-23T14:45:00+02:00", ""},
		"with a former status":                        {"", vacation, "2026-10-23T15:03:00+02:00", "Vacation"},
		"with a former status, until the planned end": {"--at 14:00 --for 45m", vacation, "2026-10-23T14:45:00+02:00", "Vacation"},
	} {
		t.Run(name, func(t *testing.T) {
			w := newPlannedWorld(t)
			w.showsStatus(w.bob)
			if c.before != nil {
				require.Nil(t, w.UpdateUserCustomStatus(w.bob, c.before))
			}
			post := w.invitesBy(c.flags)
			w.clock.Set(at(t, "2026-10-23T14:03:00+02:00"))
			w.joins(w.bob, post)
			w.joins(w.carol, post)
			until := w.waitForStatus(w.bob, "Blizz")
			assert.True(t, at(t, c.until).Equal(until), "%v", until)
			w.waitForJoined(post, w.bob, w.carol)
			text, _ := w.statusOf(w.carol)
			assert.Empty(t, text, "a person who did not choose it has no status")

			w.passes("2026-10-23T14:04:00+02:00", "2026-10-23T14:44:00+02:00")
			w.waitForStatus(w.bob, "Blizz")
			require.NoError(t, w.plugin.OnDeactivate())
			require.NoError(t, w.plugin.OnActivate(), "a restart in between loses nothing")
			w.passes(c.until, c.until)
			w.waitForStatus(w.bob, c.back)
			assert.Empty(t, w.Keys("status_"))
			assert.Empty(t, w.Logged)
		})
	}
}

func TestTheStatusEndsWithTheMeeting(t *testing.T) {
	w := newWorld(t)
	w.showsStatus(w.bob)
	require.Nil(t, w.UpdateUserCustomStatus(w.bob, &model.CustomStatus{Emoji: "house", Text: "At home"}))
	post := w.invites(w.alice, nil).post(t)
	w.joins(w.bob, post)
	w.waitForStatus(w.bob, "Blizz")
	w.asks(w.alice, http.MethodPost, "/invitations/"+post.Id+"/end", "")
	w.waitForStatus(w.bob, "At home")
	require.Eventually(t, func() bool { return len(w.Keys("status_")) == 0 }, time.Second, time.Millisecond)
}

func TestThePersonsOwnStatusStays(t *testing.T) {
	w := newWorld(t)
	w.showsStatus(w.bob)
	post := w.invites(w.alice, nil).post(t)
	w.joins(w.bob, post)
	w.waitForStatus(w.bob, "Blizz")
	require.Nil(t, w.UpdateUserCustomStatus(w.bob, &model.CustomStatus{Emoji: "coffee", Text: "Coffee"}))
	w.asks(w.alice, http.MethodPost, "/invitations/"+post.Id+"/end", "")
	require.Eventually(t, func() bool { return len(w.Keys("status_")) == 0 }, 3*time.Second, time.Millisecond)
	text, _ := w.statusOf(w.bob)
	assert.Equal(t, "Coffee", text)
}

// TestTheStatusOfTwoMeetings: the person's former status comes back after the second meeting.
func TestTheStatusOfTwoMeetings(t *testing.T) {
	w := newWorld(t)
	w.showsStatus(w.bob)
	require.Nil(t, w.UpdateUserCustomStatus(w.bob, &model.CustomStatus{Emoji: "house", Text: "At home"}))
	first, second := w.invites(w.alice, nil).post(t), w.invites(w.alice, nil).post(t)
	w.joins(w.bob, first)
	w.waitForStatus(w.bob, "Blizz")
	w.joins(w.bob, second)
	require.Eventually(t, func() bool { return len(w.live(w.alice)) == 2 }, 3*time.Second, 5*time.Millisecond)
	w.asks(w.alice, http.MethodPost, "/invitations/"+first.Id+"/end", "")
	w.minute()
	text, _ := w.statusOf(w.bob)
	assert.Equal(t, "Blizz", text, "the second meeting is still on")
	w.asks(w.alice, http.MethodPost, "/invitations/"+second.Id+"/end", "")
	w.waitForStatus(w.bob, "At home")
}

// isQuiet tells whether the person gets no notifications.
func (w *world) isQuiet(userID string) bool {
	w.t.Helper()
	status, appErr := w.GetUserStatus(userID)
	require.Nil(w.t, appErr)
	return status.Status == model.StatusDnd
}

func TestDoNotDisturbDuringAMeeting(t *testing.T) {
	for name, c := range map[string]struct {
		chosen    string
		meanwhile func(*world)
		during    bool
		after     string
	}{
		"a person who chose it":          {chosen: "true", during: true, after: model.StatusOnline},
		"a person who did not choose it": {chosen: "false", after: model.StatusOnline},
		"a person who ends it meanwhile": {"true", func(w *world) { _, _ = w.UpdateUserStatus(w.bob, model.StatusAway) }, true, model.StatusAway},
		"a person who sets another end":  {"true", func(w *world) { _, _ = w.SetUserStatusTimedDND(w.bob, 4e9) }, true, model.StatusDnd},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			w.asks(w.bob, http.MethodPut, "/me", `{"show_status": true, "do_not_disturb": `+c.chosen+`}`)
			post := w.invites(w.alice, nil).post(t)
			w.joins(w.bob, post)
			w.waitForStatus(w.bob, "Blizz")
			if c.during {
				require.Eventually(t, func() bool { return w.isQuiet(w.bob) }, 3*time.Second, 5*time.Millisecond)
			}
			if c.meanwhile != nil {
				c.meanwhile(w)
			}
			w.asks(w.alice, http.MethodPost, "/invitations/"+post.Id+"/end", "")
			require.Eventually(t, func() bool { return len(w.Keys("status_")) == 0 }, 3*time.Second, 5*time.Millisecond)
			status, appErr := w.GetUserStatus(w.bob)
			require.Nil(t, appErr)
			assert.Equal(t, c.after, status.Status)
		})
	}
}

func TestThePersonsOwnDoNotDisturbStays(t *testing.T) {
	w := newWorld(t)
	w.asks(w.bob, http.MethodPut, "/me", `{"show_status": true, "do_not_disturb": true}`)
	_, appErr := w.UpdateUserStatus(w.bob, model.StatusDnd)
	require.Nil(t, appErr)
	post := w.invites(w.alice, nil).post(t)
	w.joins(w.bob, post)
	w.waitForStatus(w.bob, "Blizz")
	w.asks(w.alice, http.MethodPost, "/invitations/"+post.Id+"/end", "")
	require.Eventually(t, func() bool { return len(w.Keys("status_")) == 0 }, 3*time.Second, 5*time.Millisecond)
	assert.True(t, w.isQuiet(w.bob))
}

// TestTwoMeetingsInARowDisturbAgain: the person's former availability comes back after the second meeting.
func TestTwoMeetingsInARowDisturbAgain(t *testing.T) {
	w := newWorld(t)
	w.asks(w.bob, http.MethodPut, "/me", `{"show_status": true, "do_not_disturb": true}`)
	first, second := w.invites(w.alice, nil).post(t), w.invites(w.alice, nil).post(t)
	for _, post := range []*model.Post{first, second} {
		w.joins(w.bob, post)
		require.Eventually(t, func() bool { return w.isQuiet(w.bob) }, 3*time.Second, 5*time.Millisecond)
	}
	require.Eventually(t, func() bool { return len(w.live(w.alice)) == 2 }, 3*time.Second, 5*time.Millisecond)
	for _, post := range []*model.Post{first, second} {
		w.asks(w.alice, http.MethodPost, "/invitations/"+post.Id+"/end", "")
	}
	require.Eventually(t, func() bool { return len(w.Keys("status_")) == 0 }, 3*time.Second, 5*time.Millisecond)
	assert.False(t, w.isQuiet(w.bob))
}
