package main

import (
	"cmp"
	"slices"
	"sync"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/pkg/errors"
)

// triggers are the services' slash commands that this plugin has registered. The zero value has none.
type triggers struct {
	mutex      sync.Mutex
	registered []string
}

// triggerAPI holds the calls of Mattermost's that triggers makes.
type triggerAPI interface {
	RegisterCommand(command *model.Command) error
	UnregisterCommand(teamID, trigger string) error
	ListPluginCommands(teamID string) ([]*model.Command, error)
	ListBuiltInCommands() ([]*model.Command, error)
	LogError(msg string, keyValuePairs ...any)
}

// register replaces the registered commands by others. It leaves out and logs a command that belongs to another plugin
// or to Mattermost.
func (t *triggers) register(api triggerAPI, commands []*model.Command) error {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	var registered []string
	for _, command := range commands {
		if owner := t.owner(api, command.Trigger); owner != "" {
			api.LogError("A service's slash command belongs to another one and is left out", "trigger", command.Trigger, "owner", owner)
			continue
		}
		if err := api.RegisterCommand(command); err != nil {
			return errors.Wrapf(err, "failed to register /%s", command.Trigger)
		}
		registered = append(registered, command.Trigger)
	}
	for _, trigger := range t.registered {
		if slices.Contains(registered, trigger) {
			continue
		}
		if err := api.UnregisterCommand("", trigger); err != nil {
			return errors.Wrapf(err, "failed to unregister /%s", trigger)
		}
	}
	t.registered = registered
	return nil
}

// ownerOf returns the name of the command that has a trigger. It is empty for a free trigger and for this plugin's own.
func (t *triggers) ownerOf(api triggerAPI, trigger string) string {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	return t.owner(api, trigger)
}

func (t *triggers) owner(api triggerAPI, trigger string) string {
	builtIn, err := api.ListBuiltInCommands()
	if err != nil {
		api.LogError("Failed to list other slash commands", "error", err.Error())
	}
	if slices.ContainsFunc(builtIn, func(c *model.Command) bool { return c.Trigger == trigger }) {
		return "Mattermost"
	}
	if slices.Contains(t.registered, trigger) {
		return ""
	}
	others, err := api.ListPluginCommands("")
	if err != nil {
		api.LogError("Failed to list other slash commands", "error", err.Error())
	}
	for _, other := range others {
		if other.Trigger == trigger {
			return cmp.Or(other.DisplayName, other.PluginId, other.AutoCompleteDesc, "/"+trigger)
		}
	}
	return ""
}
