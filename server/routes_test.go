package main

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"mattermost-plugin-blizz/server/api"
	"mattermost-plugin-blizz/server/settings"
)

// answer is the answer of a route.
type answer struct {
	Status int
	Body   string
}

// error returns the code and the message of a refusal.
func (a answer) error(t *testing.T) (code, message string) {
	t.Helper()
	var body struct {
		Error struct{ Code, Message string }
	}
	require.NoError(t, json.Unmarshal([]byte(a.Body), &body), a.Body)
	return body.Error.Code, body.Error.Message
}

// requireRefusal checks that an answer is a refusal with that status and code.
func (a answer) requireRefusal(t *testing.T, status int, code string) {
	t.Helper()
	got, _ := a.error(t)
	require.Equal(t, code, got)
	require.Equal(t, status, a.Status)
}

// post returns the post in a route's answer.
func (a answer) post(t *testing.T) *model.Post {
	t.Helper()
	var post model.Post
	require.NoError(t, json.Unmarshal([]byte(a.Body), &post), a.Body)
	return &post
}

// asks sends a request as Mattermost does: with the session's user, or without one.
func (w *world) asks(userID, method, path, body string) answer {
	w.t.Helper()
	request := httptest.NewRequest(method, "/api/v1"+path, strings.NewReader(body))
	if userID != "" {
		request.Header.Set("Mattermost-User-Id", userID)
	}
	return w.serve(request)
}

// headers returns an answer's headers.
func (w *world) headers(request *http.Request) http.Header {
	recorder := httptest.NewRecorder()
	w.plugin.ServeHTTP(nil, recorder, request)
	return recorder.Header()
}

func (w *world) serve(request *http.Request) answer {
	recorder := httptest.NewRecorder()
	w.plugin.ServeHTTP(nil, recorder, request)
	w.settles()
	return answer{Status: recorder.Code, Body: recorder.Body.String()}
}

// invites posts an invitation over HTTP. fields are added to the usual ones.
func (w *world) invites(userID string, fields map[string]any) answer {
	w.t.Helper()
	body := map[string]any{"channel_id": w.channel, "meeting": "m12-345-678"}
	for name, value := range fields {
		body[name] = value
	}
	encoded, err := json.Marshal(body)
	require.NoError(w.t, err)
	return w.asks(userID, http.MethodPost, "/invitations", string(encoded))
}

func TestRouteSettings(t *testing.T) {
	w := newWorld(t)
	got := w.asks(w.alice, http.MethodGet, "/settings", "")
	assert.Equal(t, http.StatusOK, got.Status)
	bot, err := w.EnsureBotUser(&model.Bot{Username: "blizz"})
	require.NoError(t, err)
	assert.JSONEq(t, `{"service_name": "Blizz", "join_url_template": "https://go.blizz.com/join/{id}", "bot_user_id": "`+bot+`", "services": [
		{"key": "blizz", "name": "Blizz", "trigger": "blizz", "kind": "id", "link": "https://go.blizz.com/join/{id}", "link_with_password": "",
		"hosts": ["go.blizz.com", "go.teamviewer.com"], "show": {"7": "4-3", "8": "2-3-3", "9": "3-3-3", "10": "4-3-3", "11": "2-3-3-3",
		"12": "3-3-3-3", "13": "4-3-3-3"}}
	]}`, got.Body)
}

// Browsers get the settings from the answer and from the websocket.
func TestTheEventContainsTheSettingsOfTheRoute(t *testing.T) {
	current, err := settings.Check(settings.Values{Services: furtherServices}, "en")
	require.NoError(t, err)
	body := api.BodyOf(current, "bot")
	encoded, err := json.Marshal(body)
	require.NoError(t, err)
	var answered map[string]any
	require.NoError(t, json.Unmarshal(encoded, &answered))
	assert.Equal(t, answered, body.Map())
}

