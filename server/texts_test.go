package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"mattermost-plugin-blizz/server/fake"
)

// bundleWith returns a bundle's folder with these files in assets/i18n, by name.
func bundleWith(t *testing.T, files map[string]string) string {
	t.Helper()
	bundle := t.TempDir()
	require.NoError(t, os.MkdirAll(filepath.Join(bundle, "assets/i18n"), 0o755))
	icon, err := os.ReadFile("../assets/icon.svg")
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(filepath.Join(bundle, "assets/icon.svg"), icon, 0o600))
	for name, content := range files {
		require.NoError(t, os.WriteFile(filepath.Join(bundle, "assets/i18n", name), []byte(content), 0o600))
	}
	return bundle
}

// germanWithout returns the German file without some messages.
func germanWithout(t *testing.T, ids ...string) string {
	t.Helper()
	data, err := os.ReadFile("../assets/i18n/active.de.json")
	require.NoError(t, err)
	messages := map[string]any{}
	require.NoError(t, json.Unmarshal(data, &messages))
	for _, id := range ids {
		require.Contains(t, messages, id)
		delete(messages, id)
	}
	encoded, err := json.Marshal(messages)
	require.NoError(t, err)
	return string(encoded)
}

func TestAMissingTranslationShowsInEnglish(t *testing.T) {
	mattermost := fake.New()
	mattermost.Bundle = bundleWith(t, map[string]string{"active.en.json": "{}", "active.de.json": germanWithout(t,
		"invitation.open", "problem.meeting.too_short", "weekday.friday", "calendar.title", "command.end.help")})
	*mattermost.Config.LocalizationSettings.DefaultClientLocale = "de"
	w := newWorldIn(t, mattermost)

	assert.True(t, strings.HasPrefix(w.types(w.alice, "/blizz m12-345-678 --password x").Text, "alice invites you"), "in the channel")
	assert.Contains(t, w.types(w.alice, "/blizz m12-345-678 --password x").Text, "Passwort: ", "the rest is in German")
	assert.Contains(t, w.types(w.bob, "/blizz m123").Text, "too short", "for one person")
	assert.Contains(t, w.types(w.bob, "/blizz help").Text, "ends the last meeting")
	assert.Empty(t, w.Logged, "a missing translation is no failure")
}

func TestALanguageFileIsTriedAgain(t *testing.T) {
	mattermost := fake.New()
	mattermost.Bundle = bundleWith(t, map[string]string{"active.en.json": "{}", "active.de.json": "half a fi"})
	w := newWorldIn(t, mattermost)
	w.clock.Set(at(t, "2026-10-23T12:00:00+02:00"))
	for range 3 {
		assert.Contains(t, w.types(w.bob, "/blizz m123").Text, "too short")
	}
	assert.Len(t, w.Logged, 1, "logged once a minute")

	require.NoError(t, os.WriteFile(filepath.Join(mattermost.Bundle, "assets/i18n/active.de.json"), []byte(germanWithout(t)), 0o600))
	assert.Contains(t, w.types(w.bob, "/blizz m123").Text, "too short", "the file is not read for each message")
	w.clock.Set(w.clock.Now().Add(time.Minute))
	assert.Contains(t, w.types(w.bob, "/blizz m123").Text, "Diese Meeting-ID ist zu kurz")
	assert.Len(t, w.Logged, 1)
}

func TestWhichLanguagePeopleRead(t *testing.T) {
	w := newWorld(t)
	short := map[string]string{
		"en": "That meeting ID is too short", "de": "Diese Meeting-ID ist zu kurz", "ru": readMessages(t, "ru")["problem.meeting.too_short"]["other"],
		"pt-BR": readMessages(t, "pt-BR")["problem.meeting.too_short"]["other"],
		"zh-CN": readMessages(t, "zh-CN")["problem.meeting.too_short"]["other"], "zh-TW": readMessages(t, "zh-TW")["problem.meeting.too_short"]["other"],
	}
	for locale, read := range map[string]string{
		"de": "de", "de-AT": "de", "de-CH": "de", "pt": "pt-BR", "pt-PT": "pt-BR", "zh-HK": "zh-TW", "zh": "zh-CN", "zh-Hant": "zh-TW",
		"ru-BY": "ru", "be": "en", "gl": "en", "ca": "en", "hu": "en", "en-AU": "en", "": "en", "no such": "en", "lb": "en", "kk": "en",
	} {
		assert.Contains(t, w.types(w.AddUser(locale, locale), "/blizz m123").Text, short[read], locale)
	}
}
