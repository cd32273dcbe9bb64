package integration

import (
	"context"
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/stretchr/testify/require"

	"mattermost-plugin-blizz/e2e/bundle"
	"mattermost-plugin-blizz/e2e/mattermost"
)

// Attacks by a person with an account and a custom client. Tests of refusals that people meet by mistake are in the
// other files.

func TestHostileTextsAreHarmless(t *testing.T) {
	c := privateChannel(t, env.Alice, env.Bob)
	for name, test := range map[string]struct{ typed, kept, shown string }{
		"bidirectional controls": {"safe \u202egpj.exe\u202c \u2066x\u2069", "safe gpj.exe x", "safe gpj.exe x"},
		"control characters":     {"a\x00b\x1b[31mc\x7f\u0085d", "ab[31mc d", `ab\[31mc d`},
		"lines and a heading":    {"a\r\n# b\u2028---\v> c", "a # b --- > c", "a # b --- > c"},
		"zero-width characters":  {"a\u200bb\u200dc\ufeffd", "a\u200bb\u200dc\ufeffd", "a\u200bb\u200dc\ufeffd"},
		"HTML":                   {"<img src=x onerror=alert(1)><script>", "<img src=x onerror=alert(1)><script>", "<img src=x onerror=alert(1)><script>"},
		"a link's definition":    {"[m12-345-678]: https://evil.example", "[m12-345-678]: https://evil.example", `\[m12-345-678\]: https://evil.example`},
		"the end of a link":      {"](https://evil.example) [", "](https://evil.example) [", `\]\(https://evil.example) \[`},
		"an entity for a link":   {"&#91;x&#93;(https://evil.example)", "&#91;x&#93;(https://evil.example)", "&amp;#91;x&amp;#93;(https://evil.example)"},
		"a template":             {"{{.Link}} {id} %s $1", "{{.Link}} {id} %s $1", "{{.Link}} {id} %s $1"},
	} {
		t.Run(name, func(t *testing.T) {
			post := reads(t, env.Bob, invites(t, env.Alice, body{
				"channel_id": c.Id, "meeting": "m12345678", "topic": test.typed, "password": test.typed,
			}).post(t, http.StatusCreated))
			requireInvitation(t, post, env.Alice, link)
			require.Equal(t, test.kept, post.GetProp("topic"))
			require.Equal(t, test.kept, post.GetProp("password"))
			require.Equal(t, "alice invites you to join [Blizz meeting m12-345-678]("+link+")\n"+test.shown+"\nPassword: `"+test.kept+"`", post.Message)
		})
	}
}

func TestAServiceNameIsShownWithoutMarkdown(t *testing.T) {
	c := publicChannel(t, env.Alice)
	set(t, settings{"ServiceName": "x](https://evil.example) ![<b>*"})
	post := types(t, env.Alice, in(c), "/blizz m12-345-678")
	require.Equal(t, `alice invites you to join [x\]\(https://evil.example) !\[<b>\* meeting m12-345-678](`+link+`)`, post.Message)
}

func TestHostileMeetingsAreRefused(t *testing.T) {
	c := publicChannel(t, env.Alice)
	for name, meeting := range map[string]string{
		"a Cyrillic letter in the host":    "https://gо.blizz.com/join/m12345678",
		"full-width letters in the host":   "https://ｇｏ.blizz.com/join/m12345678",
		"an ideographic full stop":         "https://go.blizz.com。evil.example/join/m12345678",
		"an encoded dot":                   "https://go.blizz.com%2eevil.example/join/m12345678",
		"Punycode":                         "https://xn--g-0tb.blizz.com/join/m12345678",
		"a backslash for a slash":          `https://evil.example\go.blizz.com/join/m12345678`,
		"a user name with a backslash":     `https://go.blizz.com\@evil.example/join/m12345678`,
		"an invisible character":           "https://go.bl\u200bizz.com/join/m12345678",
		"a Cyrillic prefix":                "м12-345-678",
		"digits of another script":         "m۱۲۳۴۵۶۷۸",
		"a script":                         "javascript:alert('m12345678')",
		"100,000 characters of an ID":      "m" + strings.Repeat("1", 100_000),
		"100,000 characters of IDs":        strings.Repeat("m1 ", 33_333),
		"100,000 characters of separators": "m1" + strings.Repeat("-", 100_000) + "2345678",
		"100,000 characters of brackets":   strings.Repeat("[", 50_000) + strings.Repeat("](", 25_000),
		"100,000 characters of links":      strings.Repeat("https://", 12_500),
		"100,000 characters of a topic":    "m12-345-678 " + strings.Repeat("x ", 50_000),
		"100,000 characters of flags":      "m12-345-678" + strings.Repeat(" --x", 25_000),
	} {
		t.Run(name, func(t *testing.T) {
			posted := newPosts(t, c, func() {
				answer := types(t, env.Alice, in(c), "/blizz "+meeting)
				requireTold(t, answer)
				require.Regexp(t, "`/blizz |too long", answer.Message)
				status := http.StatusBadRequest
				if len(meeting) > 64<<10 {
					status = http.StatusRequestEntityTooLarge
				}
				invites(t, env.Alice, body{"channel_id": c.Id, "meeting": meeting}).requireRefused(t, status)
			})
			require.Empty(t, posted)
		})
	}
}