func TestRouteInvites(t *testing.T) {
	w := newWorld(t)
	got := w.invites(w.alice, map[string]any{"topic": "Sprint review", "password": "s3cret"})
	require.Equal(t, http.StatusCreated, got.Status, got.Body)

	posts := w.Posts(w.channel)
	require.Len(t, posts, 1)
	assert.Equal(t, posts[0].Id, got.post(t).Id)
	assert.Equal(t, w.alice, posts[0].UserId)
	assert.Equal(t, "custom_blizz", posts[0].Type)
	assert.Equal(t, w.types(w.alice, "/blizz m12-345-678 Sprint review --password s3cret").Text, posts[0].Message, "both doors make the same post")
}

func TestRouteInvitesFromAPastedInvitation(t *testing.T) {
	w := newWorld(t)
	w.invites(w.alice, map[string]any{
		"meeting": "Hello,\nhttps://go.teamviewer.com/v15/m02358428\nPassword: s3cret",
		"topic":   "Sprint review",
	})
	posts := w.Posts(w.channel)
	require.Len(t, posts, 1)
	assert.Equal(t, "m02358428", posts[0].GetProp("meeting_id"))
	assert.Equal(t, "Sprint review", posts[0].GetProp("topic"))
	assert.Equal(t, "s3cret", posts[0].GetProp("password"))
}

func TestRouteInvitesInAThread(t *testing.T) {
	w := newWorld(t)
	root, _ := w.CreatePost(&model.Post{UserId: w.bob, ChannelId: w.channel})
	got := w.invites(w.alice, map[string]any{"root_id": root.Id})
	assert.Equal(t, root.Id, got.post(t).RootId)
}

func TestRouteMakesFewCallsToInvite(t *testing.T) {
	w := newWorld(t)
	w.invites(w.alice, nil) // this one asks for the name, and notes the meeting
	w.waitForRecent(w.alice, "m12345678")
	w.Calls()
	w.invites(w.alice, nil)
	assert.ElementsMatch(t, []string{"GetChannel", "HasPermissionToChannel", "CreatePost"}, w.Calls())
}

