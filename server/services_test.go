package main

import (
	"encoding/json"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"mattermost-plugin-blizz/server/invitation"
	"mattermost-plugin-blizz/server/meeting"
)

// furtherServices are three further services in an administrator's setting.
const furtherServices = `[
	{"key": "zoom", "name": "Zoom", "trigger": "zoom", "kind": "id", "link": "https://zoom.us/j/{id}", "id": "[0-9]{9,11}", "ignore": " -",
		"show": {"9": "3 3 3", "10": "3 3 4", "11": "3 4 4"}, "find": "anywhere", "hosts": ["zoom.us", "*.zoom.us"], "whole": ["?pwd"]},
	{"key": "jitsi", "name": "Jitsi", "trigger": "jitsi", "kind": "id", "link": "https://meet.example.org/{id}", "id": "[^/?#\\s]+", "find": "first"},
	{"key": "call", "name": "Call", "trigger": "call", "kind": "link", "hosts": ["call.example.org"]}
]`

// worldWithServices returns a world with the three further services.
func worldWithServices(t *testing.T) *world {
	t.Helper()
	w := newWorld(t)
	w.configures(map[string]any{"Services": furtherServices})
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

func TestPostsOfARemovedServiceAreKept(t *testing.T) {
	w := worldWithServices(t)
	w.types(w.alice, "/blizz room mine 859 9624 9517")
	w.configures(nil)
	rooms := w.asks(w.alice, http.MethodGet, "/rooms", "").fields(t)
	assert.Equal(t, map[string]any{"service": "zoom", "meeting_id": "85996249517", "display_id": "85996249517", "join_url": ""}, rooms["mine"])
	assert.Contains(t, w.types(w.alice, "/blizz").Text, "not set up here any more")

	w.configures(map[string]any{"Services": furtherServices})
	assert.Contains(t, w.types(w.alice, "/blizz").Text, "https://zoom.us/j/85996249517")
}

// manyServices returns the highest number of services.
func manyServices() string {
	list := make([]string, meeting.MaxServices)
	for i := range list {
		list[i] = strings.ReplaceAll(`{"key": "s#", "name": "Service #", "trigger": "s#", "kind": "id", "link": "https://s#.example/{id}",
			"id": "[0-9]{9,11}", "ignore": " -", "find": "anywhere", "hosts": ["s#.example", "*.s#.example"]}`, "#", strconv.Itoa(i))
	}
	return "[" + strings.Join(list, ",") + "]"
}

func TestServicesAreBounded(t *testing.T) {
	w := newWorld(t)
	most := manyServices()
	require.NoError(t, w.saves(map[string]any{"Services": most}))
	oneMore := strings.TrimSuffix(most, "]") + `,{"key": "x", "name": "X", "kind": "id", "link": "https://x.example/{id}", "id": "[0-9]{9}"}]`
	require.ErrorContains(t, w.saves(map[string]any{"Services": oneMore}), "20")
	costly := `[{"key": "x", "name": "X", "kind": "id", "link": "https://x.example/{id}", "id": "([a-z]{1,30}[0-9]){9}"}]`
	require.ErrorContains(t, w.saves(map[string]any{"Services": costly}), "pattern")
}

func TestCommandsCallNothingWithManyServices(t *testing.T) {
	for command, want := range map[string]struct{ id, link string }{
		"/blizz m12-345-678 Retro":                    {"m12345678", "https://go.blizz.com/join/m12345678"},
		"/s19 859 9624 9517 Retro":                    {"85996249517", "https://s19.example/85996249517"},
		"/blizz https://x.s7.example/859962495 Retro": {"859962495", "https://s7.example/859962495"},
	} {
		t.Run(command, func(t *testing.T) {
			w := newWorld(t)
			w.configures(map[string]any{"Services": manyServices()})
			w.types(w.alice, command)
			w.waitForRecent(w.alice, want.id)
			w.Calls()

			assert.Contains(t, w.types(w.alice, command).Text, "]("+want.link+")")

			require.NoError(t, w.plugin.OnDeactivate(), "the work after the answer is done")
			assert.Empty(t, w.Calls())
			require.NoError(t, w.plugin.OnActivate())
		})
	}
}

// triesSettings tries unsaved settings as an administrator.
func (w *world) triesSettings(services, text string) map[string]any {
	w.t.Helper()
	body, err := json.Marshal(map[string]any{"services": services, "text": text})
	require.NoError(w.t, err)
	got := w.asks(w.alice, http.MethodPost, "/settings/check", string(body))
	require.Equal(w.t, http.StatusOK, got.Status, got.Body)
	return got.fields(w.t)
}

func TestOnlyAdministratorsTrySettings(t *testing.T) {
	w := newWorld(t)
	got := w.asks(w.alice, http.MethodPost, "/settings/check", `{}`)
	got.requireRefusal(t, http.StatusForbidden, "may_not_check_settings")
}

func TestSettingsAreTriedBeforeTheyAreSaved(t *testing.T) {
	w := newWorld(t)
	w.GrantSystem(w.alice, model.PermissionManageSystem)

	tried := w.triesSettings(furtherServices, "859 9624 9517 Retro")
	assert.Empty(t, tried["errors"])
	assert.Empty(t, tried["text_error"])
	preview := tried["preview"].(map[string]any)
	assert.Equal(t, "https://zoom.us/j/85996249517", preview["join_url"])
	assert.Equal(t, "alice invites you to join [Zoom meeting 859 9624 9517](https://zoom.us/j/85996249517)\nRetro", preview["message"])

	tried = w.triesSettings(furtherServices, "tomorrow")
	assert.Nil(t, tried["preview"])
	assert.Contains(t, tried["text_error"], "can't find a meeting")
}

// mistakes holds invalid settings, by the error.
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
	"a host that matches another service's pattern": {
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

func TestErrorsInServicesAreReported(t *testing.T) {
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

			var refused *model.AppError
			require.ErrorAs(t, w.saves(map[string]any{"Services": c.services}), &refused, "Mattermost shows only the text of this type of error")
			assert.Contains(t, refused.Message, strings.ReplaceAll(c.message, "`", ""))
			refused.Translate(func(string, ...any) string { return "translated by Mattermost" })
			assert.NotContains(t, refused.Message, "Mattermost")
			assert.Equal(t, http.StatusBadRequest, refused.StatusCode)
		})
	}
}

