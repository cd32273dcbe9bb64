package main

import (
	stderrors "errors"
	"io"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/mattermost/mattermost/server/public/plugin"
	experimental "github.com/mattermost/mattermost/server/public/pluginapi/experimental/command"
	"github.com/pkg/errors"

	"mattermost-plugin-blizz/server/api"
	"mattermost-plugin-blizz/server/command"
	"mattermost-plugin-blizz/server/dialog"
	"mattermost-plugin-blizz/server/live"
	"mattermost-plugin-blizz/server/person"
	"mattermost-plugin-blizz/server/posting"
	"mattermost-plugin-blizz/server/room"
	"mattermost-plugin-blizz/server/schedule"
	"mattermost-plugin-blizz/server/status"
	"mattermost-plugin-blizz/server/texts"
)

const (
	pluginID  = "blizz"
	iconAsset = "assets/icon.svg"

	// finishTime limits how long the plugin waits for running answers when it is deactivated. Mattermost allows 10
	// seconds when it shuts down.
	finishTime = 8 * time.Second
)

// Plugin receives Mattermost's calls and passes them to the component that answers them. Only Plugin knows all
// components.
type Plugin struct {
	plugin.MattermostPlugin

	// Now is the clock; nil for the real one.
	Now func() time.Time

	configuration configuration
	triggers      triggers
	// components is nil until the plugin is active.
	components atomic.Pointer[components]
}

// components are the parts of an active plugin.
type components struct {
	command  *command.Handler
	icon     string
	http     http.Handler
	rooms    *room.Rooms
	poster   *posting.Poster
	schedule *schedule.Schedule
	lives    *live.Live
	botID    string
	now      func() time.Time
	// jobs run in one server of the cluster at a time.
	jobs []io.Closer
	// answering is read-locked while a command or a request is answered.
	answering sync.RWMutex
}

// OnActivate connects the components and starts the work in the background. If it fails, it stops all of that:
// Mattermost does not call OnDeactivate then.
func (p *Plugin) OnActivate() error {
	active, err := p.assemble()
	if err != nil {
		return err
	}
	p.components.Store(active)
	if err = active.start(p.API); err == nil {
		err = p.register(active)
	}
	if err != nil {
		return stderrors.Join(err, active.stop())
	}
	return nil
}

// clock returns the plugin's clock.
func (p *Plugin) clock() func() time.Time {
	if p.Now == nil {
		return time.Now
	}
	return p.Now
}

// assemble makes the components and connects them.
func (p *Plugin) assemble() (*components, error) {
	now := p.clock()
	platform := platform{API: p.API, configuration: &p.configuration}
	messages, err := texts.Load(p.API, now)
	if err != nil {
		return nil, err
	}
	names := person.NewNames(p.API, now)
	icon, err := experimental.GetIconData(p.API, iconAsset)
	if err != nil {
		return nil, errors.Wrap(err, "failed to load the icon")
	}
	botID, err := person.Bot(p.API)
	if err != nil {
		return nil, err
	}
	settings := p.configuration.current
	rooms := room.New(platform, names, messages, settings, now)
	preferences := person.NewPreferences(p.API, now)
	rooms.ForgetAlso = preferences.Forget
	planned := schedule.New(schedule.Parts{
		API: p.API, BotID: botID, Names: names, Preferences: preferences, Texts: messages, Settings: settings, Now: now,
	})
	poster := posting.New(posting.Parts{
		API: platform, Names: names, Texts: messages, Schedule: planned,
		Settings: settings, Now: now, RoutesPath: "/plugins/" + pluginID + api.BasePath,
	})
	lives := live.New(live.Parts{
		API: p.API, Now: now, Invitation: poster.Invitation, ServiceName: poster.ServiceName, Record: poster.RecordAttendance,
		TellOfOther: poster.TellOfOther, IsCluster: p.configuration.isCluster, Statuses: status.New(p.API, now),
	})
	poster.Live = lives
	planned.Posts = poster
	form := dialog.New(p.API, poster, rooms, poster.RoutesPath+api.DialogPath)
	commands := command.New(poster, rooms, form, p.API)
	routes := api.New(api.Parts{
		Poster: poster,
		Rooms:  rooms,
		Dialog: form,
		Live:   lives,
		Preferences: func(userID string) (live.Preferences, error) {
			chosen, err := preferences.Get(userID)
			return live.Preferences{
				IsShown: chosen.ShowJoined, ShowsStatus: chosen.ShowStatus, DoNotDisturb: chosen.DoNotDisturb,
			}, err
		},
		Readers:         p.API,
		Permissions:     p.API,
		Choices:         preferences,
		TriggerOwner:    p.triggerOwner,
		Settings:        settings,
		Texts:           messages,
		BotUserID:       botID,
		Suggestions:     commands.Suggestions,
		SuggestionsPath: command.SuggestionsPath,
		Topics: func(userID, channelID, typed string) (posting.Draft, bool, error) {
			topic, ok, err := commands.TopicOf(userID, channelID, typed)
			return topic.Draft, ok, err
		},
		Log: p.API,
	})
	return &components{command: commands, icon: icon, http: routes.Handler(), rooms: rooms, poster: poster, schedule: planned, lives: lives, botID: botID, now: now}, nil
}

