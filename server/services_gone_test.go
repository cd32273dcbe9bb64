package main

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestMeetingsOfARemovedServiceHaveNoEmptyLinks(t *testing.T) {
	w := worldWithServices(t)
	post := w.plansMeeting(w.alice, "859 9624 9517", "--at 15:00")
	require.Contains(t, post.Message, "join [Zoom meeting 859 9624 9517](https://zoom.us/j/85996249517)")
	w.configures(nil)

	changed := w.changes(w.alice, post, map[string]any{"topic": "Retro [x]()"})
	require.Equal(t, http.StatusOK, changed.Status, changed.Body)
	shown, appErr := w.GetPost(post.Id)
	require.Nil(t, appErr)
	assert.Contains(t, shown.Message, "alice invites you to join zoom meeting 85996249517\nRetro \\[x\\]\\()\n")
}
