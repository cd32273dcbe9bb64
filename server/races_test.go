package main

import (
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestAnEndStaysWhileOthersAreLookedAt: the job has read a post, then somebody ends that meeting. The job must not write what
// it has read over that.
func TestAnEndStaysWhileOthersAreLookedAt(t *testing.T) {
	w := newWorld(t)
	first, second := w.invites(w.alice, nil).post(t), w.invites(w.bob, nil).post(t)
	w.joins(w.carol, first)
	w.waitForJoined(first, w.carol)
	w.joins(w.carol, second)
	require.Eventually(t, func() bool { return len(w.live(w.alice)) == 2 }, 3*time.Second, 5*time.Millisecond)

	ended := 0
	w.During("GetChannel", func() { // the job reads the channel, the first post, then the second one
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
