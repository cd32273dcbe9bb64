package integration

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/stretchr/testify/require"

	"mattermost-plugin-blizz/e2e/mattermost"
)

// A target is what others must not reach: a channel of alice's, her invitation there, a series, and her room.
type target struct {
	channel     *model.Channel
	now, series *model.Post
}

func hide(t *testing.T) target {
	t.Helper()
	secret := privateChannel(t, env.Alice)
	setsRoom(t, env.Alice, "channels/"+secret.Id, "m77777777").requireStatus(t, http.StatusOK)
	return target{
		channel: secret,
		now:     invites(t, env.Alice, body{"channel_id": secret.Id, "meeting": "m88888888", "topic": "Takeover"}).post(t, http.StatusCreated),
		series: plans(t, env.Alice, secret, nextMinute().Add(24*time.Hour), body{
			"topic": "Takeover", "password": "s3cret", "repeat": "FREQ=WEEKLY",
		}),
	}
}

func (r reply) requireStatus(t *testing.T, status int) {
	t.Helper()
	require.Equal(t, status, r.status, "%s", r.text)
}

// A forbiddenCall is a call that a person must not be able to make.
type forbiddenCall struct {
	tries, method, route string
	content              any
}

// forbiddenAt returns the calls to a target, over all routes with a channel or an invitation.
func forbiddenAt(p target) []forbiddenCall {
	invitation, series := "/invitations/"+p.now.Id, "/invitations/"+p.series.Id
	first := p.series.GetProp("starts_at")
	draft := func(more body) body {
		content := body{"channel_id": p.channel.Id, "meeting": "m12345678"}
		for name, value := range more {
			content[name] = value
		}
		return content
	}
	soon := nextMinute().Add(time.Hour).UnixMilli()
	return []forbiddenCall{
		{"invites there", http.MethodPost, "/invitations", draft(nil)},
		{"plans there", http.MethodPost, "/invitations", draft(body{"starts_at": soon})},
		{"plans a series there", http.MethodPost, "/invitations", draft(body{"starts_at": soon, "repeat": "FREQ=DAILY"})},
		{"answers in a thread there", http.MethodPost, "/invitations", draft(body{"root_id": p.now.Id})},
		{"answers in its thread from elsewhere", http.MethodPost, "/invitations", body{
			"channel_id": env.TownSquare.Id, "meeting": "m12345678", "root_id": p.now.Id,
		}},
		{"asks what an invitation there would be", http.MethodPost, "/invitations/check", draft(nil)},
		{"asks what a plan there would be", http.MethodPost, "/invitations/check", draft(body{"starts_at": soon})},
		{"changes the topic", http.MethodPatch, invitation, body{"topic": "Mine"}},
		{"changes the meeting", http.MethodPatch, series, body{"meeting": "m12345678"}},
		{"changes the password", http.MethodPatch, series, body{"password": "mine"}},
		{"moves the series", http.MethodPatch, series, body{"starts_at": soon}},
		{"moves one start", http.MethodPatch, series, body{"starts_at": soon, "occurrence": first}},
		{"changes how it repeats", http.MethodPatch, series, body{"repeat": "FREQ=DAILY"}},
		{"changes nothing, to see it", http.MethodPatch, series, body{}},
		{"asks what a change would make of it", http.MethodPost, series + "/check", body{"topic": "Mine"}},
		{"asks what no change would make of it", http.MethodPost, series + "/check", body{}},
		{"skips a start", http.MethodPost, series + "/skip", body{"starts_at": first}},
		{"skips a start that is none", http.MethodPost, series + "/skip", body{"starts_at": 1}},
		{"ends the meeting", http.MethodPost, invitation + "/end", ""},
		{"cancels the series", http.MethodPost, series + "/end", ""},
		{"says to have joined", http.MethodPost, invitation + "/joined", ""},
		{"says to have joined the series", http.MethodPost, series + "/joined", ""},
		{"reads the calendar file", http.MethodGet, series + "/calendar.ics", ""},
		{"reads the calendar file by the plan's ID", http.MethodGet, fmt.Sprintf("/invitations/%v/calendar.ics", p.series.GetProp("plan_id")), ""},
		{"reads the channel's room", http.MethodGet, "/rooms?channel_id=" + p.channel.Id, ""},
		{"sets the channel's room", http.MethodPut, "/rooms/channels/" + p.channel.Id, body{"meeting": "m12345678"}},
		{"removes the channel's room", http.MethodDelete, "/rooms/channels/" + p.channel.Id, ""},
		{"posts by the form for phones", http.MethodPost, "/dialogs/invite", body{
			"channel_id": p.channel.Id, "submission": body{"meeting": "m12345678"},
		}},
		{"posts in its thread by the form", http.MethodPost, "/dialogs/invite", body{
			"channel_id": p.channel.Id, "state": p.now.Id + "/" + model.NewId(), "submission": body{"meeting": "m12345678"},
		}},
		{"has the room suggested", http.MethodGet, "/autocomplete/meetings?user_input=%2Fblizz%20&channel_id=" + p.channel.Id, ""},
		{"has the room suggested behind room", http.MethodGet, "/autocomplete/meetings?user_input=%2Fblizz%20room%20mine%20&channel_id=" + p.channel.Id, ""},
		{"asks whether the channel has a room", http.MethodPost, "/commands/topic", body{"channel_id": p.channel.Id, "command": "/blizz Standup"}},
		{"asks what is on", http.MethodGet, "/live", ""},
	}
}

