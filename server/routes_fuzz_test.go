package main

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/stretchr/testify/require"
)

// requested are the initial requests: one for each route, and some for none. Words in capitals stand for IDs.
var requested = []struct{ method, path, query, body string }{
	{"GET", "/settings", "", ""},
	{"POST", "/invitations", "", `{"channel_id":"CHANNEL","root_id":"ROOT","meeting":"m12-345-678","topic":"Sprint review","password":"s3cret","pending_post_id":"1"}`},
	{"POST", "/invitations", "", `{"channel_id":"CHANNEL","meeting":"m12-345-678","starts_at":1795500000000,"duration_minutes":45,"repeat":"FREQ=WEEKLY"}`},
	{"POST", "/invitations", "", `{"channel_id":"ELSEWHERE","root_id":"FOREIGN","meeting":["m12-345-678"],"user_id":"x"}`},
	{"POST", "/invitations/OPEN/end", "", ""},
	{"POST", "/invitations/PLANNED/end", "", "{}"},
	{"GET", "/invitations/PLANNED/calendar.ics", "", ""},
	{"GET", "/rooms", "channel_id=CHANNEL", ""},
	{"PUT", "/rooms/mine", "", `{"meeting":"https://go.blizz.com/join/m12345678"}`},
	{"DELETE", "/rooms/mine", "", ""},
	{"PUT", "/rooms/channels/CHANNEL", "", `{"meeting":"m12-345-678"}`},
	{"DELETE", "/rooms/channels/CHANNEL", "", ""},
	{"GET", "/autocomplete/meetings", "user_input=/blizz%20room%20mine%20m12&channel_id=CHANNEL", ""},
	{"POST", "/dialogs/invite", "", `{"channel_id":"CHANNEL","state":"ROOT/abcdefghijklmnopqrstuvwxyz","submission":{"meeting":"m12-345-678","topic":"x","password":"y","start":"tomorrow 9:00","duration":"45m","every":"week"}}`},
	{"POST", "/commands/topic", "", `{"channel_id":"CHANNEL","command":"/blizz Standup --at 9:00"}`},
	{"POST", "/dialogs/invite", "", `{"cancelled":true,"submission":null}`},
	{"POST", "/dialogs/invite", "", `{"channel_id":"CHANNEL","submission":{"room":7,"meeting":{},"start":"25:00"}}`},
	{"GET", "/../settings", "", ""},
	{"GET", "//settings", "", ""},
	{"GET", "", "", ""},
}

// FuzzRoutes: the caller is a member of the channel, a stranger, or somebody without a session. For any request, status
// and body are as documented, and only the member's invitations are posted.
func FuzzRoutes(f *testing.F) {
	for _, request := range requested {
		for who := range uint8(3) {
			f.Add(who, request.method, "/api/v1"+request.path, request.query, request.body)
		}
	}
	f.Add(uint8(0), "GET", "/elsewhere", "", "")
	w := newFuzzedWorld(f)
	stranger, elsewhere := w.AddUser("mallory", "en"), w.AddChannel(w.bob)
	f.Fuzz(func(t *testing.T, who uint8, method, path, query, body string) {
		w.again(t)
		names := w.furnish(elsewhere)
		request, err := http.NewRequestWithContext(t.Context(), method, "http://localhost/", strings.NewReader(names.Replace(body)))
		if err != nil {
			return // not a valid method
		}
		request.URL.Path, request.URL.RawQuery = names.Replace(path), names.Replace(query)
		userID := []string{w.alice, stranger, ""}[who%3]
		if userID != "" {
			request.Header.Set("Mattermost-User-Id", userID)
		}
		recorder := httptest.NewRecorder()
		w.plugin.ServeHTTP(nil, recorder, request)

		requireDocumented(t, recorder)
		require.Equal(t, userID == "", recorder.Code == http.StatusUnauthorized)
		require.Empty(t, w.Logged)
		require.Len(t, w.Posts(elsewhere), 1)
		if userID != w.alice {
			require.Len(t, w.Posts(w.channel), 3)
		}
		w.requirePosted()
	})
}

// furnish posts what requests can refer to. It returns a function that replaces names by IDs.
func (w *world) furnish(elsewhere string) *strings.Replacer {
	w.t.Helper()
	root, appErr := w.CreatePost(&model.Post{UserId: w.bob, ChannelId: w.channel, Type: "system_generic"})
	require.Nil(w.t, appErr)
	foreign, appErr := w.CreatePost(&model.Post{UserId: w.bob, ChannelId: elsewhere})
	require.Nil(w.t, appErr)
	open := w.posts(w.alice, w.types(w.alice, "/blizz m12-345-678"))
	planned := w.plans(w.alice, "--at +1h")
	return strings.NewReplacer("CHANNEL", w.channel, "ELSEWHERE", elsewhere,
		"ROOT", root.Id, "FOREIGN", foreign.Id, "OPEN", open.Id, "PLANNED", planned.Id)
}

// documented holds the statuses of docs/api/openapi.yaml except 500.
var documented = []int{
	http.StatusOK, http.StatusCreated, http.StatusBadRequest, http.StatusUnauthorized, http.StatusForbidden,
	http.StatusNotFound, http.StatusConflict, http.StatusRequestEntityTooLarge,
}

// requireDocumented checks an answer's status and body against docs/api/openapi.yaml.
func requireDocumented(t *testing.T, answer *httptest.ResponseRecorder) {
	t.Helper()
	require.Contains(t, documented, answer.Code)
	require.Equal(t, "no-store", answer.Header().Get("Cache-Control"))
	body := answer.Body.Bytes()
	switch contentType := answer.Header().Get("Content-Type"); {
	case answer.Code >= http.StatusBadRequest:
		var refused struct {
			Error struct{ Code, Message string }
		}
		decoder := json.NewDecoder(bytes.NewReader(body))
		decoder.DisallowUnknownFields()
		require.NoError(t, decoder.Decode(&refused), "%s", body)
		require.Regexp(t, `^[a-z_]+$`, refused.Error.Code)
		require.Regexp(t, `^\p{Lu}.*[.?]$`, refused.Error.Message, "a sentence for people")
	case contentType == "text/calendar; charset=utf-8":
		require.True(t, bytes.HasPrefix(body, []byte("BEGIN:VCALENDAR\r\n")))
	default:
		require.Equal(t, "application/json; charset=utf-8", contentType)
		require.True(t, json.Valid(body))
	}
}