func TestServicesCanBeAListInAConfigFile(t *testing.T) {
	w := newWorld(t)
	var list []any
	require.NoError(t, json.Unmarshal([]byte(furtherServices), &list))
	require.NoError(t, w.saves(map[string]any{"services": list}))
	w.configures(map[string]any{"services": list})
	assert.Contains(t, w.types(w.alice, "/blizz 859 9624 9517").Text, "https://zoom.us/j/85996249517")
}

func TestBadServicesKeepTheLastGoodOnes(t *testing.T) {
	w := worldWithServices(t)
	for range 2 {
		w.configures(map[string]any{"Services": `[{"key": "zoom"}]`})
	}
	assert.Contains(t, w.types(w.alice, "/blizz 859 9624 9517").Text, "https://zoom.us/j/85996249517")
	assert.Len(t, w.Logged, 1)
}

func TestPresetsAreOffered(t *testing.T) {
	w := newWorld(t)
	presets := w.asks(w.alice, http.MethodGet, "/services/presets", "").fields(t)["presets"].([]any)
	assert.Len(t, presets, len(meeting.Presets()))
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
	assert.Contains(t, w.types(w.alice, "/blizz Standup everybody").Text, "can't find a meeting")
}

func TestServicesCommandsExplainThemselves(t *testing.T) {
	w := worldWithServices(t)
	for typed, want := range map[string][]string{
		"/zoom":      {"`/zoom [meeting] [topic]` invites to a Zoom meeting", "Example: `/zoom 123 456 789 Sprint review`"},
		"/zoom help": {"/blizz help", "Example: `/zoom 123 456 789 Sprint review`"},
		"/jitsi":     {"Example: `/jitsi standup Sprint review`"},
		"/call":      {"`/call [link] [topic]` invites to a Call meeting", "Example: `/call https://call.example.org/… Sprint review`"},
		"/zoom tomorrow": {
			"I can't find a Zoom meeting in that.", "Example: `/zoom 123 456 789 Sprint review`",
		},
		"/zoom https://evil.example/j/859962495": {
			"That link doesn't lead to a Zoom meeting that I know.", "Example: `/zoom 123 456 789 Sprint review`",
		},
		"/zoom 859 9624 9517 --at never": {"Example: `/zoom 123 456 789 Sprint review --at tomorrow 9:00 --for 45m`"},
		"/zoom 859 9624 9517 --at mon 10:00 --every moon": {
			"Example: `/zoom 123 456 789 Sprint review --at mon 10:00 --every week`",
		},
		"/zoom 859 9624 9517 --nonsense": {"Example: `/zoom 123 456 789 Sprint review`"},
	} {
		answer := w.types(w.alice, typed)
		assert.Equal(t, model.CommandResponseTypeEphemeral, answer.ResponseType, typed)
		for _, part := range want {
			assert.Contains(t, answer.Text, part, typed)
		}
		assert.NotContains(t, answer.Text, "m12-345-678", typed)
	}
}

