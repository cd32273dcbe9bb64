package main

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// written counts the writes of a request: messages, edits of messages, keys, and reactions of the bot.
type written struct{ posts, edits, keys, reactions int }

// writesOf returns the writes of a request, including those in the background.
func (w *world) writesOf(request func()) (found written) {
	w.t.Helper()
	w.settles()
	w.Calls()
	request()
	w.settles()
	require.NoError(w.t, w.plugin.OnDeactivate())
	for _, call := range w.Calls() {
		switch call {
		case "CreatePost", "SendEphemeralPost":
			found.posts++
		case "UpdatePost", "DeletePost":
			found.edits++
		case "KVSetWithOptions", "KVDelete":
			found.keys++
		case "AddReaction", "RemoveReaction":
			found.reactions++
		}
	}
	require.NoError(w.t, w.plugin.OnActivate())
	return found
}

// TestWhatOneRequestWrites: a request writes at most one message, and a few edits and keys. Mattermost's own limit also
// counts the plugin's requests, so a script gains little from the plugin. Values that stay for long have a limit of
// their own: see pace_test.go.
func TestWhatOneRequestWrites(t *testing.T) {
	const start = 1795424400000
	most := written{posts: 1, edits: 2, keys: 10, reactions: 3}
	type request func(w *world, now, planned *model.Post)
	asks := func(method, path, body string) request {
		return func(w *world, now, planned *model.Post) {
			names := strings.NewReplacer("{now}", now.Id, "{planned}", planned.Id, "{channel}", w.channel)
			answered := w.asks(w.alice, method, names.Replace(path), names.Replace(body))
			require.Less(w.t, answered.Status, http.StatusBadRequest)
		}
	}
	for name, request := range map[string]request{
		"invite":         asks(http.MethodPost, "/invitations", `{"channel_id": "{channel}", "meeting": "m12-345-678"}`),
		"plan":           asks(http.MethodPost, "/invitations", fmt.Sprintf(`{"channel_id": "{channel}", "meeting": "m12-345-678", "starts_at": %d}`, start)),
		"type":           func(w *world, _, _ *model.Post) { w.types(w.alice, "/blizz m87-654-321") },
		"type a plan":    func(w *world, _, _ *model.Post) { w.plans(w.alice, "--at tue 10:00") },
		"change":         asks(http.MethodPatch, "/invitations/{now}", `{"topic": "New"}`),
		"change a plan":  asks(http.MethodPatch, "/invitations/{planned}", fmt.Sprintf(`{"starts_at": %d}`, start)),
		"skip":           func(w *world, _, _ *model.Post) { w.types(w.alice, "/blizz skip") },
		"end":            asks(http.MethodPost, "/invitations/{now}/end", ""),
		"end a plan":     asks(http.MethodPost, "/invitations/{planned}/end", ""),
		"join":           asks(http.MethodPost, "/invitations/{now}/joined", ""),
		"my room":        asks(http.MethodPut, "/rooms/mine", `{"meeting": "m87-654-321"}`),
		"channel's room": asks(http.MethodPut, "/rooms/channels/{channel}", `{"meeting": "m87-654-321"}`),
		"preferences":    asks(http.MethodPut, "/me", `{"remind_before_minutes": 30, "show_status": true}`),
	} {
		t.Run(name, func(t *testing.T) {
			w := newPlannedWorld(t)
			w.mayManage(w.alice)
			now := w.invites(w.alice, nil).post(t)
			planned := w.plansMeeting(w.alice, "m12-345-678", "--at mon 10:00 --every week")
			w.goes(w.bob, planned)
			w.goes(w.carol, planned)
			w.joins(w.bob, now)
			w.waitForJoined(now, w.bob)
			wrote := w.writesOf(func() { request(w, now, planned) })
			assert.LessOrEqual(t, wrote.posts, most.posts)
			assert.LessOrEqual(t, wrote.edits, most.edits)
			assert.LessOrEqual(t, wrote.keys, most.keys)
			assert.LessOrEqual(t, wrote.reactions, most.reactions)
		})
	}
}
