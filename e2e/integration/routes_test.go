package integration

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/stretchr/testify/require"

	"mattermost-plugin-blizz/e2e/mattermost"
)

// body is the JSON body of a request.
type body map[string]any

// A reply is the answer of a route of the plugin.
type reply struct {
	status int
	header http.Header
	text   []byte
}

// refusal is the body of every error.
type refusal struct {
	Error struct{ Code, Message string }
}

// calls requests a route of the plugin, and compares the call with the API's description. A nil person has no session.
// headers are pairs of name and value.
func calls(ctx context.Context, person *mattermost.Person, method, route string, content any, headers ...string) (reply, error) {
	request, sent, err := call(ctx, person, method, route, content, headers...)
	if err != nil {
		return reply{}, err
	}
	answer, err := answerTo(request)
	if err != nil {
		return reply{}, err
	}
	return answer, asDescribed(request, sent, answer)
}

// call returns the request of calls, and its body.
func call(ctx context.Context, person *mattermost.Person, method, route string, content any, headers ...string) (request *http.Request, sent string, err error) {
	sent, isText := content.(string)
	if !isText {
		encoded, err := json.Marshal(content)
		if err != nil {
			return nil, "", err
		}
		sent = string(encoded)
	}
	request, err = http.NewRequestWithContext(ctx, method, env.Server.URL+"/plugins/blizz/api/v1"+route, strings.NewReader(sent))
	if err != nil {
		return nil, "", err
	}
	request.Header.Set("Content-Type", "application/json")
	for i := 0; i < len(headers); i += 2 {
		request.Header.Set(headers[i], headers[i+1])
	}
	if person != nil {
		request.Header.Set(model.HeaderAuth, "Bearer "+person.AuthToken)
	}
	return request, sent, nil
}

func answerTo(request *http.Request) (reply, error) {
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return reply{}, err
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	return reply{response.StatusCode, response.Header, text}, err
}

// invites posts an invitation through the route.
func invites(t *testing.T, person *mattermost.Person, content any, headers ...string) reply {
	t.Helper()
	answer, err := calls(t.Context(), person, http.MethodPost, "/invitations", content, headers...)
	require.NoError(t, err)
	return answer
}

// post returns the post in a reply.
func (r reply) post(t *testing.T, status int) *model.Post {
	t.Helper()
	require.Equal(t, status, r.status, "%s", r.text)
	var post model.Post
	require.NoError(t, json.Unmarshal(r.text, &post))
	return &post
}

// requireRefused checks that a reply is an error with a text for people.
func (r reply) requireRefused(t *testing.T, status int) refusal {
	t.Helper()
	require.Equal(t, status, r.status, "%s", r.text)
	var refused refusal
	decoder := json.NewDecoder(bytes.NewReader(r.text))
	decoder.DisallowUnknownFields()
	require.NoError(t, decoder.Decode(&refused), "%s", r.text)
	require.Regexp(t, `^[a-z_]+$`, refused.Error.Code)
	require.NotEmpty(t, refused.Error.Message)
	return refused
}

func TestInvitingThroughTheRoute(t *testing.T) {
	c := privateChannel(t, env.Alice, env.Bob)
	root := says(t, env.Alice, in(c), "Shall we talk?")
	post := invites(t, env.Alice, body{
		"channel_id": c.Id, "root_id": root.Id, "meeting": "https://go.blizz.com/join/m12345678", "topic": "Sprint review", "password": "s3cret",
	}).post(t, http.StatusCreated)
	read := reads(t, env.Bob, post)
	requireInvitation(t, read, env.Alice, link)
	require.Equal(t, root.Id, read.RootId)
	require.Equal(t, "Sprint review", read.GetProp("topic"))
	require.Equal(t, "s3cret", read.GetProp("password"))
}