func TestRouteRefusesToInvite(t *testing.T) {
	w := newWorld(t)
	elsewhere := w.AddChannel(w.alice)
	foreign, _ := w.CreatePost(&model.Post{UserId: w.alice, ChannelId: elsewhere})
	root, _ := w.CreatePost(&model.Post{UserId: w.alice, ChannelId: w.channel})
	reply, _ := w.CreatePost(&model.Post{UserId: w.alice, ChannelId: w.channel, RootId: root.Id})
	archived := w.AddChannel(w.alice)
	w.Archive(archived)
	readOnly := w.AddChannel(w.alice)
	w.Revoke(w.alice, readOnly, model.PermissionCreatePost)
	before := len(w.Posts(w.channel))

	for name, c := range map[string]struct {
		user   string
		fields map[string]any
		status int
		code   string
	}{
		"no session":              {"", nil, http.StatusUnauthorized, "not_logged_in"},
		"not a member":            {w.bob, map[string]any{"channel_id": elsewhere}, http.StatusForbidden, "not_a_member"},
		"may not post":            {w.alice, map[string]any{"channel_id": readOnly}, http.StatusForbidden, "may_not_post"},
		"archived":                {w.alice, map[string]any{"channel_id": archived}, http.StatusForbidden, "channel_archived"},
		"no such channel":         {w.alice, map[string]any{"channel_id": model.NewId()}, http.StatusNotFound, "channel_not_found"},
		"a channel that is no ID": {w.alice, map[string]any{"channel_id": "../" + w.channel}, http.StatusNotFound, "channel_not_found"},
		"no channel":              {w.alice, map[string]any{"channel_id": ""}, http.StatusNotFound, "channel_not_found"},
		"a root from elsewhere":   {w.alice, map[string]any{"root_id": foreign.Id}, http.StatusBadRequest, "invalid_root"},
		"a root that is a reply":  {w.alice, map[string]any{"root_id": reply.Id}, http.StatusBadRequest, "invalid_root"},
		"no such root":            {w.alice, map[string]any{"root_id": model.NewId()}, http.StatusBadRequest, "invalid_root"},
		"a root that is no ID":    {w.alice, map[string]any{"root_id": "x"}, http.StatusBadRequest, "invalid_root"},
		"no meeting":              {w.alice, map[string]any{"meeting": ""}, http.StatusBadRequest, "invalid_meeting"},
		"a foreign link":          {w.alice, map[string]any{"meeting": "https://evil.example/join/m12345678"}, http.StatusBadRequest, "invalid_meeting"},
		"a long topic":            {w.alice, map[string]any{"topic": strings.Repeat("x", 251)}, http.StatusBadRequest, "topic_too_long"},
		"a long password":         {w.alice, map[string]any{"password": strings.Repeat("x", 129)}, http.StatusBadRequest, "password_too_long"},
		"another user":            {w.alice, map[string]any{"user_id": w.bob}, http.StatusBadRequest, "invalid_body"},
		"a number for a text":     {w.alice, map[string]any{"topic": 1}, http.StatusBadRequest, "invalid_body"},
		"a body beyond 64 KiB":    {w.alice, map[string]any{"topic": strings.Repeat("x", 64<<10)}, http.StatusRequestEntityTooLarge, "body_too_large"},
	} {
		t.Run(name, func(t *testing.T) {
			got := w.invites(c.user, c.fields)
			code, message := got.error(t)
			assert.Equal(t, c.status, got.Status)
			assert.Equal(t, c.code, code)
			assert.NotEmpty(t, message)
		})
	}
	assert.Len(t, w.Posts(w.channel), before)
	assert.Len(t, w.Posts(elsewhere), 1)
	assert.Empty(t, w.Posts(archived))
	assert.Empty(t, w.Posts(readOnly))
}

func TestRouteRefusesBodiesOtherThanObjects(t *testing.T) {
	w := newWorld(t)
	for _, body := range []string{"", "null x", "[]", "x", `{"meeting": "m12-345-678"} {}`, `"m12-345-678"`} {
		got := w.asks(w.alice, http.MethodPost, "/invitations", body)
		assert.Equal(t, http.StatusBadRequest, got.Status, body)
	}
}

func TestRouteRefusesOtherPlugins(t *testing.T) {
	w := newWorld(t)
	request := httptest.NewRequest(http.MethodGet, "/api/v1/settings", nil)
	request.Header.Set("Mattermost-User-Id", w.alice)
	request.Header.Set("Mattermost-Plugin-ID", "com.example.other")
	assert.Equal(t, http.StatusUnauthorized, w.serve(request).Status)
}

func TestRouteUnknown(t *testing.T) {
	w := newWorld(t)
	for _, path := range []string{"", "/", "/nothing", "/settings/x", "/settings/", "//settings", "/x/../settings", "/../../settings", "/invitations"} {
		got := w.asks(w.alice, http.MethodGet, path, "")
		assert.Equal(t, http.StatusNotFound, got.Status, path)
		code, _ := got.error(t)
		assert.Equal(t, "no_such_route", code)
	}
}

func TestRouteAnswersInTheCallersLanguage(t *testing.T) {
	w := newWorld(t)
	_, message := w.invites(w.bob, map[string]any{"meeting": "m123"}).error(t)
	assert.Contains(t, message, "Diese Meeting-ID ist zu kurz")
}

