package integration

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"mattermost-plugin-blizz/e2e/mattermost"
)

type room struct {
	MeetingID string `json:"meeting_id"`
	DisplayID string `json:"display_id"`
	JoinURL   string `json:"join_url"`
	Topic     string
}

type rooms struct {
	Mine, Channel *room
	Recent        []room
	CanSetChannel bool `json:"can_set_channel"`
}

// asksForRooms asks for the meetings to choose from in a channel.
func asksForRooms(t *testing.T, person *mattermost.Person, c *model.Channel) reply {
	t.Helper()
	answer, err := calls(t.Context(), person, http.MethodGet, "/rooms?channel_id="+c.Id, "")
	require.NoError(t, err)
	return answer
}

func roomsOf(t *testing.T, person *mattermost.Person, c *model.Channel) rooms {
	t.Helper()
	answer := asksForRooms(t, person, c)
	require.Equal(t, http.StatusOK, answer.status, "%s", answer.text)
	var found rooms
	require.NoError(t, json.Unmarshal(answer.text, &found))
	return found
}

// setsRoom sets a room: "mine", or "channels/" and an ID.
func setsRoom(t *testing.T, person *mattermost.Person, whose, meeting string) reply {
	t.Helper()
	answer, err := calls(t.Context(), person, http.MethodPut, "/rooms/"+whose, body{"meeting": meeting})
	require.NoError(t, err)
	return answer
}

// withoutRoom removes a person's stored data.
func withoutRoom(t *testing.T, people ...*mattermost.Person) {
	t.Helper()
	for _, person := range people {
		answer, err := calls(t.Context(), person, http.MethodDelete, "/rooms/mine", "")
		require.NoError(t, err)
		require.Equal(t, http.StatusOK, answer.status)
	}
}

// systemLines returns the lines in a channel that the server and the plugin wrote themselves, newest first.
func systemLines(t *testing.T, c *model.Channel) []string {
	t.Helper()
	list, _, err := env.Admin.GetPostsForChannel(t.Context(), c.Id, 0, 200, "", false, false)
	require.NoError(t, err)
	var lines []string
	for _, post := range list.ToSlice() {
		if post.Type == "system_generic" {
			lines = append(lines, post.Message)
		}
	}
	return lines
}

func TestMyRoom(t *testing.T) {
	withoutRoom(t, env.Alice, env.Bob)
	c := publicChannel(t, env.Alice, env.Bob)

	require.Contains(t, types(t, env.Alice, in(c), "/blizz room mine https://go.blizz.com/join/m12345678").Message, "m12-345-678")
	require.Equal(t, &room{"m12345678", "m12-345-678", link, ""}, roomsOf(t, env.Alice, c).Mine)
	require.Nil(t, roomsOf(t, env.Bob, c).Mine)
	root := says(t, env.Bob, in(c), "let's talk")
	post := types(t, env.Alice, inThread(c, root), "/blizz")
	requireInvitation(t, reads(t, env.Bob, post), env.Alice, link)
	require.Equal(t, root.Id, post.RootId)

	require.Contains(t, types(t, env.Alice, in(c), "/blizz room mine clear").Message, "removed")
	require.Nil(t, roomsOf(t, env.Alice, c).Mine)
	require.Empty(t, roomsOf(t, env.Alice, c).Recent)
}

func TestTheChannelsRoom(t *testing.T) {
	withoutRoom(t, env.Bob)
	c := publicChannel(t, env.Alice, env.Bob)
	setsRoom(t, env.Bob, "mine", "m99-999-999")

	setsRoom(t, env.Alice, "channels/"+c.Id, "m12-345-678")
	require.Equal(t, []string{"alice set this channel's Blizz room to [m12-345-678](" + link + "). `/blizz` invites to it."}, systemLines(t, c))
	requireInvitation(t, types(t, env.Bob, in(c), "/blizz"), env.Bob, link)

	_, err := env.Alice.Type(t.Context(), in(c), "/blizz room channel clear")
	require.NoError(t, err)
	require.Equal(t, "alice removed this channel's Blizz room.", systemLines(t, c)[0])
	requireInvitation(t, types(t, env.Bob, in(c), "/blizz"), env.Bob, joinLink("https://go.blizz.com/join/{id}", "m99999999"))
}