func TestHostileBodiesAreRefused(t *testing.T) {
	c := publicChannel(t, env.Alice, env.Bob)
	secret := privateChannel(t, env.Alice)
	start := `{"channel_id":"` + c.Id + `","meeting":"m12345678",`
	for name, test := range map[string]struct {
		content string
		status  int
	}{
		"nested":                     {start + `"topic":` + strings.Repeat("[", 30_000) + strings.Repeat("]", 30_000) + `}`, http.StatusBadRequest},
		"nested objects":             {strings.Repeat(`{"topic":`, 7_000), http.StatusBadRequest},
		"a null byte":                {start + "\"topic\":\"\x00\"}", http.StatusBadRequest},
		"a null byte behind it":      {start + "\"topic\":\"x\"}\x00", http.StatusBadRequest},
		"two channels":               {start + `"channel_id":"` + secret.Id + `"}`, http.StatusForbidden},
		"two spellings":              {start + `"CHANNEL_ID":"` + secret.Id + `"}`, http.StatusForbidden},
		"a null byte in an ID":       {start + `"root_id":"\u0000` + model.NewId()[1:] + `"}`, http.StatusBadRequest},
		"a prototype":                {start + `"__proto__":{"topic":"x"}}`, http.StatusBadRequest},
		"a number that is too large": {start + `"starts_at":1e999}`, http.StatusBadRequest},
		"the latest start":           {start + `"starts_at":9223372036854775807}`, http.StatusBadRequest},
		"the earliest start":         {start + `"starts_at":-9223372036854775808}`, http.StatusBadRequest},
		"the shortest duration":      {start + `"duration_minutes":-9223372036854775808}`, http.StatusBadRequest},
		"a byte order mark":          {"\ufeff" + start + `"topic":"x"}`, http.StatusBadRequest},
		"an unknown repetition":      {start + `"repeat":"FREQ=SECONDLY"}`, http.StatusBadRequest},
	} {
		t.Run(name, func(t *testing.T) {
			for _, channel := range []*model.Channel{c, secret} {
				posted := newPosts(t, channel, func() { invites(t, env.Bob, test.content).requireRefused(t, test.status) })
				require.Empty(t, posted)
			}
		})
	}
}

func TestForgedFormsAreHarmless(t *testing.T) {
	c := publicChannel(t, env.Alice, env.Bob)
	secret := privateChannel(t, env.Alice)
	foreign := says(t, env.Alice, in(secret), "Not here.")
	meeting := body{"meeting": "m12345678"}
	for name, form := range map[string]body{
		"into a channel of others":     {"channel_id": secret.Id, "submission": meeting},
		"into a thread of others":      {"channel_id": c.Id, "state": foreign.Id, "submission": meeting},
		"into no channel":              {"submission": meeting},
		"with lists instead of values": {"channel_id": c.Id, "submission": body{"meeting": []string{"m12345678"}, "room": body{}, "start": 7}},
		"with a link as its room":      {"channel_id": c.Id, "submission": body{"room": "https://evil.example/join/m12345678"}},
	} {
		t.Run(name, func(t *testing.T) {
			for _, channel := range []*model.Channel{c, secret} {
				posted := newPosts(t, channel, func() {
					answer := submits(t, form)
					require.Equal(t, http.StatusOK, answer.status, "%s", answer.text)
					var response model.SubmitDialogResponse
					require.NoError(t, json.Unmarshal(answer.text, &response))
					require.NotEmpty(t, response.Error+response.Errors["meeting"])
				})
				require.Empty(t, posted)
			}
		})
	}
	t.Run("in another person's name", func(t *testing.T) {
		posted := newPosts(t, c, func() {
			submits(t, body{"user_id": env.Alice.User.Id, "team_id": model.NewId(), "channel_id": c.Id, "submission": meeting})
		})
		require.Len(t, posted, 1)
		requireInvitation(t, posted[0], env.Bob, link)
	})
}

