package faults

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/stretchr/testify/require"
)

// A service is an administrator's setting: the service's name and link.
type service struct{ name, template string }

var blizz = service{"Blizz", "https://go.blizz.com/join/{id}"}

// check checks all acts. Each success has one complete invitation, each failure at most one, and there are no others.
// It returns the number of failures with an invitation.
func (l *load) check(t *testing.T, acts []act, services ...service) (lost int) {
	t.Helper()
	planned := scheduleOf(t)
	posted := map[string][]*model.Post{} // by topic
	for _, where := range append(l.groups, l.all) {
		for _, post := range postsOf(t, where) {
			topic, _ := post.GetProp("topic").(string)
			posted[topic] = append(posted[topic], post)
		}
	}
	for _, a := range acts {
		posts := posted[a.topic]
		delete(posted, a.topic)
		require.LessOrEqual(t, len(posts), 1, "%q was posted more than once", a.topic)
		if a.err != nil {
			lost += len(posts)
		} else {
			require.Len(t, posts, 1, "the answer says that %q was posted", a.topic)
		}
		for _, post := range posts {
			requireWhole(t, post, a, services)
			planned.requireHas(t, post, a)
		}
	}
	require.Empty(t, posted, "invitations that nobody made")
	return lost
}

// requireWhole checks that a post is a complete invitation of one service.
func requireWhole(t *testing.T, post *model.Post, a act, services []service) {
	t.Helper()
	require.Equal(t, "custom_blizz", post.Type)
	require.Equal(t, a.who.User.Id, post.UserId)
	if a.postID != "" {
		require.Equal(t, a.postID, post.Id, "the answer named another post")
	}
	var whole []string
	for _, s := range append(services, blizz) {
		whole = append(whole, invitation(a, s)+times(a, post))
	}
	props := post.GetProps()
	found := fmt.Sprintf("%v %v %v %v\n%s", props["meeting_id"], props["status"], props["meeting_provider"], props["meeting_link"], post.Message)
	require.Contains(t, whole, found)
}

// invitation returns the expected text of an act's post, for one service.
func invitation(a act, s service) string {
	link := strings.Replace(s.template, "{id}", "m12345678", 1)
	host := strings.ReplaceAll(a.who.User.Username, "_", `\_`) // Markdown's
	return fmt.Sprintf("m12345678 open %s %s\n%s invites you to join [%s meeting m12-345-678](%s)\n%s", s.name, link, host, s.name, link, a.topic)
}

// times returns the lines below the text of a planned meeting's post.
func times(a act, post *model.Post) string {
	if a.startsAt == 0 {
		return ""
	}
	return time.UnixMilli(a.startsAt).UTC().Format("\nMon, 2 Jan 2006, 15:04 (UTC)") +
		fmt.Sprintf("\n[Add to calendar](%s/plugins/blizz/api/v1/invitations/%v/calendar.ics)", a.who.URL, post.GetProp("plan_id"))
}

// postsOf returns all posts of a channel except the server's own.
func postsOf(t *testing.T, c *model.Channel) (posts []*model.Post) {
	t.Helper()
	const perPage = 200
	for page := 0; ; page++ {
		list, _, err := env.Admin.GetPostsForChannel(t.Context(), c.Id, page, perPage, "", false, false)
		require.NoError(t, err)
		for _, post := range list.ToSlice() {
			if !strings.HasPrefix(post.Type, model.PostSystemMessagePrefix) {
				posts = append(posts, post)
			}
		}
		if len(list.Order) < perPage {
			return posts
		}
	}
}