func TestInvitingIsRefused(t *testing.T) {
	c := publicChannel(t, env.Alice, env.Bob)
	elsewhere := publicChannel(t, env.Alice)
	secret := privateChannel(t, env.Alice)
	archived := publicChannel(t, env.Alice, env.Bob)
	archive(t, archived)
	root := says(t, env.Alice, in(c), "Shall we talk?")
	child := says(t, env.Alice, inThread(c, root), "Yes!")
	foreign := says(t, env.Alice, in(elsewhere), "Not here.")

	for name, test := range map[string]struct {
		content any
		status  int
	}{
		"not a member of a private channel": {body{"channel_id": secret.Id, "meeting": "m12345678"}, http.StatusForbidden},
		"not a member of a public channel":  {body{"channel_id": elsewhere.Id, "meeting": "m12345678"}, http.StatusForbidden},
		"archived channel":                  {body{"channel_id": archived.Id, "meeting": "m12345678"}, http.StatusForbidden},
		"no such channel":                   {body{"channel_id": model.NewId(), "meeting": "m12345678"}, http.StatusNotFound},
		"not a channel's ID":                {body{"channel_id": "../" + c.Id, "meeting": "m12345678"}, http.StatusNotFound},
		"no channel":                        {body{"meeting": "m12345678"}, http.StatusNotFound},
		"thread of another channel":         {body{"channel_id": c.Id, "root_id": foreign.Id, "meeting": "m12345678"}, http.StatusBadRequest},
		"reply in place of the thread":      {body{"channel_id": c.Id, "root_id": child.Id, "meeting": "m12345678"}, http.StatusBadRequest},
		"no such thread":                    {body{"channel_id": c.Id, "root_id": model.NewId(), "meeting": "m12345678"}, http.StatusBadRequest},
		"not a thread's ID":                 {body{"channel_id": c.Id, "root_id": "x", "meeting": "m12345678"}, http.StatusBadRequest},
		"not a meeting":                     {body{"channel_id": c.Id, "meeting": "tomorrow then"}, http.StatusBadRequest},
		"no meeting":                        {body{"channel_id": c.Id}, http.StatusBadRequest},
		"another host's link":               {body{"channel_id": c.Id, "meeting": "https://evil.example/join/m12345678"}, http.StatusBadRequest},
		"endless topic":                     {body{"channel_id": c.Id, "meeting": "m12345678", "topic": strings.Repeat("x", 10_000)}, http.StatusBadRequest},
		"endless password":                  {body{"channel_id": c.Id, "meeting": "m12345678", "password": strings.Repeat("x", 10_000)}, http.StatusBadRequest},
		"unknown field":                     {body{"channel_id": c.Id, "meeting": "m12345678", "user_id": env.Alice.User.Id}, http.StatusBadRequest},
		"wrong type":                        {body{"channel_id": c.Id, "meeting": 12345678}, http.StatusBadRequest},
		"not JSON":                          {"meeting=m12345678", http.StatusBadRequest},
		"two values":                        {`{"channel_id":"` + c.Id + `","meeting":"m12345678"}{}`, http.StatusBadRequest},
		"nothing":                           {"", http.StatusBadRequest},
		"body too large":                    {body{"channel_id": c.Id, "meeting": "m12345678" + strings.Repeat(" ", 64<<10)}, http.StatusRequestEntityTooLarge},
	} {
		t.Run(name, func(t *testing.T) {
			for _, channel := range []*model.Channel{c, elsewhere, secret, archived} {
				posted := newPosts(t, channel, func() { invites(t, env.Bob, test.content).requireRefused(t, test.status) })
				require.Empty(t, posted)
			}
		})
	}
}

func TestPeopleWhoMayNotPostMayNotInvite(t *testing.T) {
	c := publicChannel(t, env.Alice, env.Bob)
	permit(t, model.ChannelUserRoleId, model.PermissionCreatePost, false)
	invites(t, env.Bob, body{"channel_id": c.Id, "meeting": "m12345678"}).requireRefused(t, http.StatusForbidden)
	require.Empty(t, allPosts(t, c))
}

func TestRefusalsAreInTheCallersLanguage(t *testing.T) {
	c := publicChannel(t, env.Alice, env.Bob)
	bad := body{"channel_id": c.Id, "meeting": "123 456 789"}
	english := invites(t, env.Alice, bad).requireRefused(t, http.StatusBadRequest)
	german := invites(t, env.Bob, bad).requireRefused(t, http.StatusBadRequest)
	require.Equal(t, "invalid_meeting", english.Error.Code)
	require.Equal(t, "invalid_meeting", german.Error.Code)
	require.NotEqual(t, english.Error.Message, german.Error.Message)
}

