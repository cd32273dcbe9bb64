package main

import (
	"encoding/json"
	"os"
	"reflect"
	"runtime"
	"sync"
	"testing"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"mattermost-plugin-blizz/server/fake"
	"mattermost-plugin-blizz/server/meeting"
	"mattermost-plugin-blizz/server/posting"
	"mattermost-plugin-blizz/server/settings"
)

const exampleTemplate = "https://meet.example/{id}"

// saves stores settings as an administrator. Mattermost asks the plugin first, and applies the settings if the plugin agrees.
func (w *world) saves(values map[string]any) error {
	config := &model.Config{PluginSettings: model.PluginSettings{Plugins: map[string]map[string]any{"blizz": values}}}
	if _, err := w.plugin.ConfigurationWillBeSaved(config); err != nil {
		return err
	}
	w.Settings = values
	return w.plugin.OnConfigurationChange()
}

func (w *world) link() string {
	return w.types(w.alice, "/blizz m12-345-678").Props["meeting_link"].(string)
}

func TestManifestMatchesTheSettings(t *testing.T) {
	data, err := os.ReadFile("../plugin.json")
	require.NoError(t, err)
	var manifest model.Manifest
	require.NoError(t, json.Unmarshal(data, &manifest))
	require.NoError(t, manifest.IsValid())
	assert.Equal(t, pluginID, manifest.Id)

	fields := map[string]bool{}
	for _, field := range reflect.VisibleFields(reflect.TypeFor[settings.Values]()) {
		fields[field.Name] = true
	}
	keys := map[string]bool{}
	for _, setting := range manifest.SettingsSchema.Settings {
		keys[setting.Key] = true
		var values settings.Values
		require.NoError(t, json.Unmarshal([]byte(`{"`+setting.Key+`": "value"}`), &values))
		assert.Equal(t, "value", reflect.ValueOf(values).FieldByName(setting.Key).String())
		defaults := reflect.ValueOf(settings.Values{}.WithDefaults()).FieldByName(setting.Key).String()
		assert.Equal(t, defaults, setting.Default, "the page shows the default that is used")
	}
	assert.Equal(t, fields, keys)
}

func TestSavedSettingsApplyAtOnce(t *testing.T) {
	w := newWorld(t)
	require.NoError(t, w.saves(map[string]any{"joinurltemplate": exampleTemplate, "servicename": "TeamViewer"}))
	assert.Equal(t, "alice invites you to join [TeamViewer meeting m12-345-678](https://meet.example/m12345678)", w.types(w.alice, "/blizz m12-345-678").Text)
	assert.Equal(t, []string{"settings_changed"}, w.Events)

	require.NoError(t, w.saves(map[string]any{"joinurltemplate": "", "servicename": " "}))
	assert.Equal(t, "https://go.blizz.com/join/m12345678", w.link(), "an empty value means the default")
}

func TestSaveRefuses(t *testing.T) {
	w := newWorld(t)
	for name, values := range map[string]map[string]any{
		"no placeholder":      {"JoinURLTemplate": "https://meet.example/"},
		"keys in lower case":  {"joinurltemplate": "https://meet.example/"},
		"keys in odd case":    {"joinUrlTemplate": "ftp://meet.example/{id}"},
		"a long name":         {"ServiceName": string(make([]byte, 65))},
		"a control character": {"ServiceName": "Bl\u202eizz"},
		"a number":            {"JoinURLTemplate": 1},
	} {
		t.Run(name, func(t *testing.T) {
			require.Error(t, w.saves(values))
			assert.Equal(t, "https://go.blizz.com/join/m12345678", w.link())
		})
	}
}

