package main

import (
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/stretchr/testify/require"
)

// FuzzStored: with any value in the key-value store, damaged or of another version, reading returns its valid parts or
// nothing, and writing works.
func FuzzStored(f *testing.F) {
	for _, value := range []struct{ key, value string }{
		{"person_ALICE", `{"version":1,"room":"m12345678","recent":[{"meeting":"m12345678","topic":"Sprint review"}],"notified":["CHANNEL"]}`},
		{"person_ALICE", `{"version":1,"room":"https://evil.example","recent":[{"meeting":"m1"},null,{"meeting":"m12345678","topic":"\u0000"}]}`},
		{"person_ALICE", `{"version":2,"room":"m12345678"}`},
		{"channel_CHANNEL", `{"version":1,"room":"m12345678"}`},
		{"channel_CHANNEL", `[1`},
		{"due_MINUTE_0", `{"version":1,"entries":["PLAN","PLAN","\u0000"]}`},
		{"due_-9223372036854775808_0", `{"version":1,"entries":["PLAN"]}`},
		{"reminded", `{"version":1,"done":9223372036854775807}`},
		{"upcoming_CHANNEL_0", `{"version":1,"entries":[{"plan":"PLAN","props":{"starts_at":1795000000000}},{"plan":"","props":null}]}`},
		{"upcoming_CHANNEL_0", `{"version":1,"entries":[{"plan":"\u0000"},null]}`},
		{"plans_of_ALICE", `{"version":1,"plans":[{"plan":"PLAN","channel_id":"CHANNEL","props":{"starts_at":-1}},null]}`},
		{"plan_PLAN", `{"version":1,"id":"PLAN","channel_id":"CHANNEL","post_id":"PLANNED","inviter_id":"ALICE","state":"open","props":null,"done":-1}`},
		{"plan_PLAN", `{"version":1,"id":"PLAN","channel_id":"CHANNEL","inviter_id":"ALICE","state":"unfinished","planned_at":-9223372036854775808}`},
		{"plan_PLAN", `{"version":1,"id":"\u0000"}`},
		{"plan_PLAN", `{"version":2}`},
		{"me_ALICE", `{"version":1,"remind_before_minutes":7}`},
	} {
		f.Add(value.key, []byte(value.value))
	}
	w := newFuzzedWorld(f)
	noon := w.clock.Now()
	start := noon.Add(time.Hour)
	f.Fuzz(func(t *testing.T, key string, value []byte) {
		w.again(t)
		w.clock.Set(noon)
		planned := w.plans(w.alice, "--at +1h")
		names := strings.NewReplacer("ALICE", w.alice, "CHANNEL", w.channel, "PLANNED", planned.Id, "PLAN", planned.GetProp("plan_id").(string),
			"MINUTE", strconv.FormatInt(start.Unix()/60, 10))
		w.Store(names.Replace(key), names.Replace(string(value)))

		w.clock.Set(start)
		w.minutePasses()
		w.plugin.components.Load().rooms.CleanUp(start)
		for _, command := range []string{"/blizz", "/blizz room", "/blizz upcoming", "/blizz m99-999-999 --at +1h"} {
			w.typesAndReads(command)
		}
		require.Equal(t, http.StatusOK, w.asks(w.alice, http.MethodGet, "/autocomplete/meetings?user_input=/blizz&channel_id="+w.channel, "").Status)
		w.requireRooms()
		w.types(w.alice, "/blizz room mine m11-111-111")
		w.types(w.alice, "/blizz room channel m22-222-222")
		require.Equal(t, "m11111111", w.rooms(w.alice).Mine.MeetingID)
		require.Equal(t, "m22222222", w.rooms(w.alice).Channel.MeetingID)
		w.requirePosted()
		for _, logged := range w.Logged {
			require.Equal(t, "A stored value is damaged or of a later version and counts as absent", logged)
		}
	})
}

// typesAndReads types a command as alice. The answer must not be the general error.
func (w *world) typesAndReads(command string) {
	w.t.Helper()
	response := w.types(w.alice, command)
	if response.ResponseType == model.CommandResponseTypeInChannel {
		w.requireInvitation(w.posts(w.alice, response))
		return
	}
	require.NotContains(w.t, response.Text, "Something went wrong")
}

// requireRooms checks the meetings that alice can choose from.
func (w *world) requireRooms() {
	w.t.Helper()
	listed := w.rooms(w.alice)
	for _, room := range append(listed.Recent, valuesOf(listed.Mine, listed.Channel)...) {
		require.Regexp(w.t, canonicalID, room.MeetingID)
		require.Equal(w.t, "https://go.blizz.com/join/"+room.MeetingID, room.JoinURL)
	}
}

func valuesOf(rooms ...*roomJSON) (values []roomJSON) {
	for _, room := range rooms {
		if room != nil {
			values = append(values, *room)
		}
	}
	return values
}