func TestTheChannelsRoomIsForItsMembers(t *testing.T) {
	public := publicChannel(t, env.Alice, env.Bob)
	private := privateChannel(t, env.Alice, env.Bob)
	direct := directMessages(t, env.Alice, env.Bob)
	gone := publicChannel(t, env.Alice)
	archive(t, gone)
	for name, test := range map[string]struct {
		person *mattermost.Person
		where  *model.Channel
		status int
	}{
		"a member":                        {env.Bob, public, http.StatusOK},
		"a member of a private channel":   {env.Bob, private, http.StatusOK},
		"a person of a direct message":    {env.Bob, direct, http.StatusOK},
		"a stranger":                      {env.Carol, public, http.StatusForbidden},
		"a stranger to a private channel": {env.Carol, private, http.StatusForbidden},
		"a third":                         {env.Carol, direct, http.StatusForbidden},
		"in an archived channel":          {env.Alice, gone, http.StatusForbidden},
		"without a session":               {nil, public, http.StatusUnauthorized},
	} {
		t.Run(name, func(t *testing.T) {
			require.Equal(t, test.status, setsRoom(t, test.person, "channels/"+test.where.Id, "m12-345-678").status)
			if test.person != nil && test.where != gone {
				require.Equal(t, test.status, asksForRooms(t, test.person, test.where).status)
			}
		})
	}

	t.Run("a member who may not edit the header", func(t *testing.T) {
		permit(t, model.ChannelUserRoleId, model.PermissionManagePublicChannelProperties, false)
		setsRoom(t, env.Bob, "channels/"+public.Id, "m12-345-678").requireRefused(t, http.StatusForbidden)
		require.False(t, roomsOf(t, env.Bob, public).CanSetChannel)
		require.Contains(t, types(t, env.Bob, in(public), "/blizz room channel m12-345-678").Message, "darfst")
	})
}

func TestABareCommandWithoutARoomAsks(t *testing.T) {
	withoutRoom(t, env.Carol)
	c := publicChannel(t, env.Carol, env.Bob)
	root := says(t, env.Bob, in(c), "let's talk")
	_, err := env.Carol.Type(t.Context(), inThread(c, root), "/blizz")
	var opened *mattermost.DialogError
	require.ErrorAs(t, err, &opened)

	submit := func(entered map[string]any) *model.SubmitDialogResponse {
		response, _, err := env.Carol.SubmitInteractiveDialog(t.Context(), model.SubmitDialogRequest{
			URL: opened.URL, CallbackId: opened.Dialog.CallbackId, State: opened.Dialog.State,
			ChannelId: c.Id, TeamId: env.Team.Id, Submission: entered,
		})
		require.NoError(t, err)
		return response
	}
	require.Contains(t, submit(map[string]any{"meeting": "m123"}).Errors["meeting"], "too short")
	posted := newPosts(t, c, func() { require.Empty(t, submit(map[string]any{"meeting": "m12-345-678", "topic": "Retro"}).Errors) })
	require.Len(t, posted, 1)
	requireInvitation(t, posted[0], env.Carol, link)
	require.Equal(t, root.Id, posted[0].RootId)
}

