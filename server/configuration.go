package main

import (
	"encoding/json"
	"strings"
	"sync"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/pkg/errors"

	"mattermost-plugin-blizz/server/settings"
)

// configurationAPI holds the calls of Mattermost's that the configuration makes.
type configurationAPI interface {
	LoadPluginConfiguration(dest any) error
	GetConfig() *model.Config
	LogError(msg string, keyValuePairs ...any)
}

// configuration holds the settings in force. A change replaces all of them at once, so callers always have a consistent
// set. The zero value holds the defaults.
type configuration struct {
	// loading is held while the settings are loaded. If two loads come at once, the second one loads the newer
	// settings.
	loading sync.Mutex
	mutex   sync.RWMutex
	inForce *settings.Settings
	// values are the settings as loaded, valid or not. unreadable tells that one of them was no text.
	values     settings.Values
	unreadable bool
	// refused is the last error. An invalid value is logged once, and not at each change of another setting.
	refused string
	// restricted tells that people without a common team may not write to each other.
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

// isRestricted tells whether people without a common team may not write to each other.
func (c *configuration) isRestricted() bool {
	c.mutex.RLock()
	defer c.mutex.RUnlock()
	return c.restricted
}

// refusal says why the loaded settings are not in force. It is empty if they are.
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

// load loads the settings from Mattermost. changed tells whether they differ from those in force. If one is invalid,
// load logs that and keeps the last valid settings, or the defaults. A config file can hold invalid values.
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

// checkSave refuses invalid settings. It accepts values that the configuration already has: an invalid value in a
// config file must not keep an administrator from saving another setting.
func (c *configuration) checkSave(raw map[string]any, triggerOwner func(trigger string) string) error {
	encoded, err := json.Marshal(raw)
	if err != nil {
		return errors.Wrap(err, "failed to read the settings")
	}
	// The keys are in any case, and encoding/json accepts that. A value that is no text is left empty.
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
