package main

import (
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/mattermost/mattermost/server/public/plugin"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"mattermost-plugin-blizz/server/fake"
)

// halfway is a Mattermost that goes down in the middle of a task.
type halfway struct {
	*fake.Mattermost
	// loses makes a post, but loses the answer.
	loses atomic.Bool
	// noReminders keeps reminders from being planned.
	noReminders atomic.Bool
	// noOpening keeps plans from being opened.
	noOpening atomic.Bool
	// lags is the number of reads until a replica has a post.
	lags atomic.Int32
}

func lost(method string) *model.AppError {
	return model.NewAppError(method, "lost", nil, "", http.StatusInternalServerError)
}

// CreatePost implements plugin.API.
func (m *halfway) CreatePost(post *model.Post) (*model.Post, *model.AppError) {
	created, err := m.Mattermost.CreatePost(post)
	if m.loses.Load() && err == nil {
		return nil, lost("CreatePost")
	}
	return created, err
}

// GetPost implements plugin.API.
func (m *halfway) GetPost(postID string) (*model.Post, *model.AppError) {
	if m.lags.Add(-1) >= 0 {
		return nil, model.NewAppError("GetPost", "not_found", nil, "", http.StatusNotFound)
	}
	return m.Mattermost.GetPost(postID)
}

// KVSetWithOptions implements plugin.API.
func (m *halfway) KVSetWithOptions(key string, value []byte, options model.PluginKVSetOptions) (bool, *model.AppError) {
	if m.noReminders.Load() && strings.HasPrefix(key, "due_") {
		return false, lost("KVSetWithOptions")
	}
	if m.noOpening.Load() && strings.Contains(string(value), `"state":"open"`) {
		return false, lost("KVSetWithOptions")
	}
	return m.Mattermost.KVSetWithOptions(key, value, options)
}

// newHalfwayWorld returns a planned world on a halfway server.
func newHalfwayWorld(t *testing.T) (*world, *halfway) {
	t.Helper()
	w := newPlannedWorld(t)
	mattermost := &halfway{Mattermost: w.Mattermost}
	w.restartIn(mattermost)
	return w, mattermost
}

// restartIn starts the plugin again, on another Mattermost with the same data.
func (w *world) restartIn(mattermost plugin.API) {
	w.t.Helper()
	require.NoError(w.t, w.plugin.OnDeactivate())
	w.plugin = activePlugin(w.t, mattermost, w.clock)
}

func TestAPostWhoseAnswerWasLostIsNotPostedTwice(t *testing.T) {
	for name, fields := range map[string]map[string]any{
		"now":     {"pending_post_id": "click", "topic": "Sprint review"},
		"planned": {"pending_post_id": "click", "starts_at": at(t, "2026-10-24T09:00:00+02:00").UnixMilli()},
	} {
		t.Run(name, func(t *testing.T) {
			w, mattermost := newHalfwayWorld(t)
			mattermost.loses.Store(true)
			require.Equal(t, http.StatusInternalServerError, w.invites(w.alice, fields).Status)
			mattermost.loses.Store(false)
			for range 3 {
				again := w.invites(w.alice, fields)
				require.Equal(t, http.StatusCreated, again.Status, again.Body)
				require.Len(t, w.Posts(w.channel), 1)
				assert.Equal(t, w.Posts(w.channel)[0].Id, again.post(t).Id)
			}
		})
	}
}

func TestAReplicaMayLag(t *testing.T) {
	w, mattermost := newHalfwayWorld(t)
	fields := map[string]any{"pending_post_id": "click", "starts_at": at(t, "2026-10-24T09:00:00+02:00").UnixMilli()}
	mattermost.lags.Store(2)
	planned := w.invites(w.alice, fields)
	require.Equal(t, http.StatusCreated, planned.Status, planned.Body)
	assert.Contains(t, planned.post(t).Message, "calendar.ics")
	mattermost.lags.Store(2)
	again := w.invites(w.alice, fields)
	require.Equal(t, http.StatusCreated, again.Status, again.Body)
	assert.Equal(t, planned.post(t).Id, again.post(t).Id)
	assert.Empty(t, w.Logged)
}

