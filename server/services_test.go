package main

import (
	"encoding/json"
	"net/http"
	"testing"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// zoomAndJitsi are two further services, as an administrator sets them up.
const zoomAndJitsi = `[
	{"key": "zoom", "name": "Zoom", "trigger": "zoom", "kind": "id", "link": "https://zoom.us/j/{id}", "id": "[0-9]{9,11}", "ignore": " -",
		"show": {"9": "3 3 3", "10": "3 3 4", "11": "3 4 4"}, "find": "anywhere", "hosts": ["zoom.us", "*.zoom.us"], "whole": ["?pwd"]},
	{"key": "jitsi", "name": "Jitsi", "trigger": "jitsi", "kind": "id", "link": "https://meet.example.org/{id}", "id": "[^/?#\\s]+", "find": "first"}
]`

// worldWith is a world with further services.
func worldWith(t *testing.T, services string) *world {
	t.Helper()
	w := newWorld(t)
	w.Settings = map[string]any{"Services": services}
	require.NoError(t, w.plugin.OnConfigurationChange())
	return w
}

func TestInvitesToOtherServices(t *testing.T) {
	w := worldWith(t, zoomAndJitsi)
	for typed, want := range map[string]string{
		"/blizz 859 9624 9517 Retro":                 "[Zoom meeting 859 9624 9517](https://zoom.us/j/85996249517)\nRetro",
		"/blizz https://acme.zoom.us/j/915394122":    "[Zoom meeting 915 394 122](https://zoom.us/j/915394122)",
		"/blizz https://meet.example.org/My_Room Hi": "[Jitsi meeting My\\_Room](https://meet.example.org/My_Room)\nHi",
		"/blizz m12-345-678 859 9624 9517":           "[Blizz meeting m12-345-678](https://go.blizz.com/join/m12345678)\n859 9624 9517",
	} {
		assert.Equal(t, "alice invites you to join "+want, w.types(w.alice, typed).Text, typed)
	}
}

func TestPostsOfAServiceThatIsGoneAreKept(t *testing.T) {
	w := worldWith(t, zoomAndJitsi)
	w.types(w.alice, "/blizz room mine 859 9624 9517")
	w.Settings = nil
	require.NoError(t, w.plugin.OnConfigurationChange())
	rooms := w.asks(w.alice, http.MethodGet, "/rooms", "").fields(t)
	assert.Equal(t, map[string]any{"service": "zoom", "meeting_id": "85996249517", "display_id": "85996249517", "join_url": ""}, rooms["mine"])
	assert.Contains(t, w.types(w.alice, "/blizz").Text, "not set up here any more")

	w.Settings = map[string]any{"Services": zoomAndJitsi}
	require.NoError(t, w.plugin.OnConfigurationChange())
	assert.Contains(t, w.types(w.alice, "/blizz").Text, "https://zoom.us/j/85996249517")
}

// triesSettings is an administrator trying settings that are not saved.
func (w *world) triesSettings(services, text string) map[string]any {
	w.t.Helper()
	body, err := json.Marshal(map[string]any{"services": services, "text": text})
	require.NoError(w.t, err)
	got := w.asks(w.alice, http.MethodPost, "/settings/check", string(body))
	require.Equal(w.t, http.StatusOK, got.Status, got.Body)
	return got.fields(w.t)
}

func TestSettingsAreTriedByAdministratorsAlone(t *testing.T) {
	w := newWorld(t)
	got := w.asks(w.alice, http.MethodPost, "/settings/check", `{}`)
	code, _ := got.error(t)
	assert.Equal(t, http.StatusForbidden, got.Status)
	assert.Equal(t, "may_not_check_settings", code)
}

func TestSettingsAreTriedBeforeTheyAreSaved(t *testing.T) {
	w := newWorld(t)
	w.GrantSystem(w.alice, model.PermissionManageSystem)

	tried := w.triesSettings(zoomAndJitsi, "859 9624 9517 Retro")
	assert.Empty(t, tried["errors"])
	assert.Empty(t, tried["text_error"])
	preview := tried["preview"].(map[string]any)
	assert.Equal(t, "https://zoom.us/j/85996249517", preview["join_url"])
	assert.Equal(t, "alice invites you to join [Zoom meeting 859 9624 9517](https://zoom.us/j/85996249517)\nRetro", preview["message"])

	tried = w.triesSettings(zoomAndJitsi, "tomorrow")
	assert.Nil(t, tried["preview"])
	assert.Contains(t, tried["text_error"], "can't find a meeting")
}

// mistakes are settings that can't be used, by what is wrong with them.
var mistakes = map[string]struct {
	services, field, code, message string
}{
	"no JSON":           {`[`, "", "not_json", "JSON list"},
	"an object":         {`{}`, "", "not_json", "JSON list"},
	"an unknown field":  {`[{"key": "x", "name": "X", "kind": "link", "hosts": ["x.example"], "url": "x"}]`, "", "unknown", "url"},
	"no key":            {`[{"name": "X", "kind": "link", "hosts": ["x.example"]}]`, "key", "missing", "X: `key` is missing"},
	"a key of Blizz's":  {`[{"key": "blizz", "name": "X", "kind": "link", "hosts": ["x.example"]}]`, "key", "taken", "belongs to Blizz"},
	"a host of Blizz's": {`[{"key": "x", "name": "X", "kind": "link", "hosts": ["go.blizz.com"]}]`, "hosts", "taken", "X: go.blizz.com belongs to Blizz already."},
	"a wide wildcard": {
		`[{"key": "x", "name": "X", "kind": "link", "hosts": ["*.com"]}]`, "hosts", "host", "*.com is no host name",
	},
	"a host within another's": {
		`[{"key": "x", "name": "X", "kind": "link", "hosts": ["*.x.example"]}, {"key": "y", "name": "Y", "kind": "link", "hosts": ["a.x.example"]}]`,
		"hosts", "taken", "Y: a.x.example belongs to X already.",
	},
	"an invalid pattern": {
		`[{"key": "x", "name": "X", "kind": "id", "link": "https://x.example/{id}", "id": "(["}]`, "id", "pattern", "no regular expression",
	},
	"a pattern that costs too much": {
		`[{"key": "x", "name": "X", "kind": "id", "link": "https://x.example/{id}", "id": "((a{1,30}){1,30})"}]`, "id", "cost", "too long to match",
	},
	"a pattern of nothing": {
		`[{"key": "x", "name": "X", "kind": "id", "link": "https://x.example/{id}", "id": "[0-9]*"}]`, "id", "empty_id", "nothing at all",
	},
	"no placeholder": {
		`[{"key": "x", "name": "X", "kind": "id", "link": "https://x.example/", "id": "[0-9]+"}]`, "link", "placeholder", "needs {id} once",
	},
	"groups that don't fit": {
		`[{"key": "x", "name": "X", "kind": "id", "link": "https://x.example/{id}", "id": "[0-9]{9}", "show": {"9": "3 3 4"}}]`,
		"show", "groups", "don't make up the length",
	},
	"IDs of whole links": {
		`[{"key": "x", "name": "X", "kind": "link", "hosts": ["x.example"], "id": "[0-9]+"}]`, "id", "not_for_kind", "no `id`",
	},
}

func TestMistakesInServicesAreTold(t *testing.T) {
	w := newWorld(t)
	w.GrantSystem(w.alice, model.PermissionManageSystem)
	for name, c := range mistakes {
		t.Run(name, func(t *testing.T) {
			told := w.triesSettings(c.services, "x")["errors"].([]any)
			require.Len(t, told, 1)
			mistake := told[0].(map[string]any)
			assert.Equal(t, "Services", mistake["setting"])
			assert.Equal(t, c.field, mistake["field"])
			assert.Equal(t, c.code, mistake["code"])
			assert.Contains(t, mistake["message"], c.message)

			require.Error(t, w.saves(map[string]any{"Services": c.services}))
		})
	}
}

func TestServicesCanBeAListInAConfigFile(t *testing.T) {
	w := newWorld(t)
	var list []any
	require.NoError(t, json.Unmarshal([]byte(zoomAndJitsi), &list))
	require.NoError(t, w.saves(map[string]any{"services": list}))
	w.Settings = map[string]any{"services": list}
	require.NoError(t, w.plugin.OnConfigurationChange())
	assert.Contains(t, w.types(w.alice, "/blizz 859 9624 9517").Text, "https://zoom.us/j/85996249517")
}

func TestBadServicesKeepTheLastGoodOnes(t *testing.T) {
	w := worldWith(t, zoomAndJitsi)
	for range 2 {
		w.Settings = map[string]any{"Services": `[{"key": "zoom"}]`}
		require.NoError(t, w.plugin.OnConfigurationChange())
	}
	assert.Contains(t, w.types(w.alice, "/blizz 859 9624 9517").Text, "https://zoom.us/j/85996249517")
	assert.Len(t, w.Logged, 1)
}

func TestPresetsAreOffered(t *testing.T) {
	w := newWorld(t)
	presets := w.asks(w.alice, http.MethodGet, "/services/presets", "").fields(t)["presets"].([]any)
	assert.Len(t, presets, 10)
	assert.Equal(t, "jitsi", presets[0].(map[string]any)["key"])
}