// strangersTo returns people without access to a target, by kind, with the headers that they send.
func strangersTo(t *testing.T) map[string]struct {
	who     *mattermost.Person
	headers []string
} {
	t.Helper()
	type stranger = struct {
		who     *mattermost.Person
		headers []string
	}
	return map[string]stranger{
		"a member of the team":                          {env.Bob, nil},
		"a member who names another person in a header": {env.Bob, []string{"Mattermost-User-Id", env.Alice.User.Id}},
		"a member who pretends to be another plugin":    {env.Bob, []string{"Mattermost-Plugin-ID", "playbooks", "Mattermost-User-Id", env.Alice.User.Id}},
		"a guest":                          {guest(t), nil},
		"a bot":                            {bot(t), nil},
		"an administrator of another team": {teamAdministrator(t), nil},
		"an integration with no session":   {nil, []string{"User-Agent", "Integration/1.0", "Mattermost-User-Id", env.Alice.User.Id}},
		"an integration with a token that is wrong": {nil, []string{model.HeaderAuth, "Bearer " + model.NewId()}},
	}
}

// guest returns an account with the role of guests, as the database of a licensed server may contain it. This server
// would not let a guest log in, but accepts an access token.
func guest(t *testing.T) *mattermost.Person {
	t.Helper()
	person := newcomer(t)
	token := withToken(t, person.User)
	_, err := env.Admin.UpdateUserRoles(t.Context(), person.User.Id, model.SystemGuestRoleId)
	require.NoError(t, err)
	return token
}

// withToken returns a person or a bot that uses an access token.
func withToken(t *testing.T, user *model.User) *mattermost.Person {
	t.Helper()
	token, _, err := env.Admin.CreateUserAccessToken(t.Context(), user.Id, "a test")
	require.NoError(t, err)
	client := model.NewAPIv4Client(env.Server.URL)
	client.SetToken(token.Token)
	return &mattermost.Person{Client4: client, User: user}
}

// newcomer returns a new account.
func newcomer(t *testing.T) *mattermost.Person {
	t.Helper()
	person, err := env.Server.SignUp(t.Context(), "n"+model.NewId(), "en", env.Password)
	require.NoError(t, err)
	return person
}

// relogged returns a person in a new session, which has the person's present rights.
func relogged(t *testing.T, person *mattermost.Person) *mattermost.Person {
	t.Helper()
	again, err := env.Server.LogIn(t.Context(), person.User.Username, env.Password)
	require.NoError(t, err)
	return again
}

func bot(t *testing.T) *mattermost.Person {
	t.Helper()
	on := true
	_, _, err := env.Admin.PatchConfig(t.Context(), &model.Config{ServiceSettings: model.ServiceSettings{EnableBotAccountCreation: &on}})
	require.NoError(t, err)
	made, _, err := env.Admin.CreateBot(t.Context(), &model.Bot{Username: "b" + model.NewId()[:20], DisplayName: "Helper"})
	require.NoError(t, err)
	_, _, err = env.Admin.AddTeamMember(t.Context(), env.Team.Id, made.UserId)
	require.NoError(t, err)
	return withToken(t, &model.User{Id: made.UserId, Username: made.Username})
}