func TestThePersonLearnsThatAPostMayExist(t *testing.T) {
	w, mattermost := newHalfwayWorld(t)
	mattermost.loses.Store(true)
	code, message := w.invites(w.bob, nil).error(t)
	assert.Equal(t, "maybe_posted", code)
	assert.Contains(t, message, "Sieh im Kanal nach")
	assert.Contains(t, w.types(w.alice, "/blizz m12-345-678 --at 14:30").Text, "Look in the channel before you try again.")
	assert.Len(t, w.Logged, 2)
}

func TestAnotherPersonsPostIsNotTakenForTheLostOne(t *testing.T) {
	w, _ := newHalfwayWorld(t)
	click := map[string]any{"pending_post_id": "click", "topic": "Sprint"}
	w.invites(w.alice, map[string]any{"topic": "Sprint review"})
	w.invites(w.bob, map[string]any{"topic": "Sprint"})
	w.Fail("CreatePost")
	require.Equal(t, http.StatusInternalServerError, w.invites(w.alice, click).Status)
	w.Fail("GetPostsForChannel")
	require.Equal(t, http.StatusInternalServerError, w.invites(w.alice, click).Status, "nobody knows")
	w.Mend("CreatePost")
	w.Mend("GetPostsForChannel")
	require.Equal(t, http.StatusCreated, w.invites(w.alice, click).Status)
	assert.Len(t, w.Posts(w.channel), 3)
}

// TestAPlanWithoutAPostIsForgotten: the database is gone when a run would remove the plan. A later run removes it.
func TestAPlanWithoutAPostIsForgotten(t *testing.T) {
	w := newPlannedWorld(t)
	w.Fail("CreatePost")
	w.Fail("KVDelete")
	require.Equal(t, http.StatusInternalServerError, w.invites(w.alice, map[string]any{
		"starts_at": at(t, "2026-10-24T09:00:00+02:00").UnixMilli(),
	}).Status)
	w.Mend("CreatePost")
	require.Len(t, w.Keys("plan_"), 1, "the plan could not be removed")
	w.passes("2026-10-23T12:01:00+02:00", "2026-10-23T12:04:00+02:00")
	w.Mend("KVDelete")
	w.passes("2026-10-23T12:05:00+02:00", "2026-10-23T12:08:00+02:00")
	assert.Empty(t, w.Keys("plan_"))
}

// TestAPlannedInvitationIsFinished: the server goes down at any step.
func TestAPlannedInvitationIsFinished(t *testing.T) {
	for name, c := range map[string]struct {
		goDown, comeUp func(w *world, mattermost *halfway)
		status         int
	}{
		"after its post": {
			func(_ *world, m *halfway) { m.loses.Store(true) },
			func(_ *world, m *halfway) { m.loses.Store(false) },
			http.StatusInternalServerError,
		},
		"before it is opened": {
			func(_ *world, m *halfway) { m.noOpening.Store(true) },
			func(_ *world, m *halfway) { m.noOpening.Store(false) },
			http.StatusCreated,
		},
		"before its reactions": {
			func(w *world, _ *halfway) { w.Fail("AddReaction") },
			func(w *world, _ *halfway) { w.Mend("AddReaction") },
			http.StatusCreated,
		},
	} {
		t.Run(name, func(t *testing.T) {
			w, mattermost := newHalfwayWorld(t)
			c.goDown(w, mattermost)
			start := at(t, "2026-10-23T14:30:00+02:00")
			require.Equal(t, c.status, w.invites(w.alice, map[string]any{"starts_at": start.UnixMilli()}).Status)
			c.comeUp(w, mattermost)

			w.clock.Set(w.clock.Now().Add(time.Minute))
			w.minutePasses()

			require.Len(t, w.Posts(w.channel), 1)
			post := w.Posts(w.channel)[0]
			reactions, _ := w.GetReactions(post.Id)
			assert.Len(t, reactions, 3)
			assert.Contains(t, w.types(w.alice, "/blizz upcoming").Text, post.Id)
			assert.Len(t, w.remindersAt(post, "2026-10-23T14:30:00+02:00"), 1)
		})
	}
}

