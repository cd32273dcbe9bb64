package integration

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/stretchr/testify/require"

	"mattermost-plugin-blizz/e2e/mattermost"
)

// Helpers. Their names are the acts of people.

// publicChannel makes a public channel. The first member is its administrator.
func publicChannel(t *testing.T, members ...*mattermost.Person) *model.Channel {
	t.Helper()
	return channel(t, model.ChannelTypeOpen, members)
}

// privateChannel makes a private channel. The first member is its administrator.
func privateChannel(t *testing.T, members ...*mattermost.Person) *model.Channel {
	t.Helper()
	return channel(t, model.ChannelTypePrivate, members)
}

func channel(t *testing.T, kind model.ChannelType, members []*mattermost.Person) *model.Channel {
	t.Helper()
	name := model.NewId()
	made, _, err := members[0].CreateChannel(t.Context(), &model.Channel{TeamId: env.Team.Id, Name: name, DisplayName: name, Type: kind})
	require.NoError(t, err)
	for _, member := range members[1:] {
		_, _, err := members[0].AddChannelMember(t.Context(), made.Id, member.User.Id)
		require.NoError(t, err)
	}
	return made
}

// directMessages returns the channel of two people, or of one person's messages to themselves.
func directMessages(t *testing.T, one, other *mattermost.Person) *model.Channel {
	t.Helper()
	made, _, err := one.CreateDirectChannel(t.Context(), one.User.Id, other.User.Id)
	require.NoError(t, err)
	return made
}

func groupMessages(t *testing.T, people ...*mattermost.Person) *model.Channel {
	t.Helper()
	ids := make([]string, len(people))
	for i, person := range people {
		ids[i] = person.User.Id
	}
	made, _, err := people[0].CreateGroupChannel(t.Context(), ids)
	require.NoError(t, err)
	return made
}

func archive(t *testing.T, c *model.Channel) {
	t.Helper()
	_, err := env.Admin.DeleteChannel(t.Context(), c.Id)
	require.NoError(t, err)
}

func in(c *model.Channel) mattermost.Place {
	return mattermost.Place{Channel: c, TeamID: env.Team.Id}
}

func inThread(c *model.Channel, root *model.Post) mattermost.Place {
	return mattermost.Place{Channel: c, TeamID: env.Team.Id, RootID: root.Id}
}

// says posts an ordinary message as a person.
func says(t *testing.T, person *mattermost.Person, where mattermost.Place, message string) *model.Post {
	t.Helper()
	return posts(t, person, &model.Post{ChannelId: where.Channel.Id, RootId: where.RootID, Message: message})
}

// posts sends anything that a person's own client could.
func posts(t *testing.T, person *mattermost.Person, post *model.Post) *model.Post {
	t.Helper()
	made, _, err := person.CreatePost(t.Context(), post)
	require.NoError(t, err)
	return made
}

// types sends a slash command as a person, and returns what their screen shows.
func types(t *testing.T, person *mattermost.Person, where mattermost.Place, command string) *model.Post {
	t.Helper()
	answer, err := person.Type(t.Context(), where, command)
	require.NoError(t, err)
	return answer
}

// answers types a command that also changes posts, and returns the text that only the person sees.
func answers(t *testing.T, person *mattermost.Person, c *model.Channel, command string) string {
	t.Helper()
	answer, _, err := person.ExecuteCommand(t.Context(), c.Id, command)
	require.NoError(t, err)
	require.Equal(t, model.CommandResponseTypeEphemeral, answer.ResponseType)
	return answer.Text
}

// reads returns a post as a person sees it.
func reads(t *testing.T, person *mattermost.Person, post *model.Post) *model.Post {
	t.Helper()
	read, _, err := person.GetPost(t.Context(), post.Id, "")
	require.NoError(t, err)
	return read
}

// newPosts returns the posts that people made in a channel during a function.
func newPosts(t *testing.T, c *model.Channel, something func()) []*model.Post {
	t.Helper()
	before := allPosts(t, c)
	something()
	return slices.DeleteFunc(allPosts(t, c), func(post *model.Post) bool {
		return slices.ContainsFunc(before, func(old *model.Post) bool { return old.Id == post.Id })
	})
}

// allPosts returns a channel's posts, without the server's own, newest first.
func allPosts(t *testing.T, c *model.Channel) []*model.Post {
	t.Helper()
	list, _, err := env.Admin.GetPostsForChannel(t.Context(), c.Id, 0, 200, "", false, false)
	require.NoError(t, err)
	return slices.DeleteFunc(list.ToSlice(), func(post *model.Post) bool {
		return strings.HasPrefix(post.Type, model.PostSystemMessagePrefix)
	})
}

// permit gives a role a permission, or removes it, for the duration of a test.
func permit(t *testing.T, role string, permission *model.Permission, may bool) {
	t.Helper()
	found, _, err := env.Admin.GetRoleByName(t.Context(), role)
	require.NoError(t, err)
	before := slices.Clone(found.Permissions)
	patched := slices.DeleteFunc(found.Permissions, func(id string) bool { return id == permission.Id })
	if may {
		patched = append(patched, permission.Id)
	}
	_, _, err = env.Admin.PatchRole(t.Context(), found.Id, &model.RolePatch{Permissions: &patched})
	require.NoError(t, err)
	t.Cleanup(func() {
		_, _, err := env.Admin.PatchRole(context.WithoutCancel(t.Context()), found.Id, &model.RolePatch{Permissions: &before})
		require.NoError(t, err)
	})
}
