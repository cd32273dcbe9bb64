package main

import (
	"encoding/json"
	"strings"
	"sync"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/pkg/errors"

	"mattermost-plugin-blizz/server/settings"
)

// configurationAPI is what the configuration asks of Mattermost.
type configurationAPI interface {
	LoadPluginConfiguration(dest any) error
	GetConfig() *model.Config
	LogError(msg string, keyValuePairs ...any)
}

// configuration holds the settings in force. They are swapped whole, never changed: whoever has them keeps a
// consistent set. The zero value stands for the defaults.
type configuration struct {
	// loading is held while the settings are loaded: who comes second loads what is newer.
	loading sync.Mutex
	mutex   sync.RWMutex
	inForce *settings.Settings
	// values are the settings as loaded, good or bad; unreadable tells that one was no text.
	values     settings.Values
	unreadable bool
	// refused is the last complaint, so that one bad value is logged once and not at every change of any setting.
	refused string
	// restricted tells that only people of a team may write to each other.
	restricted bool
	// cluster tells that Mattermost knows of several servers.
	cluster bool
}

// isCluster tells whether Mattermost passes events from one server to the others.
func (c *configuration) isCluster() bool {
	c.mutex.RLock()
	defer c.mutex.RUnlock()
	return c.cluster
}

// isRestricted tells whether Mattermost lets only people of a team write to each other.
func (c *configuration) isRestricted() bool {
	c.mutex.RLock()
	defer c.mutex.RUnlock()
	return c.restricted
}

// refusal is why the settings as they stand are not in force; empty if they are.
func (c *configuration) refusal() string {
	c.mutex.RLock()
	defer c.mutex.RUnlock()
	return c.refused
}

// current returns the settings in force.
func (c *configuration) current() settings.Settings {
	c.mutex.RLock()
	defer c.mutex.RUnlock()
	if c.inForce != nil {
		return *c.inForce
	}
	defaults, _ := settings.Check(settings.Values{}, model.DefaultLocale)
	return defaults
}

// load takes the settings from Mattermost; changed tells whether they differ from those in force. A bad value, as a
// config file may hold, keeps the last good settings, or the defaults, and is logged.
func (c *configuration) load(api configurationAPI) (changed bool) {
	c.loading.Lock()
	defer c.loading.Unlock()
	var values settings.Values
	loadErr := api.LoadPluginConfiguration(&values)
	config := api.GetConfig()
	language := languageOf(config)
	checked, err := settings.Check(values, language)
	if loadErr != nil {
		err = loadErr
	}
	before := c.current()

	c.mutex.Lock()
	defer c.mutex.Unlock()
	c.values, c.unreadable = values, loadErr != nil
	if err != nil {
		if c.refused != err.Error() {
			api.LogError("The plugin's settings can't be used; the last good ones stay in force", "error", err.Error())
		}
		c.refused = err.Error()
		checked = before
		checked.Language = language
	} else {
		c.refused = ""
	}
	checked.SiteURL = siteURLOf(config)
	c.cluster = config != nil && config.ClusterSettings.Enable != nil && *config.ClusterSettings.Enable
	c.restricted = isRestricted(config)
	c.inForce = &checked
	return !before.Equal(checked)
}

// checkSave refuses settings that can't be used. Values that stand in the configuration already pass: a bad value in
// a config file must not keep an administrator from saving something else.
func (c *configuration) checkSave(raw map[string]any, triggerOwner func(trigger string) string) error {
	encoded, err := json.Marshal(raw)
	if err != nil {
		return errors.Wrap(err, "failed to read the settings")
	}
	// Keys come in any case, and encoding/json reads them in any. A value that is no text is left empty.
	var values settings.Values
	unreadable := json.Unmarshal(encoded, &values) != nil
	c.mutex.RLock()
	unchanged := values.WithDefaults() == c.values.WithDefaults() && unreadable == c.unreadable
	c.mutex.RUnlock()
	if unchanged {
		return nil
	}
	if unreadable {
		return errors.New("the settings must be texts")
	}
	checked, err := settings.Check(values, model.DefaultLocale)
	if err != nil {
		return err
	}
	if taken := settings.TakenTriggers(checked, triggerOwner); len(taken) > 0 {
		return taken[0]
	}
	return nil
}

// languageOf returns the server's default language.
func languageOf(config *model.Config) string {
	if config == nil || config.LocalizationSettings.DefaultClientLocale == nil {
		return model.DefaultLocale
	}
	return *config.LocalizationSettings.DefaultClientLocale
}

func isRestricted(config *model.Config) bool {
	return config != nil && config.TeamSettings.RestrictDirectMessage != nil &&
		*config.TeamSettings.RestrictDirectMessage == model.DirectMessageTeam
}

// siteURLOf returns the server's address, without a slash at its end.
func siteURLOf(config *model.Config) string {
	if config == nil || config.ServiceSettings.SiteURL == nil {
		return ""
	}
	return strings.TrimRight(*config.ServiceSettings.SiteURL, "/")
}