func TestAPlanWithoutAPostIsRemoved(t *testing.T) {
	for name, moment := range map[string]string{
		"a minute later":     "2026-10-23T12:01:00+02:00",
		"the clock put back": "2026-10-23T11:00:00+02:00",
	} {
		t.Run(name, func(t *testing.T) {
			w := newPlannedWorld(t)
			w.Fail("CreatePost")
			w.types(w.alice, "/blizz m12-345-678 --at 14:30")
			require.NotEmpty(t, w.Keys("plan_"), "the post may exist")
			w.Mend("CreatePost")
			w.minutePasses()
			w.clock.Set(at(t, moment))
			w.minutePasses()
			w.clock.Set(at(t, "2026-10-23T12:01:00+02:00"))
			w.minutePasses()
			require.Empty(t, w.Keys("plan"))
			require.Empty(t, w.Posts(w.channel))
		})
	}
}

// TestAPlannedInvitationIsFinishedInABusyChannel: the post is not on the first page.
func TestAPlannedInvitationIsFinishedInABusyChannel(t *testing.T) {
	w, mattermost := newHalfwayWorld(t)
	mattermost.loses.Store(true)
	w.types(w.alice, "/blizz m12-345-678 --at 14:30")
	mattermost.loses.Store(false)
	for range 250 {
		_, _ = w.CreatePost(&model.Post{UserId: w.bob, ChannelId: w.channel})
	}
	w.clock.Set(w.clock.Now().Add(time.Minute))
	w.minutePasses()
	assert.Contains(t, w.types(w.bob, "/blizz upcoming").Text, w.Posts(w.channel)[0].Id)
}

func TestAPlannedInvitationIsFinishedAfterManyFailures(t *testing.T) {
	w := newPlannedWorld(t)
	w.Fail("CreatePost")
	w.types(w.alice, "/blizz m12-345-678 --at 14:30")
	w.Fail("GetPostsForChannel")
	w.passes("2026-10-23T12:01:00+02:00", "2026-10-23T13:01:00+02:00")
	require.NotEmpty(t, w.Keys("plan_"))
	w.Mend("GetPostsForChannel")
	w.passes("2026-10-23T13:02:00+02:00", "2026-10-23T13:03:00+02:00")
	require.Empty(t, w.Keys("plan"), "there is no post")
	w.passes("2026-10-23T14:30:00+02:00", "2026-10-23T14:31:00+02:00")
	require.Empty(t, w.Keys("due_"))
}

func TestFinishedPlansAreNotChanged(t *testing.T) {
	w := newPlannedWorld(t)
	w.plans(w.alice, "--at 14:30")
	w.plans(w.alice, "--at 14:30")
	w.types(w.alice, "/blizz end all")
	w.Fail("CreatePost")
	w.types(w.alice, "/blizz m12-345-678 --at 14:30")
	w.Mend("CreatePost")
	w.clock.Set(w.clock.Now().Add(time.Minute))
	w.Calls()
	w.minutePasses()
	assert.NotContains(t, w.Calls(), "UpdatePost")
}

func TestNothingIsPostedIfTheReminderCannotBeStored(t *testing.T) {
	w, mattermost := newHalfwayWorld(t)
	mattermost.noReminders.Store(true)
	response := w.types(w.alice, "/blizz m12-345-678 --at 14:30")
	assert.Contains(t, response.Text, "Something went wrong on the server, and nothing was posted")
	assert.Empty(t, w.Posts(w.channel))
}