func TestABadValueInAFileKeepsTheLastGoodOne(t *testing.T) {
	w := newWorld(t)
	require.NoError(t, w.saves(map[string]any{"JoinURLTemplate": exampleTemplate}))

	w.Settings = map[string]any{"JoinURLTemplate": "nonsense"}
	for range 3 {
		require.NoError(t, w.plugin.OnConfigurationChange())
	}

	assert.Equal(t, "https://meet.example/m12345678", w.link())
	assert.Len(t, w.Logged, 1, "logged once")

	require.NoError(t, w.saves(map[string]any{"joinurltemplate": "nonsense"}), "other settings can be saved")
	require.Error(t, w.saves(map[string]any{"joinurltemplate": "other nonsense"}))

	require.NoError(t, w.saves(map[string]any{"JoinURLTemplate": meeting.DefaultTemplate}))
	assert.Equal(t, "https://go.blizz.com/join/m12345678", w.link())
}

func TestABadValueInAFileAtTheStartMeansTheDefault(t *testing.T) {
	w := newWorld(t)
	fresh := &Plugin{}
	fresh.SetAPI(w.Mattermost)
	w.Settings = map[string]any{"JoinURLTemplate": 5, "ServiceName": "TeamViewer"}
	require.NoError(t, fresh.OnConfigurationChange())
	assert.Equal(t, meeting.DefaultTemplate, fresh.configuration.current().Services.Default().Link)
	assert.Len(t, w.Logged, 1)
}

func TestSettingsAreReplacedAsAWhole(t *testing.T) {
	w := newWorld(t)
	pairs := map[string]string{"Blizz": meeting.DefaultTemplate, "Example": exampleTemplate}
	var wait sync.WaitGroup
	wait.Go(func() {
		for i := range 200 {
			name := "Blizz"
			if i%2 == 0 {
				name = "Example"
			}
			assert.NoError(t, w.saves(map[string]any{"ServiceName": name, "JoinURLTemplate": pairs[name]}))
		}
	})
	for range 200 {
		current := w.plugin.configuration.current()
		assert.Equal(t, pairs[current.Services.Default().Name], current.Services.Default().Link)
	}
	wait.Wait()
}

// twoSave is a Mattermost in which somebody saves settings while others are loaded.
type twoSave struct {
	*fake.Mattermost
	lock  sync.Mutex
	saved string
}

func (m *twoSave) save(name string) {
	m.lock.Lock()
	defer m.lock.Unlock()
	m.saved = name
}

func (m *twoSave) LoadPluginConfiguration(dest any) error {
	m.lock.Lock()
	defer m.lock.Unlock()
	dest.(*settings.Values).ServiceName = m.saved
	return nil
}

// GetConfig is called after that, and lets others go on.
func (m *twoSave) GetConfig() *model.Config {
	for range 10 {
		runtime.Gosched()
	}
	return m.Mattermost.GetConfig()
}

func TestTheLastSavedSettingsApply(t *testing.T) {
	mattermost := &twoSave{Mattermost: fake.New()}
	var c configuration
	for range 1000 {
		var wait sync.WaitGroup
		for _, name := range []string{"Blizz", "TeamViewer", "Rendezvous"} {
			wait.Go(func() {
				mattermost.save(name)
				c.load(mattermost)
			})
		}
		wait.Wait()
		require.Equal(t, mattermost.saved, c.current().Services.Default().Name)
	}
}

// A post must not mix former and new settings.
func TestSettingsChangeWhileAnInvitationIsMade(t *testing.T) {
	w := newWorld(t)
	poster := *w.plugin.components.Load().poster
	blizz := poster.Settings()
	require.NoError(t, w.saves(map[string]any{"ServiceName": "Talk", "JoinURLTemplate": "https://talk.example.org/{id}"}))
	talk := poster.Settings()
	reads := 0
	poster.Settings = func() settings.Settings {
		reads++
		return []settings.Settings{blizz, talk}[reads%2]
	}
	post, err := poster.Compose(w.alice, posting.Draft{Meeting: "m12345678"})
	require.NoError(t, err)
	assert.Contains(t, post.Message, post.GetProp("meeting_provider").(string)+" meeting")
	assert.Contains(t, post.Message, "("+post.GetProp("meeting_link").(string)+")")
}
