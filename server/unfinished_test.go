package main

import (
	"net/http"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestAChangeLosesNoReminder: somebody changes a plan after a start has come, but before the job has run.
func TestAChangeLosesNoReminder(t *testing.T) {
	for name, fields := range map[string]map[string]any{
		"its topic": {"topic": "Retro"},
		"its start": {"starts_at": at(t, "2026-10-23T16:00:00+02:00").UnixMilli()},
		"its rule":  {"repeat": "FREQ=WEEKLY"},
	} {
		t.Run(name, func(t *testing.T) {
			w := newPlannedWorld(t)
			post := w.plans(w.alice, "Sprint review --at 14:30")
			w.clock.Set(at(t, "2026-10-23T14:30:05+02:00"))
			got := w.changes(w.alice, post, fields)
			require.Equal(t, http.StatusOK, got.Status, got.Body)
			require.Len(t, w.remindersAt(post, "2026-10-23T14:31:00+02:00"), 1)
			assert.Contains(t, w.replies(post)[0].Message, "starts now")
			assert.Empty(t, w.Logged)
		})
	}
}

// TestAChangeDuringAReminderLosesNoStart: one server moves the second meeting of a series to a time before it, while
// another server reminds of the first meeting.
func TestAChangeDuringAReminderLosesNoStart(t *testing.T) {
	for name, both := range map[string]func(w *world, changes, reminds func()){
		"the reminder comes while the change is stored": func(w *world, changes, reminds func()) {
			w.During("KVSetWithOptions", reminds)
			changes()
		},
		"the change comes after the reminder": func(w *world, changes, reminds func()) {
			w.During("CreatePost", func() { w.During("KVSetWithOptions", changes) })
			reminds()
		},
		"the change comes before the reminder is noted": func(w *world, changes, reminds func()) {
			w.During("CreatePost", func() {
				w.During("KVSetWithOptions", func() { w.During("KVSetWithOptions", changes) })
			})
			reminds()
		},
	} {
		t.Run(name, func(t *testing.T) {
			w := newPlannedWorld(t)
			other := w.anotherServer()
			post := w.plans(w.alice, "--at 14:30 --every day")
			w.clock.Set(at(t, "2026-10-23T14:29:00+02:00"))
			both(w, func() {
				got := w.changes(w.alice, post, map[string]any{
					"occurrence": at(t, "2026-10-24T14:30:00+02:00").UnixMilli(),
					"starts_at":  at(t, "2026-10-23T15:30:00+02:00").UnixMilli(),
				})
				require.Equal(t, http.StatusOK, got.Status, got.Body)
			}, func() {
				w.clock.Set(at(t, "2026-10-23T14:30:00+02:00"))
				other.components.Load().schedule.Run()
			})
			w.passes("2026-10-23T14:31:00+02:00", "2026-10-23T15:29:00+02:00")
			before := len(w.replies(post))
			assert.Len(t, w.remindersAt(post, "2026-10-23T15:30:00+02:00"), before+1)
		})
	}
}

// TestAPlanIsMovedAfterTheClockWasSetBack: the new start is before the last start with a reminder.
func TestAPlanIsMovedAfterTheClockWasSetBack(t *testing.T) {
	w := newPlannedWorld(t)
	post := w.plans(w.alice, "--at 14:30")
	require.Len(t, w.remindersAt(post, "2026-10-23T14:30:00+02:00"), 1)
	w.clock.Set(at(t, "2026-10-23T13:30:00+02:00"))
	got := w.changes(w.alice, post, map[string]any{"starts_at": at(t, "2026-10-23T14:00:00+02:00").UnixMilli()})
	require.Equal(t, http.StatusOK, got.Status, got.Body)
	assert.Len(t, w.remindersAt(post, "2026-10-23T14:00:00+02:00"), 2)
}

func TestAChangeIsShownLaterIfThePostFails(t *testing.T) {
	for name, asks := range map[string]struct {
		ask  func(w *world, postID string) answer
		says string
	}{
		"a change": {func(w *world, postID string) answer {
			return w.asks(w.alice, http.MethodPatch, "/invitations/"+postID, `{"topic": "Retro"}`)
		}, "\nRetro\n"},
		"the end": {func(w *world, postID string) answer {
			return w.asks(w.alice, http.MethodPost, "/invitations/"+postID+"/end", "")
		}, "alice invited you"},
	} {
		t.Run(name, func(t *testing.T) {
			w := newPlannedWorld(t)
			post := w.plans(w.alice, "--at 14:30")
			w.Fail("UpdatePost")
			code, message := asks.ask(w, post.Id).error(t)
			assert.Equal(t, "shown_later", code)
			assert.Contains(t, message, "This is stored")
			w.Mend("UpdatePost")
			w.passes("2026-10-23T12:01:00+02:00", "2026-10-23T12:02:00+02:00")
			shown, _ := w.GetPost(post.Id)
			assert.Contains(t, shown.Message, asks.says)
		})
	}
}

// TestACrashWhilePlanning: after a crash at any call, either the plan exists and reminds, or its record is gone after
// minutes and all else after a day.
func TestACrashWhilePlanning(t *testing.T) {
	for calls := range 16 {
		t.Run(strconv.Itoa(calls), func(t *testing.T) {
			w := newPlannedWorld(t)
			w.CrashAfter(calls, calls%2 == 0)
			w.types(w.alice, "/blizz m12-345-678 --at tomorrow 9:00 --every day")
			w.Recover()
			w.restarts()
			w.passes("2026-10-23T12:01:00+02:00", "2026-10-23T12:03:00+02:00")
			if posts := w.Posts(w.channel); len(posts) > 0 {
				assert.Len(t, w.remindersAt(posts[0], "2026-10-24T09:00:00+02:00"), 1)
				return
			}
			assert.Empty(t, w.Keys("plan_"))
			w.passes("2026-10-24T12:04:00+02:00", "2026-10-24T12:05:00+02:00")
			w.plugin.components.Load().schedule.CleanUp()
			for _, prefix := range []string{"plan_", "plans_of_", "upcoming_", "due_"} {
				assert.Empty(t, w.Keys(prefix))
			}
		})
	}
}

// TestAPostThatTakesLong: another server has removed the plan meanwhile.
func TestAPostThatTakesLong(t *testing.T) {
	w := newPlannedWorld(t)
	w.During("CreatePost", func() {
		w.clock.Set(at(t, "2026-10-23T12:01:30+02:00"))
		w.plugin.components.Load().schedule.Run()
		assert.Empty(t, w.Keys("plan_"))
	})
	post := w.plans(w.alice, "--at 14:30")
	assert.Len(t, w.Keys("plan_"), 1)
	assert.Len(t, w.remindersAt(post, "2026-10-23T14:30:00+02:00"), 1)
}

// TestTheThreadLearnsOfTheEndOnce: two servers notice the end at the same time.
func TestTheThreadLearnsOfTheEndOnce(t *testing.T) {
	w := newPlannedWorld(t)
	post := w.plans(w.alice, "--at 14:30")
	w.goes(w.bob, post)
	other := w.plugin.components.Load().schedule
	w.During("GetChannelMembersByIds", func() {
		w.clock.Set(at(t, "2026-10-23T12:01:00+02:00"))
		other.Run()
	})
	w.types(w.alice, "/blizz end all")
	w.passes("2026-10-23T12:02:00+02:00", "2026-10-23T12:05:00+02:00")
	require.Len(t, w.replies(post), 1)
	assert.Contains(t, w.replies(post)[0].Message, "alice cancelled")
}

func TestCleanUpFindsAPlanThatNoMinuteLists(t *testing.T) {
	w := newPlannedWorld(t)
	post := w.plans(w.alice, "--at tomorrow 9:00 --every day")
	w.passes("2026-10-23T12:01:00+02:00", "2026-10-23T12:02:00+02:00")
	for _, key := range w.Keys("due_") {
		require.Nil(t, w.KVDelete(key))
	}
	w.Store("due_29870000_3", `{"version": 1, "entries": ["\u0000"]}`)
	w.clock.Set(at(t, "2026-10-24T08:00:00+02:00"))
	w.plugin.components.Load().schedule.CleanUp()
	assert.NotContains(t, w.Keys("due_"), "due_29870000_3")
	assert.Len(t, w.remindersAt(post, "2026-10-24T09:00:00+02:00"), 1)
}

func TestCleanUpKeepsOpenPlans(t *testing.T) {
	w := newPlannedWorld(t)
	w.plans(w.alice, "Sprint review --at tomorrow 9:00 --every day")
	w.clock.Set(w.clock.Now().Add(2 * time.Hour))
	w.plugin.components.Load().schedule.CleanUp()
	assert.Contains(t, w.types(w.bob, "/blizz upcoming").Text, "Sprint review")
	assert.Len(t, w.Keys("plans_of_"), 1)
}

// TestAMeetingIsCancelledWhileItsAnswersAreOffered: opening the plan must not delete the remaining work of the end.
func TestAMeetingIsCancelledWhileItsAnswersAreOffered(t *testing.T) {
	w := newPlannedWorld(t)
	var ending sync.WaitGroup
	w.During("AddReaction", func() {
		postID := w.Posts(w.channel)[0].Id
		_, appErr := w.AddReaction(&model.Reaction{UserId: w.bob, PostId: postID, EmojiName: "white_check_mark"})
		assert.Nil(t, appErr)
		ending.Go(func() {
			_, err := w.plugin.components.Load().poster.End(w.alice, postID)
			assert.NoError(t, err)
		})
		// The meeting is cancelled now. No notice may come before the opening is done.
		assert.Eventually(t, func() bool { return w.Posts(w.channel)[0].GetProp("status") == "cancelled" }, time.Second, time.Millisecond)
	})
	post := w.invites(w.alice, map[string]any{
		"topic": "Sprint review", "starts_at": at(t, "2026-10-23T14:30:00+02:00").UnixMilli(),
	}).post(t)
	ending.Wait()
	w.settles()
	replies := w.replies(post)
	require.Len(t, replies, 1)
	assert.Contains(t, replies[0].Message, "alice cancelled Sprint review")
}