// submits sends the dialog as bob.
func submits(t *testing.T, form body) reply {
	t.Helper()
	return strays(t, env.Bob, http.MethodPost, "/dialogs/invite", form)
}

// strays calls the plugin in a way that the API's description does not contain.
func strays(t *testing.T, person *mattermost.Person, method, route string, content any, headers ...string) reply {
	t.Helper()
	request, _, err := call(t.Context(), person, method, route, content, headers...)
	require.NoError(t, err)
	answer, err := answerTo(request)
	require.NoError(t, err)
	return answer
}

func TestForgedCommandsAreHarmless(t *testing.T) {
	c := publicChannel(t, env.Alice, env.Bob)
	secret := privateChannel(t, env.Alice)
	foreign := says(t, env.Alice, in(secret), "Not here.")
	for name, place := range map[string]model.CommandArgs{
		"into a channel of others": {ChannelId: secret.Id, TeamId: env.Team.Id},
		"into a thread of others":  {ChannelId: c.Id, TeamId: env.Team.Id, RootId: foreign.Id},
	} {
		for _, command := range []string{"/blizz m12-345-678", "/blizz m12-345-678 --at +1h", "/blizz room channel m12-345-678"} {
			t.Run(command+" "+name, func(t *testing.T) {
				for _, channel := range []*model.Channel{c, secret} {
					posted := newPosts(t, channel, func() {
						place.Command = command
						if response, err := env.Bob.DoAPIPostJSON(t.Context(), "/commands/execute", place); err == nil {
							require.NoError(t, response.Body.Close())
						}
					})
					require.Empty(t, posted)
				}
			})
		}
	}
}

func TestAnotherTeamsChannelIsNotFound(t *testing.T) {
	team, _, err := env.Admin.CreateTeam(t.Context(), &model.Team{Name: "t" + model.NewId(), DisplayName: "Others", Type: model.TeamOpen})
	require.NoError(t, err)
	theirs, _, err := env.Admin.CreateChannel(t.Context(), &model.Channel{TeamId: team.Id, Name: model.NewId(), DisplayName: "Others", Type: model.ChannelTypeOpen})
	require.NoError(t, err)
	invited := invites(t, env.Admin, body{"channel_id": theirs.Id, "meeting": "m12345678"}).post(t, http.StatusCreated)

	posted := newPosts(t, theirs, func() {
		invites(t, env.Alice, body{"channel_id": theirs.Id, "meeting": "m12345678"}).requireRefused(t, http.StatusForbidden)
		invites(t, env.Alice, body{"channel_id": env.TownSquare.Id, "root_id": invited.Id, "meeting": "m12345678"}).requireRefused(t, http.StatusBadRequest)
		asksForRooms(t, env.Alice, theirs).requireRefused(t, http.StatusForbidden)
		setsRoom(t, env.Alice, "channels/"+theirs.Id, "m12345678").requireRefused(t, http.StatusForbidden)
		ends(t, env.Alice, invited.Id).requireRefused(t, http.StatusNotFound)
	})
	require.Empty(t, posted)
}

func TestUnknownPathsAreRefused(t *testing.T) {
	invitation := "/invitations/" + model.NewId()
	for _, call := range []string{
		"GET ", "GET /", "GET /nothing", "GET /settings/", "GET /settings%00", "GET /%2e%2e/settings", "GET /rooms/channels/..%2f..%2fmine",
		"GET /invitations/%2e%2e%2fx/end", "GET /SETTINGS", "GET /settings;x=1", "GET /settings%2f", "GET /..%5csettings",
		"GET " + invitation + "/nothing", "POST " + invitation + "/calendar",
	} {
		t.Run(call, func(t *testing.T) {
			method, route, _ := strings.Cut(call, " ")
			strays(t, env.Alice, method, route, "").requireRefused(t, http.StatusNotFound)
		})
	}
}