func TestOnlyASessionCounts(t *testing.T) {
	c := publicChannel(t, env.Alice, env.Bob)
	content := body{"channel_id": c.Id, "meeting": "m12345678"}
	forged := []string{"Mattermost-User-Id", env.Bob.User.Id, "Mattermost-Plugin-ID", "blizz"}

	t.Run("none", func(t *testing.T) {
		for _, route := range []struct{ method, path string }{
			{http.MethodGet, "/settings"},
			{http.MethodPost, "/invitations"},
			{http.MethodPost, "/invitations/" + model.NewId() + "/end"},
			{http.MethodGet, "/nothing"},
		} {
			for _, headers := range [][]string{nil, forged} {
				answer, err := calls(t.Context(), nil, route.method, route.path, content, headers...)
				require.NoError(t, err)
				answer.requireRefused(t, http.StatusUnauthorized)
			}
		}
		require.Empty(t, allPosts(t, c))
	})
	t.Run("an invented one", func(t *testing.T) {
		invented := slices.Concat(forged, []string{model.HeaderAuth, "Bearer " + model.NewId()})
		invites(t, nil, content, invented...).requireRefused(t, http.StatusUnauthorized)
	})
	t.Run("a cookie from another site", func(t *testing.T) {
		cookie := []string{"Cookie", model.SessionCookieToken + "=" + env.Alice.AuthToken}
		invites(t, nil, content, cookie...).requireRefused(t, http.StatusUnauthorized)
	})
	t.Run("the person's own session, and another person's name in a header", func(t *testing.T) {
		post := invites(t, env.Alice, content, forged...).post(t, http.StatusCreated)
		requireInvitation(t, reads(t, env.Bob, post), env.Alice, link)
	})
}

func TestClientsGetTheSettings(t *testing.T) {
	set(t, settings{"JoinURLTemplate": "https://meet.example.com/{id}", "ServiceName": "Rendezvous"})
	answer, err := calls(t.Context(), env.Bob, http.MethodGet, "/settings", nil)
	require.NoError(t, err)
	require.Equal(t, http.StatusOK, answer.status)
	bot, _, err := env.Bob.GetUserByUsername(t.Context(), "blizz", "")
	require.NoError(t, err)
	var found struct {
		Template string `json:"join_url_template"`
		Name     string `json:"service_name"`
		BotID    string `json:"bot_user_id"`
		Services []struct {
			Key  string `json:"key"`
			Name string `json:"name"`
			Link string `json:"link"`
		} `json:"services"`
	}
	require.NoError(t, json.Unmarshal(answer.text, &found))
	require.Equal(t, "https://meet.example.com/{id}", found.Template)
	require.Equal(t, "Rendezvous", found.Name)
	require.Equal(t, bot.Id, found.BotID)
	require.Len(t, found.Services, 1)
	require.Equal(t, "blizz", found.Services[0].Key)
	require.Equal(t, "Rendezvous", found.Services[0].Name)
	require.Equal(t, "https://meet.example.com/{id}", found.Services[0].Link)
}

func TestADoubleClickPostsOnce(t *testing.T) {
	c := publicChannel(t, env.Alice, env.Bob)
	first, second := click(c), click(c)

	t.Run("one click after the other", func(t *testing.T) {
		post := invites(t, env.Alice, first).post(t, http.StatusCreated)
		again := invites(t, env.Alice, first).post(t, http.StatusCreated)
		require.Equal(t, post.Id, again.Id)
		require.Len(t, allPosts(t, c), 1)
	})
	t.Run("all at once", func(t *testing.T) {
		posted := newPosts(t, c, func() {
			for _, answer := range atOnce(t, 10, env.Alice, "/invitations", second) {
				answer.post(t, http.StatusCreated)
			}
		})
		require.Len(t, posted, 1)
	})
	t.Run("another person's click", func(t *testing.T) {
		posted := newPosts(t, c, func() {
			requireInvitation(t, invites(t, env.Bob, first).post(t, http.StatusCreated), env.Bob, link)
		})
		require.Len(t, posted, 1)
	})
}

// click returns the body of a click. All clicks on one button have the same body.
func click(c *model.Channel) body {
	return body{"channel_id": c.Id, "meeting": "m12345678", "pending_post_id": model.NewId()}
}

// atOnce calls a route several times at the same time.
func atOnce(t *testing.T, times int, person *mattermost.Person, route string, content any) []reply {
	t.Helper()
	replies, problems := make([]reply, times), make([]error, times)
	var all sync.WaitGroup
	for i := range times {
		all.Go(func() { replies[i], problems[i] = calls(t.Context(), person, http.MethodPost, route, content) })
	}
	all.Wait()
	for _, err := range problems {
		require.NoError(t, err)
	}
	return replies
}