// stop ends the work in the background. It may be called more than once.
func (c *components) stop() error {
	c.rooms.Stop()
	c.schedule.Stop()
	c.lives.Stop()
	var err error
	for _, job := range c.jobs {
		err = stderrors.Join(err, job.Close())
	}
	return errors.Wrap(err, "failed to end a job")
}

// finish waits for running answers, because the process ends soon after. It does not wait forever: without a database,
// an answer might never come.
func (c *components) finish() {
	answered := make(chan struct{})
	go func() {
		c.answering.Lock()
		defer c.answering.Unlock()
		close(answered)
	}()
	select {
	case <-answered:
	case <-time.After(finishTime):
	}
}

// OnDeactivate waits for running answers and ends the work in the background. Mattermost may still send commands and
// requests; they are answered.
func (p *Plugin) OnDeactivate() error {
	active := p.components.Load()
	if active == nil {
		return nil
	}
	active.finish()
	return active.stop()
}

// register registers the slash commands, with the names in the present settings.
func (p *Plugin) register(active *components) error {
	const routes = "plugins/" + pluginID + api.BasePath
	if err := p.API.RegisterCommand(active.command.Registration(routes, active.icon)); err != nil {
		return errors.Wrap(err, "failed to register the slash command")
	}
	return p.triggers.register(p.API, active.command.ServiceRegistrations(routes, active.icon))
}

// triggerOwner returns the name of the command that has a trigger. It is empty for a free trigger and for this plugin's
// own.
func (p *Plugin) triggerOwner(trigger string) string {
	return p.triggers.ownerOf(p.API, trigger)
}

// OnConfigurationChange loads changed settings and sends them to the clients.
func (p *Plugin) OnConfigurationChange() error {
	changed := p.configuration.load(p.API)
	active := p.components.Load()
	if !changed || active == nil {
		return nil
	}
	body := api.BodyOf(p.configuration.current(), active.botID)
	p.API.PublishWebSocketEvent(api.SettingsChanged, body.Map(), &model.WebsocketBroadcast{})
	return p.register(active)
}

// ConfigurationWillBeSaved refuses invalid settings.
func (p *Plugin) ConfigurationWillBeSaved(config *model.Config) (*model.Config, error) {
	return nil, p.refusal(p.configuration.checkSave(config.PluginSettings.Plugins[pluginID], p.triggerOwner))
}

// ExecuteCommand answers slash commands.
func (p *Plugin) ExecuteCommand(_ *plugin.Context, args *model.CommandArgs) (*model.CommandResponse, *model.AppError) {
	active := p.components.Load()
	active.answering.RLock()
	defer active.answering.RUnlock()
	return active.command.Execute(args), nil
}

// ServeHTTP answers the plugin's own routes.
func (p *Plugin) ServeHTTP(_ *plugin.Context, w http.ResponseWriter, r *http.Request) {
	active := p.components.Load()
	active.answering.RLock()
	defer active.answering.RUnlock()
	active.http.ServeHTTP(w, r)
}