func TestOtherPluginsCannotInvite(t *testing.T) {
	packed, err := bundle.Caller(t.TempDir())
	require.NoError(t, err)
	caller, err := env.Admin.InstallPlugin(t.Context(), packed)
	require.NoError(t, err)
	t.Cleanup(func() {
		_, err := env.Admin.RemovePlugin(context.WithoutCancel(t.Context()), caller.Id)
		require.NoError(t, err)
	})
	c := publicChannel(t, env.Alice)
	for _, call := range []string{
		"GET /blizz/api/v1/settings {}",
		"GET /blizz/api/v1/rooms {}",
		`POST /blizz/api/v1/invitations {"channel_id":"` + c.Id + `","meeting":"m12345678"}`,
		`PUT /blizz/api/v1/rooms/mine {"meeting":"m12345678"}`,
		`POST /blizz/api/v1/dialogs/invite {"channel_id":"` + c.Id + `","submission":{"meeting":"m12345678"}}`,
	} {
		t.Run(call, func(t *testing.T) {
			posted := newPosts(t, c, func() {
				require.Contains(t, types(t, env.Alice, in(c), "/caller "+call).Message, `401 {"error":{"code":"not_logged_in"`)
			})
			require.Empty(t, posted)
		})
	}
}

// A page of another site can make the browser send the session's cookie, but no extra header.
func TestAnotherSiteCannotActForMe(t *testing.T) {
	c := publicChannel(t, env.Alice)
	cookie, token := logsInByCookie(t)
	content := body{"channel_id": c.Id, "meeting": "m12345678"}
	for name, headers := range map[string][]string{
		"a form":             {"Content-Type", "text/plain"},
		"a form with fields": {"Content-Type", "application/x-www-form-urlencoded"},
		"a wrong token":      {model.HeaderCsrfToken, model.NewId()},
		"an empty token":     {model.HeaderCsrfToken, ""},
	} {
		t.Run(name, func(t *testing.T) {
			invites(t, nil, content, append(headers, "Cookie", cookie)...).requireRefused(t, http.StatusUnauthorized)
			require.Empty(t, allPosts(t, c))
		})
	}
	t.Run("by a link", func(t *testing.T) {
		for _, route := range []string{"/invitations", "/rooms/mine", "/dialogs/invite"} {
			strays(t, nil, http.MethodGet, route, content, "Cookie", cookie).requireRefused(t, http.StatusNotFound)
		}
		require.Empty(t, allPosts(t, c))
	})
	t.Run("Mattermost's own page", func(t *testing.T) {
		invites(t, nil, content, "Cookie", cookie, model.HeaderCsrfToken, token).post(t, http.StatusCreated)
	})
}

// logsInByCookie logs alice in as a browser does. It returns her cookie, and the token that only the server's own pages
// can read.
func logsInByCookie(t *testing.T) (cookie, token string) {
	t.Helper()
	credentials, err := json.Marshal(map[string]string{"login_id": "alice", "password": env.Password})
	require.NoError(t, err)
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, env.Server.URL+"/api/v4/users/login", strings.NewReader(string(credentials)))
	require.NoError(t, err)
	request.Header.Set(model.HeaderRequestedWith, model.HeaderRequestedWithXML)
	response, err := http.DefaultClient.Do(request)
	require.NoError(t, err)
	defer response.Body.Close()
	for _, sent := range response.Cookies() {
		switch sent.Name {
		case model.SessionCookieToken:
			cookie = sent.Name + "=" + sent.Value
		case model.SessionCookieCsrf:
			token = sent.Value
		}
	}
	require.NotEmpty(t, cookie)
	require.NotEmpty(t, token)
	return cookie, token
}

func TestAReplayedRequestRestoresNothing(t *testing.T) {
	c := publicChannel(t, env.Alice)
	once := click(c)
	post := invites(t, env.Alice, once).post(t, http.StatusCreated)
	_, err := env.Alice.DeletePost(t.Context(), post.Id)
	require.NoError(t, err)
	invites(t, env.Alice, once).requireRefused(t, http.StatusConflict)
	require.Empty(t, allPosts(t, c))
}
