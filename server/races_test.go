package main

import (
	"net/http"
	"sync"
	"testing"
	"time"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"mattermost-plugin-blizz/server/fake"
)

// TestAnEndStaysDuringARun: the job reads a post, then somebody ends that meeting. The job must not
// overwrite the end.
func TestAnEndStaysDuringARun(t *testing.T) {
	w := newWorld(t)
	first, second := w.invites(w.alice, nil).post(t), w.invites(w.bob, nil).post(t)
	w.joins(w.carol, first)
	w.waitForJoined(first, w.carol)
	w.joins(w.carol, second)
	require.Eventually(t, func() bool { return len(w.live(w.alice)) == 2 }, 3*time.Second, 5*time.Millisecond)

	ended := 0
	w.During("GetChannel", func() { // the job reads the channel, then the posts
		w.During("GetPost", func() {
			w.During("GetPost", func() {
				ended = w.asks(w.alice, http.MethodPost, "/invitations/"+first.Id+"/end", "").Status
			})
		})
	})
	w.minute()

	require.Equal(t, http.StatusOK, ended)
	post, _ := w.GetPost(first.Id)
	assert.Equal(t, "ended", post.GetProp("status"))
	assert.NotContains(t, post.Message, "](")
}

// meanwhile sends a first request, and the second one while the first writes the post. It answers with both statuses. The
// second one may be done at once, or wait for the first.
func (w *world) meanwhile(first, second func() answer) (firstStatus, secondStatus int) {
	w.t.Helper()
	done := make(chan int, 1)
	w.During("UpdatePost", func() {
		go func() { done <- second().Status }()
		select {
		case secondStatus = <-done:
			done <- secondStatus
		case <-time.After(200 * time.Millisecond):
		}
	})
	firstStatus = first().Status
	return firstStatus, <-done
}

// TestChangesAndEndsAtOnce: an invitation that is not planned has no record, and Mattermost writes a post whole.
func TestChangesAndEndsAtOnce(t *testing.T) {
	setUp := func(t *testing.T) (w *world, post *model.Post, end, newTopic, newPassword func() answer) {
		w = newWorld(t)
		other := w.anotherServer()
		post = w.invites(w.alice, nil).post(t)
		change := func(server *Plugin, method, path, body string) func() answer {
			return func() answer { return w.asksAt(server, w.alice, method, "/invitations/"+post.Id+path, body) }
		}
		return w, post, change(other, http.MethodPost, "/end", ""),
			change(w.plugin, http.MethodPatch, "", `{"topic": "New"}`), change(other, http.MethodPatch, "", `{"password": "secret"}`)
	}
	t.Run("an end while it is changed", func(t *testing.T) {
		w, post, end, newTopic, _ := setUp(t)
		changed, ended := w.meanwhile(newTopic, end)
		assert.Equal(t, []int{http.StatusOK, http.StatusOK}, []int{changed, ended})
		stored, _ := w.GetPost(post.Id)
		assert.Equal(t, "ended", stored.GetProp("status"))
		assert.Equal(t, "New", stored.GetProp("topic"))
		assert.NotContains(t, stored.Message, "](")
	})
	t.Run("a change while it is ended", func(t *testing.T) {
		w, post, end, newTopic, _ := setUp(t)
		ended, changed := w.meanwhile(end, newTopic)
		assert.Equal(t, []int{http.StatusOK, http.StatusConflict}, []int{ended, changed})
		stored, _ := w.GetPost(post.Id)
		assert.Equal(t, "ended", stored.GetProp("status"))
	})
	t.Run("two changes", func(t *testing.T) {
		w, post, _, newTopic, newPassword := setUp(t)
		first, second := w.meanwhile(newTopic, newPassword)
		assert.Equal(t, []int{http.StatusOK, http.StatusOK}, []int{first, second})
		stored, _ := w.GetPost(post.Id)
		assert.Equal(t, []any{"New", "secret"}, []any{stored.GetProp("topic"), stored.GetProp("password")})
		assert.Contains(t, stored.Message, "New")
		assert.Contains(t, stored.Message, "secret")
	})
	t.Run("two ends", func(t *testing.T) {
		w, _, end, _, _ := setUp(t)
		first, second := w.meanwhile(end, end)
		assert.Equal(t, []int{http.StatusOK, http.StatusConflict}, []int{first, second})
	})
}

// laggingPosts is a Mattermost with a replica that returns the former post for a few reads.
type laggingPosts struct {
	*fake.Mattermost
	mutex sync.Mutex
	old   *model.Post
	reads int
}

func (l *laggingPosts) GetPost(postID string) (*model.Post, *model.AppError) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	if l.reads > 0 && postID == l.old.Id {
		l.reads--
		return l.old.Clone(), nil
	}
	return l.Mattermost.GetPost(postID)
}

// TestAChangeDoesNotReadAnOldPost: a replica of the database may have an older post than the primary.
func TestAChangeDoesNotReadAnOldPost(t *testing.T) {
	w := newWorld(t)
	lagging := &laggingPosts{Mattermost: w.Mattermost}
	w.restartIn(lagging)
	post := w.invites(w.alice, nil).post(t)
	lagging.old, _ = w.GetPost(post.Id)
	require.Equal(t, http.StatusOK, w.changes(w.alice, post, map[string]any{"topic": "New"}).Status)
	lagging.reads = 3
	require.Equal(t, http.StatusOK, w.changes(w.alice, post, map[string]any{"password": "secret"}).Status)
	stored, _ := w.GetPost(post.Id)
	assert.Equal(t, []any{"New", "secret"}, []any{stored.GetProp("topic"), stored.GetProp("password")})

	lagging.old = stored
	require.Equal(t, http.StatusOK, w.asks(w.alice, http.MethodPost, "/invitations/"+post.Id+"/end", "").Status)
	lagging.reads = 3
	assert.Equal(t, http.StatusConflict, w.changes(w.alice, post, map[string]any{"topic": "Newer"}).Status)
	stored, _ = w.GetPost(post.Id)
	assert.Equal(t, "ended", stored.GetProp("status"))
}
