package main

import (
	"testing"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/mattermost/mattermost/server/public/plugin"
	"github.com/stretchr/testify/require"

	"mattermost-plugin-blizz/server/fake"
)

// world is a plugin in a small Mattermost with three people in a channel: alice and carol read English, bob German.
type world struct {
	*fake.Mattermost
	t                 testing.TB
	plugin            *Plugin
	clock             *fake.Clock
	alice, bob, carol string
	channel           string
}

func newWorld(t testing.TB) *world {
	t.Helper()
	return newWorldIn(t, fake.New())
}

// newWorldIn is newWorld in an existing Mattermost.
func newWorldIn(t testing.TB, mattermost *fake.Mattermost) *world {
	t.Helper()
	clock := &fake.Clock{}
	w := &world{Mattermost: mattermost, t: t, clock: clock}
	w.alice = mattermost.AddUser("alice", "en")
	w.bob = mattermost.AddUser("bob", "de")
	w.carol = mattermost.AddUser("carol", "en")
	w.channel = mattermost.AddChannel(w.alice, w.bob, w.carol)
	w.plugin = activePlugin(t, mattermost, clock)
	t.Cleanup(func() { require.NoError(t, w.plugin.OnDeactivate()) })
	return w
}

// activePlugin starts the plugin in a Mattermost.
func activePlugin(t testing.TB, mattermost plugin.API, clock *fake.Clock) *Plugin {
	t.Helper()
	started := &Plugin{Now: clock.Now}
	started.SetAPI(mattermost)
	require.NoError(t, started.OnConfigurationChange())
	require.NoError(t, started.OnActivate())
	return started
}

// anotherServer starts the plugin at a second server with the same database.
func (w *world) anotherServer() *Plugin {
	w.t.Helper()
	other := activePlugin(w.t, w.Mattermost, w.clock)
	w.t.Cleanup(func() { require.NoError(w.t, other.OnDeactivate()) })
	return other
}

// atAnotherServer returns the same people and their channel, who use a second server.
func (w *world) atAnotherServer() *world {
	w.t.Helper()
	other := *w
	other.plugin = w.anotherServer()
	return &other
}

// configures puts the plugin's settings into the config file, and tells the plugin so.
func (w *world) configures(settings map[string]any) {
	w.t.Helper()
	w.Settings = settings
	require.NoError(w.t, w.plugin.OnConfigurationChange())
}

// types is somebody typing a slash command in the channel.
func (w *world) types(userID, command string) *model.CommandResponse {
	w.t.Helper()
	return w.typesIn(userID, "", command)
}

// typesIn is somebody typing a slash command in a thread.
func (w *world) typesIn(userID, rootID, command string) *model.CommandResponse {
	w.t.Helper()
	response, appErr := w.plugin.ExecuteCommand(nil, &model.CommandArgs{UserId: userID, ChannelId: w.channel, RootId: rootID, Command: command})
	require.Nil(w.t, appErr)
	require.NotNil(w.t, response)
	w.settles()
	return response
}

// settles waits for the work after an answer.
func (w *world) settles() {
	w.plugin.components.Load().schedule.Wait()
}

// posts makes the post of a command's answer, as the server does.
func (w *world) posts(userID string, response *model.CommandResponse) *model.Post {
	w.t.Helper()
	require.Equal(w.t, model.CommandResponseTypeInChannel, response.ResponseType, response.Text)
	post, appErr := w.CreatePost(&model.Post{
		UserId: userID, ChannelId: w.channel, Message: response.Text, Type: response.Type, Props: response.Props,
	})
	require.Nil(w.t, appErr)
	return post
}