func TestRouteTellsNobodyOfInternalErrors(t *testing.T) {
	w := newWorld(t)
	for _, failing := range [][]string{{"GetChannel"}, {"HasPermissionToChannel", "GetChannelMember"}, {"CreatePost"}, {"KVSetWithOptions"}} {
		for _, method := range failing {
			w.Fail(method)
		}
		got := w.invites(w.alice, map[string]any{"pending_post_id": "1"})
		assert.Equal(t, http.StatusInternalServerError, got.Status, failing)
		assert.NotContains(t, got.Body, "secret detail")
		for _, method := range failing {
			w.Mend(method)
		}
	}
	got := w.invites(w.alice, map[string]any{"pending_post_id": "1"})
	assert.Equal(t, http.StatusCreated, got.Status, "what failed can be tried again")
}

func TestRouteDoubleClickPostsOnce(t *testing.T) {
	w := newWorld(t)
	var wait sync.WaitGroup
	ids := make([]string, 8)
	for i := range ids {
		wait.Go(func() {
			ids[i] = w.invites(w.alice, map[string]any{"pending_post_id": "click"}).post(t).Id
		})
	}
	wait.Wait()
	require.Len(t, w.Posts(w.channel), 1)
	for _, id := range ids {
		assert.Equal(t, w.Posts(w.channel)[0].Id, id)
	}

	w.invites(w.bob, map[string]any{"pending_post_id": "click"})
	w.invites(w.alice, map[string]any{"pending_post_id": "another click"})
	assert.Len(t, w.Posts(w.channel), 3, "other people's and other attempts post")

	elsewhere := w.AddChannel(w.alice)
	w.invites(w.alice, map[string]any{"pending_post_id": "click", "channel_id": elsewhere})
	assert.Len(t, w.Posts(elsewhere), 1)
}

// TestRouteDoesNotRestoreADeletedPost: a late second click must not restore a deleted invitation.
func TestRouteDoesNotRestoreADeletedPost(t *testing.T) {
	w := newWorld(t)
	fields := map[string]any{"pending_post_id": "click"}
	invited := w.invites(w.alice, fields).post(t)
	require.Nil(t, w.DeletePost(invited.Id))

	got := w.invites(w.alice, fields)

	got.requireRefusal(t, http.StatusConflict, "still_posting")
	assert.Empty(t, w.Posts(w.channel))
	assert.Empty(t, w.Logged)
}

func TestRouteEnds(t *testing.T) {
	w := newWorld(t)
	w.Grant(w.carol, w.channel, model.PermissionEditOthersPosts)
	for name, ender := range map[string]string{"the author": w.alice, "a person who may edit others' posts": w.carol} {
		t.Run(name, func(t *testing.T) {
			invited := w.invites(w.alice, nil).post(t)
			path := "/invitations/" + invited.Id + "/end"

			got := w.asks(ender, http.MethodPost, path, "")

			require.Equal(t, http.StatusOK, got.Status, got.Body)
			ended, _ := w.GetPost(invited.Id)
			assert.Equal(t, "alice invited you to Blizz meeting m12-345-678, which has ended", ended.Message)
			assert.Equal(t, "ended", ended.GetProp("status"))

			again := w.asks(ender, http.MethodPost, path, "")
			again.requireRefusal(t, http.StatusConflict, "already_over")
		})
	}
}

