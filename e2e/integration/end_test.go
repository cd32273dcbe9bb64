package integration

import (
	"net/http"
	"testing"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/stretchr/testify/require"

	"mattermost-plugin-blizz/e2e/mattermost"
)

// ends closes an invitation through the route.
func ends(t *testing.T, person *mattermost.Person, postID string) reply {
	t.Helper()
	answer, err := calls(t.Context(), person, http.MethodPost, "/invitations/"+postID+"/end", "")
	require.NoError(t, err)
	return answer
}

func TestEnding(t *testing.T) {
	c := publicChannel(t, env.Carol, env.Alice, env.Bob)
	for name, test := range map[string]struct {
		person *mattermost.Person
		status int
	}{
		"the author":              {env.Alice, http.StatusOK},
		"another member":          {env.Bob, http.StatusForbidden},
		"a channel administrator": {env.Carol, http.StatusForbidden},
		"the administrator":       {env.Admin, http.StatusOK},
	} {
		t.Run(name, func(t *testing.T) {
			if test.person == env.Admin {
				_, _, err := env.Admin.AddChannelMember(t.Context(), c.Id, env.Admin.User.Id)
				require.NoError(t, err)
			}
			post := types(t, env.Alice, in(c), "/blizz m12-345-678 Sprint review --password s3cret")
			answer := ends(t, test.person, post.Id)
			if test.status != http.StatusOK {
				answer.requireRefused(t, test.status)
				requireInvitation(t, reads(t, env.Bob, post), env.Alice, link)
				return
			}
			answer.post(t, http.StatusOK)
			ended := reads(t, env.Bob, post)
			requireEnded(t, ended)
			require.Equal(t, env.Alice.User.Id, ended.UserId)
			require.Contains(t, ended.Message, "Sprint review")
			ends(t, test.person, post.Id).requireRefused(t, http.StatusConflict)
		})
	}
}

func TestAPersonWhoMayEditOthersPostsMayEnd(t *testing.T) {
	c := publicChannel(t, env.Carol, env.Alice)
	permit(t, model.ChannelAdminRoleId, model.PermissionEditOthersPosts, true)
	post := types(t, env.Alice, in(c), "/blizz m12-345-678")
	ends(t, env.Carol, post.Id).post(t, http.StatusOK)
	requireEnded(t, reads(t, env.Alice, post))
}

func TestEndingIsRefused(t *testing.T) {
	c := privateChannel(t, env.Alice, env.Carol)
	archived := publicChannel(t, env.Alice)
	inArchive := types(t, env.Alice, in(archived), "/blizz m12-345-678")
	archive(t, archived)
	deleted := types(t, env.Alice, in(c), "/blizz m12-345-678")
	_, err := env.Alice.DeletePost(t.Context(), deleted.Id)
	require.NoError(t, err)

	for name, test := range map[string]struct {
		person *mattermost.Person
		postID string
		status int
	}{
		"not a member":       {env.Bob, types(t, env.Alice, in(c), "/blizz m12-345-678").Id, http.StatusNotFound},
		"archived channel":   {env.Alice, inArchive.Id, http.StatusForbidden},
		"deleted invitation": {env.Alice, deleted.Id, http.StatusNotFound},
		"not an invitation":  {env.Alice, says(t, env.Alice, in(c), "Hello").Id, http.StatusNotFound},
		"no such post":       {env.Alice, model.NewId(), http.StatusNotFound},
		"not a post's ID":    {env.Alice, "x", http.StatusNotFound},
	} {
		t.Run(name, func(t *testing.T) { ends(t, test.person, test.postID).requireRefused(t, test.status) })
	}
}

func TestSimultaneousEndsEndOnce(t *testing.T) {
	c := publicChannel(t, env.Alice)
	post := types(t, env.Alice, in(c), "/blizz m12-345-678")
	statuses := map[int]int{}
	for _, answer := range atOnce(t, 10, env.Alice, "/invitations/"+post.Id+"/end", "") {
		statuses[answer.status]++
	}
	require.Equal(t, map[int]int{http.StatusOK: 1, http.StatusConflict: 9}, statuses)
}

func TestEndingByCommand(t *testing.T) {
	c := publicChannel(t, env.Alice, env.Bob)
	root := says(t, env.Alice, in(c), "Shall we talk?")
	older := types(t, env.Alice, in(c), "/blizz m12-345-678")
	inRoot := types(t, env.Alice, inThread(c, root), "/blizz m12-345-678")
	others := types(t, env.Bob, in(c), "/blizz m12-345-678")

	posted := newPosts(t, c, func() { types(t, env.Alice, inThread(c, root), "/blizz end") })
	require.Empty(t, posted)
	requireEnded(t, reads(t, env.Bob, inRoot))
	requireInvitation(t, reads(t, env.Bob, older), env.Alice, link)

	types(t, env.Alice, in(c), "/blizz end")
	requireEnded(t, reads(t, env.Bob, older))

	requireTold(t, types(t, env.Alice, in(c), "/blizz end"))
	requireInvitation(t, reads(t, env.Alice, others), env.Bob, link)
}

// Anybody can make a post of the plugin's type, with any props.
func TestForgedInvitations(t *testing.T) {
	c := publicChannel(t, env.Alice, env.Bob)
	evil := "[here](https://evil.example)"
	for name, test := range map[string]struct {
		props  model.StringInterface
		status int
	}{
		"no props":          {model.StringInterface{}, http.StatusNotFound},
		"a link as the ID":  {model.StringInterface{"meeting_id": "m12345678](https://evil.example)", "status": "open"}, http.StatusNotFound},
		"a number as ID":    {model.StringInterface{"meeting_id": 12345678, "status": "open"}, http.StatusNotFound},
		"an invented state": {model.StringInterface{"meeting_id": "m12345678", "status": evil}, http.StatusNotFound},
		"ended long ago":    {model.StringInterface{"meeting_id": "m12345678", "status": "ended", "ended_at": -1}, http.StatusConflict},
		"hostile values in all other props": {model.StringInterface{
			"meeting_id": "m12345678", "status": "open", "topic": evil, "password": evil,
			"meeting_link": "https://evil.example", "meeting_provider": evil, "ended_at": evil,
		}, http.StatusOK},
	} {
		t.Run(name, func(t *testing.T) {
			forged := posts(t, env.Alice, &model.Post{ChannelId: c.Id, Type: "custom_blizz", Message: evil, Props: test.props})
			answer := ends(t, env.Alice, forged.Id)
			if test.status != http.StatusOK {
				answer.requireRefused(t, test.status)
				require.Equal(t, evil, reads(t, env.Bob, forged).Message, "a post that is no invitation was changed")
				return
			}
			answer.post(t, http.StatusOK)
			ended := reads(t, env.Bob, forged)
			require.Equal(t, "ended", ended.GetProp("status"))
			require.Equal(t, "Blizz", ended.GetProp("meeting_provider"))
			require.Nil(t, ended.GetProp("meeting_link"))
			require.Equal(t, evil, ended.Message, "an author's own words stay")
		})
	}
}
