package main

import (
	"fmt"
	"testing"
	"time"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// crowded returns a world in which many meetings start at 14:30. Each has its own inviter. They are in a few channels.
func crowded(t testing.TB, plans int) (w *world, posts []*model.Post) {
	t.Helper()
	w = newPlannedWorld(t)
	var channels []string
	for range 10 {
		channels = append(channels, w.AddChannel())
	}
	for i := range plans {
		inviter := w.AddUser(fmt.Sprint("inviter", i), "en")
		w.Move(inviter, "Europe/Berlin")
		w.channel = channels[i%len(channels)]
		w.AddMember(w.channel, inviter)
		posts = append(posts, w.plans(inviter, "--at 14:30"))
	}
	w.passes("2026-10-23T12:01:00+02:00", "2026-10-23T12:03:00+02:00")
	return w, posts
}

// callsAt returns the API calls in one minute, for each of that many plans.
func (w *world) callsAt(moment string, plans int) float64 {
	w.passes(moment, moment)
	w.clock.Set(w.clock.Now().Add(time.Minute))
	w.Calls()
	w.minutePasses()
	return float64(len(w.Calls())) / float64(plans)
}

// TestRemindersTakeFewCalls: a fact that many reminders need is asked for once. Each reminder needs its own record,
// post, reactions, claim, reply, and a note that it is done. A reminder before a start needs no post and no note, but
// the person's choice and a channel for the message.
func TestRemindersTakeFewCalls(t *testing.T) {
	w, posts := crowded(t, 300)
	assert.Less(t, w.callsAt("2026-10-23T14:19:00+02:00", len(posts)), 6.6, "ten minutes before")
	for _, post := range posts {
		require.Len(t, w.messagesTo(post.UserId), 1)
	}
	assert.Less(t, w.callsAt("2026-10-23T14:29:00+02:00", len(posts)), 6.6, "at the start")
	for _, post := range posts {
		require.Len(t, w.replies(post), 1)
	}
}