func TestRouteRefusesToEnd(t *testing.T) {
	w := newWorld(t)
	open := w.invites(w.alice, nil).post(t)
	elsewhere := w.AddChannel(w.alice)
	private := w.invites(w.alice, map[string]any{"channel_id": elsewhere}).post(t)
	plain, _ := w.CreatePost(&model.Post{UserId: w.alice, ChannelId: w.channel, Props: model.StringInterface{"service": "blizz", "meeting_id": "m12345678", "status": "open"}})
	forged, _ := w.CreatePost(&model.Post{UserId: w.alice, ChannelId: w.channel, Type: "custom_blizz", Props: model.StringInterface{"meeting_id": "https://evil.example", "status": "open"}})
	deleted, _ := w.CreatePost(&model.Post{UserId: w.alice, ChannelId: w.channel, Type: "custom_blizz", DeleteAt: 1, Props: open.GetProps()})

	for name, c := range map[string]struct {
		user, post string
		status     int
		code       string
	}{
		"no session":              {"", open.Id, http.StatusUnauthorized, "not_logged_in"},
		"another member":          {w.bob, open.Id, http.StatusForbidden, "may_not_end"},
		"not in the channel":      {w.bob, private.Id, http.StatusNotFound, "invitation_not_found"},
		"no such post":            {w.alice, model.NewId(), http.StatusNotFound, "invitation_not_found"},
		"no ID":                   {w.alice, "x", http.StatusNotFound, "invitation_not_found"},
		"no invitation":           {w.alice, plain.Id, http.StatusNotFound, "invitation_not_found"},
		"no meeting in the props": {w.alice, forged.Id, http.StatusNotFound, "invitation_not_found"},
		"deleted":                 {w.alice, deleted.Id, http.StatusNotFound, "invitation_not_found"},
	} {
		t.Run(name, func(t *testing.T) {
			got := w.asks(c.user, http.MethodPost, "/invitations/"+c.post+"/end", "")
			got.requireRefusal(t, c.status, c.code)
		})
	}
	w.Archive(elsewhere)
	assert.Equal(t, http.StatusForbidden, w.asks(w.alice, http.MethodPost, "/invitations/"+private.Id+"/end", "").Status)
	still, _ := w.GetPost(open.Id)
	assert.Equal(t, open.Message, still.Message)
}

// TestEndEndsTheNewestHere: an older invitation comes with the page because it has a new reply.
func TestEndEndsTheNewestHere(t *testing.T) {
	w := newWorld(t)
	old := w.posts(w.alice, w.types(w.alice, "/blizz m11-111-111"))
	meant := w.posts(w.alice, w.types(w.alice, "/blizz m12-345-678"))
	for range 150 {
		_, _ = w.CreatePost(&model.Post{UserId: w.bob, ChannelId: w.channel})
	}
	_, _ = w.CreatePost(&model.Post{UserId: w.bob, ChannelId: w.channel, RootId: old.Id})
	w.types(w.alice, "/blizz end all")
	old, _ = w.GetPost(old.Id)
	meant, _ = w.GetPost(meant.Id)
	assert.Equal(t, "open", old.GetProp("status"))
	assert.Equal(t, "ended", meant.GetProp("status"))
}

func TestRouteEndsOnceForTwoClicksAtOnce(t *testing.T) {
	w := newWorld(t)
	invited := w.invites(w.alice, nil).post(t)
	var wait sync.WaitGroup
	statuses := make([]int, 8)
	for i := range statuses {
		wait.Go(func() {
			statuses[i] = w.asks(w.alice, http.MethodPost, "/invitations/"+invited.Id+"/end", "").Status
		})
	}
	wait.Wait()
	counts := map[int]int{}
	for _, status := range statuses {
		counts[status]++
	}
	assert.Equal(t, map[int]int{http.StatusOK: 1, http.StatusConflict: 7}, counts)
}

func TestRouteSuggestions(t *testing.T) {
	w := newWorld(t)
	suggested := func(userID, input string) map[string]string {
		var items []model.AutocompleteListItem
		got := w.asks(userID, http.MethodGet, "/autocomplete/meetings?user_input="+strings.ReplaceAll(input, " ", "%20"), "")
		require.Equal(t, http.StatusOK, got.Status)
		require.NoError(t, json.Unmarshal([]byte(got.Body), &items))
		texts := map[string]string{}
		for _, item := range items {
			texts[item.Item] = item.HelpText
		}
		return texts
	}
	assert.Equal(t, "shows this help", suggested(w.alice, "/blizz ")["help"])
	assert.Equal(t, "zeigt diese Hilfe", suggested(w.bob, "/blizz ")["help"])
	assert.Contains(t, suggested(w.alice, "/blizz m12-345-678"), "m12-345-678")
	assert.NotContains(t, suggested(w.alice, "/blizz m123"), "m123")
}
