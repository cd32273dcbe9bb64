// Package texts gives what people read in their own language, and what channels read in the server's.
//
// pluginapi/i18n would load all languages when the plugin is activated, which costs a tenth of the plugin's memory.
// Here a language is loaded when somebody first reads it, from the same files and by the library beneath.
package texts

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/nicksnyder/go-i18n/v2/i18n"
	"github.com/pkg/errors"
	"golang.org/x/text/language"
)

// The message files in the plugin's bundle: one for each language, named by it.
const (
	folder = "assets/i18n"
	prefix = "active."
	suffix = ".json"
)

// API is what this package asks of Mattermost.
type API interface {
	GetBundlePath() (string, error)
	GetUser(userID string) (*model.User, *model.AppError)
	LogWarn(msg string, keyValuePairs ...any)
}

// Texts are the messages in all languages.
type Texts struct {
	api     API
	folder  string
	tags    []language.Tag
	matcher language.Matcher

	mutex  sync.Mutex
	loaded map[language.Tag]*i18n.Localizer
}

// Load finds out which languages there are in the plugin's bundle.
func Load(api API) (*Texts, error) {
	bundle, err := api.GetBundlePath()
	if err != nil {
		return nil, errors.Wrap(err, "failed to find the bundle")
	}
	t := &Texts{api: api, folder: filepath.Join(bundle, folder), loaded: map[language.Tag]*i18n.Localizer{}}
	files, err := os.ReadDir(t.folder)
	if err != nil {
		return nil, errors.Wrap(err, "failed to list the message files")
	}
	t.tags = []language.Tag{language.English} // the first is what others fall back to
	for _, file := range files {
		name := strings.TrimSuffix(strings.TrimPrefix(file.Name(), prefix), suffix)
		tag, err := language.Parse(name)
		if err != nil {
			return nil, errors.Wrapf(err, "failed to tell the language of %s", file.Name())
		}
		if tag != language.English {
			t.tags = append(t.tags, tag)
		}
	}
	t.matcher = language.NewMatcher(t.tags)
	return t, nil
}

// In gives the texts in a language, such as "de"; English where there are none in it.
func (t *Texts) In(name string) *i18n.Localizer {
	_, index := language.MatchStrings(t.matcher, name)
	tag := t.tags[index]
	t.mutex.Lock()
	defer t.mutex.Unlock()
	if t.loaded[tag] == nil {
		t.loaded[tag] = t.load(tag)
	}
	return t.loaded[tag]
}

// load reads a language's file. English is in the code; where a file can't be read, English is better than nothing.
func (t *Texts) load(tag language.Tag) *i18n.Localizer {
	bundle := i18n.NewBundle(language.English)
	bundle.RegisterUnmarshalFunc("json", json.Unmarshal)
	if tag != language.English {
		if _, err := bundle.LoadMessageFile(filepath.Join(t.folder, prefix+tag.String()+suffix)); err != nil {
			t.api.LogWarn("Failed to load a language", "error", err.Error())
		}
	}
	return i18n.NewLocalizer(bundle, tag.String())
}

// For gives the texts in a person's language. It asks Mattermost for the person, so that a changed language counts at
// once.
func (t *Texts) For(userID string) *i18n.Localizer {
	user, appErr := t.api.GetUser(userID)
	if appErr != nil {
		t.api.LogWarn("Failed to get a user's language", "error", appErr.Error())
		return t.In(model.DefaultLocale)
	}
	return t.In(user.Locale)
}

// Say is a message in a localizer's language, or in English if that fails; failures are logged.
func (t *Texts) Say(localizer *i18n.Localizer, message *i18n.LocalizeConfig) string {
	text, err := localizer.Localize(message)
	if err != nil {
		t.api.LogWarn("Failed to localize a message", "error", err.Error())
	}
	return text
}
