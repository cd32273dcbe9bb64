package main

import (
	"fmt"
	"testing"
	"time"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// crowded returns a world in which many meetings start at 14:30, an inviter each, spread over a few channels.
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
		w.Enter(w.channel, inviter)
		posts = append(posts, w.plans(inviter, "--at 14:30"))
	}
	w.passes("2026-10-23T12:01:00+02:00", "2026-10-23T12:03:00+02:00")
	return w, posts
}

// callsAt are how many calls of the API a minute takes for each of so many plans.
func (w *world) callsAt(moment string, plans int) float64 {
	w.passes(moment, moment)
	w.clock.Set(w.clock.Now().Add(time.Minute))
	w.Calls()
	w.minutePasses()
	return float64(len(w.Calls())) / float64(plans)
}

// TestRemindersTakeFewCalls: what many reminders share is asked for once. Each of them needs its record, its post and its
// reactions, a claim, the reminder, and a note that it is done; before a start, no post and no note, but who chose when to
// be reminded, and a channel for the message.
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