func TestALargeChannelIsMentionedOnce(t *testing.T) {
	withoutRoom(t, env.Alice)
	c := publicChannel(t, env.Alice)
	for i := range 20 {
		extra, err := env.Server.SignUp(t.Context(), fmt.Sprintf("extra-%d-%s", i, strings.ToLower(model.NewId()[:8])), "en", env.Password)
		require.NoError(t, err)
		_, _, err = env.Admin.AddTeamMember(t.Context(), env.Team.Id, extra.User.Id)
		require.NoError(t, err)
		_, _, err = env.Alice.AddChannelMember(t.Context(), c.Id, extra.User.Id)
		require.NoError(t, err)
	}
	setsRoom(t, env.Alice, "mine", "m12-345-678")

	told := func() bool {
		answers, err := env.Alice.TypeAndWait(t.Context(), in(c), "/blizz", 500*time.Millisecond)
		require.NoError(t, err)
		return slices.ContainsFunc(answers, func(post *model.Post) bool {
			return post.Type == model.PostTypeEphemeral && strings.Contains(post.Message, "/blizz end")
		})
	}
	require.True(t, told())
	require.False(t, told())
}

func TestRecentMeetingsAreRemembered(t *testing.T) {
	withoutRoom(t, env.Alice, env.Bob)
	c := publicChannel(t, env.Alice, env.Bob)
	types(t, env.Alice, in(c), "/blizz m11-111-111 One")
	types(t, env.Alice, in(c), "/blizz m22-222-222 Two")
	types(t, env.Bob, in(c), "/blizz m33-333-333")

	require.EventuallyWithT(t, func(collect *assert.CollectT) {
		recent := roomsOf(t, env.Alice, c).Recent
		if assert.Len(collect, recent, 2) {
			assert.Equal(collect, "m22222222", recent[0].MeetingID)
			assert.Equal(collect, "Two", recent[0].Topic)
		}
	}, 5*time.Second, 50*time.Millisecond)

	suggested, _, err := env.Alice.ListCommandAutocompleteSuggestions(t.Context(), "/blizz m2", env.Team.Id)
	require.NoError(t, err)
	require.True(t, slices.ContainsFunc(suggested, func(s model.AutocompleteSuggestion) bool { return s.Suggestion == "m22-222-222" }), "%v", suggested)
	require.False(t, slices.ContainsFunc(suggested, func(s model.AutocompleteSuggestion) bool { return s.Suggestion == "m33-333-333" }))
}

// TestSimultaneousWritesAreAllKept: two people write fifty times at once, to rooms and to recent meetings.
func TestSimultaneousWritesAreAllKept(t *testing.T) {
	withoutRoom(t, env.Alice, env.Bob)
	c := publicChannel(t, env.Alice, env.Bob)
	people := []*mattermost.Person{env.Alice, env.Bob}
	failures := make([]error, 50)
	var wait sync.WaitGroup
	for i := range failures {
		person := people[i%2]
		wait.Go(func() {
			if i < 20 { // ten different meetings each, which is the limit of a list
				answer, err := calls(t.Context(), person, http.MethodPost, "/invitations",
					body{"channel_id": c.Id, "meeting": fmt.Sprintf("m100000%02d", i)})
				failures[i] = errors.Join(err, wanted(answer, http.StatusCreated))
				return
			}
			answer, err := calls(t.Context(), person, http.MethodPut, "/rooms/mine", body{"meeting": fmt.Sprintf("m200000%02d", i)})
			failures[i] = errors.Join(err, wanted(answer, http.StatusOK))
		})
	}
	wait.Wait()
	require.NoError(t, errors.Join(failures...))
	for parity, person := range people {
		require.EventuallyWithT(t, func(collect *assert.CollectT) {
			found := roomsOf(t, person, c)
			assert.NotNil(collect, found.Mine)
			assert.Len(collect, found.Recent, 10)
			for _, recent := range found.Recent {
				var number int
				_, err := fmt.Sscanf(recent.MeetingID, "m100000%d", &number)
				assert.NoError(collect, err)
				assert.Equal(collect, parity, number%2, "%s belongs to another person", recent.MeetingID)
			}
		}, 10*time.Second, 100*time.Millisecond)
	}
}

func wanted(answer reply, status int) error {
	if answer.status != status {
		return fmt.Errorf("%d: %s", answer.status, answer.text)
	}
	return nil
}
