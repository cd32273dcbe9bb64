package main

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"mattermost-plugin-blizz/server/invitation"
)

// zoomAndJitsi are two further services, as an administrator sets them up.
const zoomAndJitsi = `[
	{"key": "zoom", "name": "Zoom", "trigger": "zoom", "kind": "id", "link": "https://zoom.us/j/{id}", "id": "[0-9]{9,11}", "ignore": " -",
		"show": {"9": "3 3 3", "10": "3 3 4", "11": "3 4 4"}, "find": "anywhere", "hosts": ["zoom.us", "*.zoom.us"], "whole": ["?pwd"]},
	{"key": "jitsi", "name": "Jitsi", "trigger": "jitsi", "kind": "id", "link": "https://meet.example.org/{id}", "id": "[^/?#\\s]+", "find": "first"}
]`

// worldWithServices is a world with the two further services.
func worldWithServices(t *testing.T) *world {
	t.Helper()
	w := newWorld(t)
	w.Settings = map[string]any{"Services": zoomAndJitsi}
	require.NoError(t, w.plugin.OnConfigurationChange())
	return w
}

func TestInvitesToOtherServices(t *testing.T) {
	w := worldWithServices(t)
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
	w := worldWithServices(t)
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
	w := worldWithServices(t)
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

func TestServicesHaveTheirOwnCommands(t *testing.T) {
	w := worldWithServices(t)
	for typed, want := range map[string]string{
		"/zoom 859 9624 9517 Retro":            "[Zoom meeting 859 9624 9517](https://zoom.us/j/85996249517)\nRetro",
		"/zoom Retro 859-9624-9517":            "[Zoom meeting 859 9624 9517](https://zoom.us/j/85996249517)\nRetro",
		"/jitsi Standup everybody":             "[Jitsi meeting Standup](https://meet.example.org/Standup)\neverybody",
		"/jitsi https://meet.example.org/R Hi": "[Jitsi meeting R](https://meet.example.org/R)\nHi",
	} {
		assert.Equal(t, "alice invites you to join "+want, w.types(w.alice, typed).Text, typed)
	}
	assert.Contains(t, w.types(w.alice, "/zoom").Text, "`/zoom [meeting] [topic]` invites to a Zoom meeting")
	assert.Contains(t, w.types(w.alice, "/zoom help").Text, "/blizz help")
	assert.Contains(t, w.types(w.alice, "/zoom tomorrow").Text, "can't find a meeting")
	assert.Contains(t, w.types(w.alice, "/blizz Standup everybody").Text, "can't find a meeting")
}

func TestServicesCommandsComeAndGo(t *testing.T) {
	w := worldWithServices(t)
	triggers := func() (registered []string) {
		for _, command := range w.Commands {
			if !slices.Contains(registered, command.Trigger) {
				registered = append(registered, command.Trigger)
			}
		}
		return registered
	}
	assert.Equal(t, []string{"blizz", "zoom", "jitsi"}, triggers())
	w.Settings = nil
	require.NoError(t, w.plugin.OnConfigurationChange())
	assert.Equal(t, []string{"blizz"}, triggers())
}

func TestServicesLeaveOthersTheirCommands(t *testing.T) {
	w := newWorld(t)
	w.OthersCommands = []*model.Command{{Trigger: "zoom", DisplayName: "Zoom for Mattermost"}}
	require.ErrorContains(t, w.saves(map[string]any{"Services": zoomAndJitsi}), `belongs to "Zoom for Mattermost"`)
	require.ErrorContains(t, w.saves(map[string]any{"Services": strings.ReplaceAll(zoomAndJitsi, `"trigger": "zoom"`, `"trigger": "join"`)}), `belongs to "Mattermost"`)

	w.Settings = map[string]any{"Services": zoomAndJitsi}
	require.NoError(t, w.plugin.OnConfigurationChange())
	assert.Len(t, w.Logged, 1)
	for _, command := range w.Commands {
		assert.NotEqual(t, "zoom", command.Trigger)
	}
}

const zoomWithKey = "https://acme.zoom.us/j/85996249517?pwd=aB3"

func TestLinksWithASecretArePostedOnceThePersonWasTold(t *testing.T) {
	w := worldWithServices(t)
	first := w.types(w.alice, "/blizz "+zoomWithKey)
	assert.Equal(t, model.CommandResponseTypeEphemeral, first.ResponseType)
	assert.Contains(t, first.Text, "holds a key or a password")
	assert.Contains(t, w.types(w.bob, "/blizz "+zoomWithKey).Text, "holds a key or a password", "everybody is told")
	second := w.types(w.alice, "/blizz "+zoomWithKey)
	assert.Equal(t, "alice invites you to join [Zoom meeting 859 9624 9517]("+zoomWithKey+")", second.Text)
	assert.Equal(t, zoomWithKey, second.Props["meeting_link"])
	assert.NotContains(t, second.Props, "meeting_id")
}

func TestRoutesAskToConfirmASecret(t *testing.T) {
	w := worldWithServices(t)
	for range 2 {
		got := w.invites(w.alice, map[string]any{"meeting": zoomWithKey})
		code, _ := got.error(t)
		assert.Equal(t, http.StatusConflict, got.Status)
		assert.Equal(t, "link_with_secret", code)
	}
	assert.Empty(t, w.Posts(w.channel))
	assert.Equal(t, http.StatusCreated, w.invites(w.alice, map[string]any{"meeting": zoomWithKey, "confirmed": true}).Status)
}

// A forged post gets nothing that the service does not have.
func TestForgedLinksAreNoInvitations(t *testing.T) {
	w := worldWithServices(t)
	services := w.plugin.configuration.current().Services
	for _, link := range []string{
		"https://evil.example/j/85996249517?pwd=aB3", "https://zoom.us.evil.example/j/1?pwd=x", "https://zoom.us@evil.example/?pwd=x",
		"javascript:alert(1)//zoom.us/?pwd", "https://evil.example\\@zoom.us/j/1?pwd=x", "https://zoom.us/j/85996249517", "ftp://zoom.us/j/1?pwd=x",
	} {
		_, ok := invitation.FromProps("bob", map[string]any{"service": "zoom", "meeting_link": link, "status": "open"}, services)
		assert.False(t, ok, link)
	}
}
