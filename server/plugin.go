package main

import (
	"io"
	"net/http"
	"sync/atomic"
	"time"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/mattermost/mattermost/server/public/plugin"
	"github.com/mattermost/mattermost/server/public/pluginapi/cluster"
	experimental "github.com/mattermost/mattermost/server/public/pluginapi/experimental/command"
	"github.com/pkg/errors"

	"mattermost-plugin-blizz/server/api"
	"mattermost-plugin-blizz/server/command"
	"mattermost-plugin-blizz/server/dialog"
	"mattermost-plugin-blizz/server/person"
	"mattermost-plugin-blizz/server/posting"
	"mattermost-plugin-blizz/server/room"
	"mattermost-plugin-blizz/server/texts"
)

const (
	pluginID  = "blizz"
	iconAsset = "assets/icon.svg"

	cleanUpEvery = 24 * time.Hour
)

// Plugin takes Mattermost's calls and hands them to whoever answers them. It is the only place that knows all of
// them.
type Plugin struct {
	plugin.MattermostPlugin

	configuration configuration
	// running is nil until the plugin is active.
	running atomic.Pointer[running]
}

// running is what an active plugin consists of.
type running struct {
	command *command.Handler
	icon    string
	http    http.Handler
	rooms   *room.Rooms
	cleanUp io.Closer
}

// OnActivate puts the parts together.
func (p *Plugin) OnActivate() error {
	messages, err := texts.Load(p.API)
	if err != nil {
		return err
	}
	names, err := person.NewNames(p.API, time.Now)
	if err != nil {
		return err
	}
	icon, err := experimental.GetIconData(p.API, iconAsset)
	if err != nil {
		return errors.Wrap(err, "failed to load the icon")
	}
	settings := p.configuration.current
	rooms, err := room.New(p.API, names, messages, settings)
	if err != nil {
		return err
	}
	cleanUp, err := cluster.Schedule(p.API, "clean_up", cluster.MakeWaitForRoundedInterval(cleanUpEvery), func() { rooms.CleanUp(time.Now()) })
	if err != nil {
		return errors.Wrap(err, "failed to schedule the clean-up")
	}
	poster := &posting.Poster{API: p.API, Names: names, Texts: messages, Settings: settings, Now: time.Now}
	asking := &dialog.Dialog{API: p.API, Poster: poster, Rooms: rooms, SubmitURL: "/plugins/" + pluginID + api.BasePath + api.DialogPath}
	commands := command.New(poster, rooms, asking, p.API)
	routes := &api.API{
		Poster:          poster,
		Rooms:           rooms,
		Dialog:          asking,
		Members:         p.API,
		Settings:        settings,
		Texts:           messages,
		Suggestions:     commands.Suggestions,
		SuggestionsPath: command.SuggestionsPath,
		Log:             p.API,
	}
	active := &running{command: commands, icon: icon, http: routes.Handler(), rooms: rooms, cleanUp: cleanUp}
	p.running.Store(active)
	return p.register(active)
}

// OnDeactivate ends what runs in the background.
func (p *Plugin) OnDeactivate() error {
	active := p.running.Load()
	if active == nil {
		return nil
	}
	active.rooms.Stop()
	return active.cleanUp.Close()
}

// register makes the slash command known, in the words of the present settings.
func (p *Plugin) register(active *running) error {
	return errors.Wrap(p.API.RegisterCommand(active.command.Registration("plugins/"+pluginID+api.BasePath, active.icon)),
		"failed to register the slash command")
}

// OnConfigurationChange takes over changed settings, and tells the clients.
func (p *Plugin) OnConfigurationChange() error {
	changed := p.configuration.load(p.API)
	active := p.running.Load()
	if !changed || active == nil {
		return nil
	}
	body := api.BodyOf(p.configuration.current())
	p.API.PublishWebSocketEvent(api.SettingsChanged, body.Map(), &model.WebsocketBroadcast{})
	return p.register(active)
}

// ConfigurationWillBeSaved refuses settings that can't be used.
func (p *Plugin) ConfigurationWillBeSaved(config *model.Config) (*model.Config, error) {
	return nil, p.configuration.checkSave(config.PluginSettings.Plugins[pluginID])
}

// ExecuteCommand answers /blizz.
func (p *Plugin) ExecuteCommand(_ *plugin.Context, args *model.CommandArgs) (*model.CommandResponse, *model.AppError) {
	return p.running.Load().command.Execute(args), nil
}

// ServeHTTP answers the plugin's own routes.
func (p *Plugin) ServeHTTP(_ *plugin.Context, w http.ResponseWriter, r *http.Request) {
	p.running.Load().http.ServeHTTP(w, r)
}
