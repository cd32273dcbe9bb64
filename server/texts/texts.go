// Package texts gives what people read in their own language, and what channels read in the server's.
package texts

import (
	"github.com/mattermost/mattermost/server/public/pluginapi/i18n"
	goi18n "github.com/nicksnyder/go-i18n/v2/i18n"
	"github.com/pkg/errors"
)

// Folder is where the message files are in the plugin's bundle.
const Folder = "assets/i18n"

// Texts are the messages in all languages.
type Texts struct {
	api    i18n.PluginAPI
	bundle *i18n.Bundle
}

// Load reads the message files from the plugin's bundle.
func Load(api i18n.PluginAPI) (*Texts, error) {
	bundle, err := i18n.InitBundle(api, Folder)
	if err != nil {
		return nil, errors.Wrap(err, "failed to load the message files")
	}
	return &Texts{api: api, bundle: bundle}, nil
}

// In gives the texts in a language; English where there are none in it.
func (t *Texts) In(language string) *i18n.Localizer {
	return goi18n.NewLocalizer(t.bundle.Bundle, language)
}

// For gives the texts in a person's language. It asks Mattermost for the person, so that a changed language
// counts at once.
func (t *Texts) For(userID string) *i18n.Localizer {
	return t.bundle.GetUserLocalizer(userID)
}

// Say is a message in a localizer's language, or in English if that fails; failures are logged.
func (t *Texts) Say(localizer *i18n.Localizer, message *i18n.LocalizeConfig) string {
	return t.bundle.LocalizeWithConfig(localizer, message)
}
