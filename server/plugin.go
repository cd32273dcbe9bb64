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
	"mattermost-plugin-blizz/server/schedule"
	"mattermost-plugin-blizz/server/texts"
)

const (
	pluginID  = "blizz"
	iconAsset = "assets/icon.svg"

	cleanUpEvery = 24 * time.Hour
	remindEvery  = time.Minute
)

// Plugin takes Mattermost's calls and hands them to whoever answers them. It is the only place that knows all of
// them.
type Plugin struct {
	plugin.MattermostPlugin

	// Now is the clock; nil for the real one.
	Now func() time.Time

	configuration configuration
	// running is nil until the plugin is active.
	running atomic.Pointer[running]
}

// running is what an active plugin consists of.
type running struct {
	command  *command.Handler
	icon     string
	http     http.Handler
	rooms    *room.Rooms
	schedule *schedule.Schedule
	botID    string
	// jobs run in one server of a cluster at a time.
	jobs []io.Closer
}

// OnActivate puts the parts together.
func (p *Plugin) OnActivate() error {
	messages, err := texts.Load(p.API)
	if err != nil {
		return err
	}
	now := p.Now
	if now == nil {
		now = time.Now
	}
	names, err := person.NewNames(p.API, now)
	if err != nil {
		return err
	}
	icon, err := experimental.GetIconData(p.API, iconAsset)
	if err != nil {
		return errors.Wrap(err, "failed to load the icon")
	}
	botID, err := person.Bot(p.API)
	if err != nil {
		return err
	}
	settings := p.configuration.current
	rooms, err := room.New(p.API, names, messages, settings)
	if err != nil {
		return err
	}
	planned := schedule.New(p.API, botID, names, messages, settings, now)
	poster := &posting.Poster{
		API: p.API, Names: names, Texts: messages, Schedule: planned, Settings: settings, Now: now,
		RoutesPath: "/plugins/" + pluginID + api.BasePath,
	}
	asking := &dialog.Dialog{API: p.API, Poster: poster, Rooms: rooms, SubmitURL: poster.RoutesPath + api.DialogPath}
	commands := command.New(poster, rooms, asking, p.API)
	routes := &api.API{
		Poster:          poster,
		Rooms:           rooms,
		Dialog:          asking,
		Members:         p.API,
		Settings:        settings,
		Texts:           messages,
		BotUserID:       botID,
		Suggestions:     commands.Suggestions,
		SuggestionsPath: command.SuggestionsPath,
		Log:             p.API,
	}
	active := &running{command: commands, icon: icon, http: routes.Handler(), rooms: rooms, schedule: planned, botID: botID}
	if err := active.start(p.API); err != nil {
		return err
	}
	p.running.Store(active)
	return p.register(active)
}

// start starts what runs in the background.
func (r *running) start(api plugin.API) error {
	cleanUp, err := cluster.Schedule(api, "clean_up", cluster.MakeWaitForRoundedInterval(cleanUpEvery), func() { r.rooms.CleanUp(time.Now()) })
	if err != nil {
		return errors.Wrap(err, "failed to schedule the clean-up")
	}
	remind, err := cluster.Schedule(api, "remind", cluster.MakeWaitForRoundedInterval(remindEvery), r.schedule.Run)
	if err != nil {
		return errors.Wrap(err, "failed to schedule the reminders")
	}
	r.jobs = []io.Closer{cleanUp, remind}
	return nil
}

// OnDeactivate ends what runs in the background.
func (p *Plugin) OnDeactivate() error {
	active := p.running.Load()
	if active == nil {
		return nil
	}
	active.rooms.Stop()
	active.schedule.Stop()
	for _, job := range active.jobs {
		if err := job.Close(); err != nil {
			return errors.Wrap(err, "failed to end a job")
		}
	}
	return nil
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
	body := api.BodyOf(p.configuration.current(), active.botID)
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