func teamAdministrator(t *testing.T) *mattermost.Person {
	t.Helper()
	person := newcomer(t)
	team, _, err := person.CreateTeam(t.Context(), &model.Team{Name: "t" + model.NewId(), DisplayName: "Others", Type: model.TeamOpen})
	require.NoError(t, err)
	require.NotEmpty(t, team.Id)
	return relogged(t, person)
}

// TestStrangersCannotReachMeetings tries all routes on a channel as each kind of stranger. Nothing may change there,
// and no answer may reveal anything.
func TestStrangersCannotReachMeetings(t *testing.T) {
	withoutRoom(t, env.Bob) // a room of his own would appear in answers
	p := hide(t)
	standing := reads(t, env.Alice, p.series)
	for as, stranger := range strangersTo(t) {
		if stranger.who != nil {
			strays(t, stranger.who, http.MethodGet, "/settings", "").requireStatus(t, http.StatusOK)
		}
		for _, try := range forbiddenAt(p) {
			t.Run(as+" "+try.tries, func(t *testing.T) {
				answer := strays(t, stranger.who, try.method, try.route, try.content, stranger.headers...)
				require.Less(t, answer.status, http.StatusInternalServerError, "%s", answer.text)
				for _, secret := range []string{"77777777", "77-777-777", "88888888", "88-888-888", "Takeover", "s3cret", `"is_topic":true`} {
					require.NotContains(t, string(answer.text), secret)
				}
			})
		}
		requireUntouched(t, p, standing, as)
	}
}

// TestASystemAdministratorNeedsNoMembership: Mattermost lets an administrator type /blizz in any channel, so the
// plugin's routes answer them there too.
func TestASystemAdministratorNeedsNoMembership(t *testing.T) {
	c := privateChannel(t, env.Alice)
	_, _, err := env.Admin.GetChannelMember(t.Context(), c.Id, env.Admin.User.Id, "")
	require.Error(t, err, "the administrator is not a member")

	answer, _, err := env.Admin.ExecuteCommand(t.Context(), c.Id, "/blizz m12-345-678 --at tomorrow 9:00")
	require.NoError(t, err)
	require.Empty(t, answer.Text, "the command answers only with the post")
	require.Contains(t, answers(t, env.Admin, c, "/blizz change Retro"), "I changed")
	for route, body := range map[string]string{
		"PUT /rooms/channels/" + c.Id:   `{"meeting": "m77-777-777"}`,
		"GET /rooms?channel_id=" + c.Id: "",
	} {
		method, path, _ := strings.Cut(route, " ")
		strays(t, env.Admin, method, path, body).requireStatus(t, http.StatusOK)
	}
	strays(t, env.Admin, http.MethodPost, "/invitations", fmt.Sprintf(`{"channel_id": %q, "meeting": "m12345678"}`, c.Id)).
		requireStatus(t, http.StatusCreated)
	require.Contains(t, answers(t, env.Admin, c, "/blizz end all"), "I ended")
}

// requireUntouched checks that a target is unchanged.
func requireUntouched(t *testing.T, p target, standing *model.Post, as string) {
	t.Helper()
	invitations := slices.DeleteFunc(allPosts(t, p.channel), func(post *model.Post) bool { return post.Type != "custom_blizz" })
	require.Len(t, invitations, 2, as)
	require.Equal(t, "open", reads(t, env.Alice, p.now).GetProp("status"), as)
	now := reads(t, env.Alice, p.series)
	require.Equal(t, standing.GetProps(), now.GetProps(), as)
	require.Equal(t, standing.Message, now.Message, as)
	require.Equal(t, "m77777777", roomsOf(t, env.Alice, p.channel).Channel.MeetingID, as)
	live, err := calls(t.Context(), env.Alice, http.MethodGet, "/live", "")
	require.NoError(t, err)
	require.NotContains(t, string(live.text), p.channel.Id, "%s joined", as)
}