func TestServicesCommandsSuggestTheirOwnMeetings(t *testing.T) {
	w := worldWithServices(t)
	w.mayManage(w.alice)
	w.types(w.alice, "/blizz room mine 859 9624 9517")
	w.types(w.alice, "/blizz room channel m22-222-222")
	w.types(w.alice, "/zoom 915 394 122 Retro")
	w.types(w.alice, "/jitsi My_Room")
	require.Eventually(t, func() bool { return len(w.rooms(w.alice).Recent) == 2 }, time.Second, time.Millisecond)
	w.clock.Set(w.clock.Now().Add(changeHasSettled))

	assert.Equal(t, []string{"859 9624 9517", "915 394 122", "help"}, w.suggested("/zoom "))
	assert.Equal(t, []string{"915-394-122", "859 9624 9517", "915 394 122", "help"}, w.suggested("/zoom 915-394-122"))
	assert.Equal(t, []string{"My_Room", "help"}, w.suggested("/jitsi "))
	assert.Contains(t, w.suggested("/blizz "), "https://meet.example.org/My_Room")
	for _, command := range w.Commands {
		if command.Trigger == "zoom" {
			list := command.AutocompleteData.Arguments[0]
			assert.Equal(t, model.AutocompleteArgTypeDynamicList, list.Type)
		}
	}
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
	assert.Equal(t, []string{"blizz", "zoom", "jitsi", "call"}, triggers())
	w.configures(nil)
	assert.Equal(t, []string{"blizz"}, triggers())
}

func TestServicesDoNotTakeCommandsOfOthers(t *testing.T) {
	w := newWorld(t)
	w.OthersCommands = []*model.Command{{Trigger: "zoom", DisplayName: "Zoom for Mattermost"}}
	require.ErrorContains(t, w.saves(map[string]any{"Services": furtherServices}), "belongs to Zoom for Mattermost already")
	require.ErrorContains(t, w.saves(map[string]any{"Services": strings.ReplaceAll(furtherServices, `"trigger": "zoom"`, `"trigger": "join"`)}), "belongs to Mattermost already")

	w.configures(map[string]any{"Services": furtherServices})
	assert.Len(t, w.Logged, 1)
	for _, command := range w.Commands {
		assert.NotEqual(t, "zoom", command.Trigger)
	}
}

// A forged post must get nothing that the service does not have.
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
