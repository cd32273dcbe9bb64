// Package texts returns texts in the language of a person or of the server.
//
// It reads the same files as pluginapi/i18n, with the same library. But pluginapi/i18n loads all languages when the
// plugin is activated, which takes a tenth of the plugin's memory. This package loads a language when somebody first
// needs it.
package texts

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/nicksnyder/go-i18n/v2/i18n"
	"github.com/pkg/errors"
	"golang.org/x/text/language"

	"mattermost-plugin-blizz/server/localize"
	"mattermost-plugin-blizz/server/when"
)

// The message files in the plugin's bundle. Each language has one, with the language in its name.
const (
	folder = "assets/i18n"
	prefix = "active."
	suffix = ".json"
)

// API holds the calls of Mattermost's that this package makes.
type API interface {
	GetBundlePath() (string, error)
	GetUser(userID string) (*model.User, *model.AppError)
	LogWarn(msg string, keyValuePairs ...any)
}

// retryAfter is the time after which an unreadable language file is tried again. Until then its readers get English.
const retryAfter = time.Minute

// Texts holds the messages in all languages.
type Texts struct {
	api     API
	now     func() time.Time
	folder  string
	tags    []language.Tag
	matcher language.Matcher
	english *i18n.Localizer

	mutex  sync.Mutex
	loaded map[language.Tag]loaded
}

// loaded is a language that was loaded. retryAt is zero if its file could be read.
type loaded struct {
	localizer *i18n.Localizer
	retryAt   time.Time
}

// Load lists the languages in the plugin's bundle. now is the clock.
func Load(api API, now func() time.Time) (*Texts, error) {
	bundle, err := api.GetBundlePath()
	if err != nil {
		return nil, errors.Wrap(err, "failed to find the bundle")
	}
	t := &Texts{
		api: api, now: now, folder: filepath.Join(bundle, folder), loaded: map[language.Tag]loaded{},
		english: i18n.NewLocalizer(i18n.NewBundle(language.English), language.English.String()),
		tags:    []language.Tag{language.English}, // the first one is the fallback
	}
	files, err := os.ReadDir(t.folder)
	if err != nil {
		return nil, errors.Wrap(err, "failed to list the message files")
	}
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

// In returns the texts in a language, such as "de". If the plugin does not have the language, it returns English.
func (t *Texts) In(name string) *i18n.Localizer {
	tag := t.supported(name)
	if tag == language.English {
		return t.english
	}
	t.mutex.Lock()
	defer t.mutex.Unlock()
	known, ok := t.loaded[tag]
	if !ok || !known.retryAt.IsZero() && !t.now().Before(known.retryAt) {
		known = t.load(tag)
		t.loaded[tag] = known
	}
	return known.localizer
}

// supported returns the plugin's language for a reader's language: the same one, or a variant for another region. The
// matcher also offers similar languages, such as Russian for Belarusian. Their readers get English.
func (t *Texts) supported(name string) language.Tag {
	wanted, err := language.Parse(name)
	if err != nil {
		return language.English
	}
	_, index, _ := t.matcher.Match(wanted)
	tag := t.tags[index]
	wantedBase, _ := wanted.Base()
	if base, _ := tag.Base(); base != wantedBase {
		return language.English
	}
	return tag
}

// load reads a language's file. English is in the code. If a file can't be read, the texts are English.
func (t *Texts) load(tag language.Tag) loaded {
	bundle := i18n.NewBundle(language.English)
	bundle.RegisterUnmarshalFunc("json", json.Unmarshal)
	if _, err := bundle.LoadMessageFile(filepath.Join(t.folder, prefix+tag.String()+suffix)); err != nil {
		t.api.LogWarn("Failed to read the texts of a language; English is shown, and the file is tried again in a minute",
			"error", err.Error(), "language", tag.String())
		return loaded{localizer: t.english, retryAt: t.now().Add(retryAfter)}
	}
	return loaded{localizer: i18n.NewLocalizer(bundle, tag.String())}
}

// For returns the texts in a person's language. It asks Mattermost for the language each time, so that a change counts
// at once.
func (t *Texts) For(userID string) *i18n.Localizer {
	user, appErr := t.api.GetUser(userID)
	if appErr != nil {
		t.api.LogWarn("Failed to get a user's language; English is shown", "error", appErr.Error(), "user_id", userID)
		return t.In(model.DefaultLocale)
	}
	return t.In(user.Locale)
}

// idOf returns a message's ID.
func idOf(message *i18n.LocalizeConfig) string {
	if message.DefaultMessage != nil {
		return message.DefaultMessage.ID
	}
	return message.MessageID
}

// Say returns a message in a localizer's language. If that fails, it logs the failure and returns English. A message
// without data may contain {{.Date}}, which becomes an example of a date.
func (t *Texts) Say(localizer *i18n.Localizer, message *i18n.LocalizeConfig) string {
	if message.TemplateData == nil {
		withDate := *message
		withDate.TemplateData = map[string]string{"Date": when.ExampleDate(t.now())}
		message = &withDate
	}
	text, err := localize.Text(localizer, message)
	if err != nil {
		t.api.LogWarn("Failed to localize a message", "error", err.Error(), "message_id", idOf(message))
	}
	return text
}
