package integration

import (
	"context"
	"encoding/json"
	"net/http"
	"os"
	"strings"
	"testing"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/stretchr/testify/require"
)

// settings are the plugin's settings, as the System Console saves them.
type settings map[string]any

// save replaces all settings and returns the status.
func save(ctx context.Context, s settings) (status int, err error) {
	_, response, err := env.Admin.PatchConfig(ctx, &model.Config{
		PluginSettings: model.PluginSettings{Plugins: map[string]map[string]any{"blizz": s}},
	})
	return response.StatusCode, err
}

// set replaces the settings for the duration of a test.
func set(t *testing.T, s settings) {
	t.Helper()
	_, err := save(t.Context(), s)
	require.NoError(t, err)
	t.Cleanup(func() {
		_, err := save(context.WithoutCancel(t.Context()), settings{"JoinURLTemplate": "", "ServiceName": ""})
		require.NoError(t, err)
	})
}

func setServerLanguage(t *testing.T, language string) {
	t.Helper()
	change := func(ctx context.Context, language string) {
		_, _, err := env.Admin.PatchConfig(ctx, &model.Config{
			LocalizationSettings: model.LocalizationSettings{DefaultClientLocale: &language},
		})
		require.NoError(t, err)
	}
	change(t.Context(), language)
	t.Cleanup(func() { change(context.WithoutCancel(t.Context()), "en") })
}

func TestSettingsApplyToTheNextCommand(t *testing.T) {
	c := publicChannel(t, env.Alice)
	for name, test := range map[string]struct {
		settings settings
		link     string
		service  string
	}{
		"as in the documentation": {
			settings{"JoinURLTemplate": "https://meet.example.com/{id}", "ServiceName": "Rendezvous"},
			"https://meet.example.com/m12345678", "Rendezvous meeting",
		},
		"keys as the System Console writes them": {
			settings{"joinurltemplate": "https://meet.example.com/?room={id}#now", "servicename": "TeamViewer"},
			"https://meet.example.com/?room=m12345678#now", "TeamViewer meeting",
		},
		"plain http, a port": {
			settings{"JoinURLTemplate": "http://localhost:8080/j#{id}"},
			"http://localhost:8080/j#m12345678", "Blizz meeting",
		},
		"empty means the default": {
			settings{"JoinURLTemplate": "", "ServiceName": ""},
			link, "Blizz meeting",
		},
		"the longest": {
			settings{"JoinURLTemplate": "https://meet.example.com/{id}?" + strings.Repeat("x", 1024-len("https://meet.example.com/{id}?"))},
			"https://meet.example.com/m12345678?" + strings.Repeat("x", 1024-len("https://meet.example.com/{id}?")), "Blizz meeting",
		},
	} {
		t.Run(name, func(t *testing.T) {
			set(t, test.settings)
			post := types(t, env.Alice, in(c), "/blizz m12-345-678")
			requireInvitation(t, post, env.Alice, test.link)
			require.Contains(t, post.Message, test.service)
		})
	}
}

func TestBadSettingsAreNotSaved(t *testing.T) {
	c := publicChannel(t, env.Alice)
	set(t, settings{"JoinURLTemplate": "https://meet.example.com/{id}"})
	for name, bad := range map[string]settings{
		"no place for the ID":  {"JoinURLTemplate": "https://meet.example.com/"},
		"two places":           {"JoinURLTemplate": "https://meet.example.com/{id}/{id}"},
		"not a URL":            {"JoinURLTemplate": "{id}"},
		"relative":             {"JoinURLTemplate": "//meet.example.com/{id}"},
		"no host":              {"JoinURLTemplate": "https:///{id}"},
		"ID in the host":       {"JoinURLTemplate": "https://{id}.example.com/"},
		"script":               {"JoinURLTemplate": "javascript:alert('{id}')"},
		"ftp":                  {"JoinURLTemplate": "ftp://meet.example.com/{id}"},
		"user info":            {"JoinURLTemplate": "https://me:secret@meet.example.com/{id}"},
		"space":                {"JoinURLTemplate": "https://meet.example.com/a b/{id}"},
		"line break":           {"JoinURLTemplate": "https://meet.example.com/\n{id}"},
		"control character":    {"JoinURLTemplate": "https://meet.example.com/\x00{id}"},
		"too long":             {"JoinURLTemplate": "https://meet.example.com/{id}?" + strings.Repeat("x", 1024)},
		"a number":             {"JoinURLTemplate": 5},
		"key in another case":  {"JOINURLTEMPLATE": "https://meet.example.com/"},
		"key in lower case":    {"joinurltemplate": "https://meet.example.com/"},
		"name with line break": {"ServiceName": "Bl\nizz"},
	} {
		t.Run(name, func(t *testing.T) {
			status, err := save(t.Context(), bad)
			require.Error(t, err)
			require.Equal(t, http.StatusBadRequest, status)
			post := types(t, env.Alice, in(c), "/blizz m12-345-678")
			requireInvitation(t, post, env.Alice, "https://meet.example.com/m12345678")
		})
	}
}

func TestABadConfigFileLeavesTheDefault(t *testing.T) {
	require.NoError(t, env.Server.Stop())
	writeToConfigFile(t, settings{"joinurltemplate": "https://evil.example/"})
	require.NoError(t, env.Server.Start(t.Context()))

	c := publicChannel(t, env.Alice)
	requireInvitation(t, types(t, env.Alice, in(c), "/blizz m12-345-678"), env.Alice, link)

	t.Run("other settings can be saved", func(t *testing.T) { setServerLanguage(t, "de") })
	set(t, settings{"JoinURLTemplate": "https://meet.example.com/{id}"})
	requireInvitation(t, types(t, env.Alice, in(c), "/blizz m12-345-678"), env.Alice, "https://meet.example.com/m12345678")
}

func writeToConfigFile(t *testing.T, s settings) {
	t.Helper()
	file, err := os.ReadFile(env.Server.ConfigFile())
	require.NoError(t, err)
	var config map[string]any
	require.NoError(t, json.Unmarshal(file, &config))
	config["PluginSettings"].(map[string]any)["Plugins"] = map[string]any{"blizz": s}
	file, err = json.Marshal(config)
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(env.Server.ConfigFile(), file, 0o600))
}
