package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// texts reads a message file: the message, or its plural forms, by its ID.
func readMessages(t *testing.T, file string) map[string]map[string]string {
	t.Helper()
	data, err := os.ReadFile(file)
	require.NoError(t, err)
	var raw map[string]any
	require.NoError(t, json.Unmarshal(data, &raw))
	messages := map[string]map[string]string{}
	for id, message := range raw {
		forms := map[string]string{}
		switch message := message.(type) {
		case string:
			forms["other"] = message
		case map[string]any:
			for form, text := range message {
				if form != "description" && form != "hash" {
					forms[form] = text.(string)
				}
			}
		}
		messages[id] = forms
	}
	return messages
}

var placeholders = regexp.MustCompile(`\{\{[^}]*\}\}`)

func placeholdersOf(text string) []string {
	found := placeholders.FindAllString(text, -1)
	slices.Sort(found)
	return slices.Compact(found)
}

// TestLanguagesAreComplete holds every language against English, which build/i18n.sh holds against the code.
func TestLanguagesAreComplete(t *testing.T) {
	english := readMessages(t, "../assets/i18n/active.en.json")
	files, err := filepath.Glob("../assets/i18n/active.*.json")
	require.NoError(t, err)
	require.Greater(t, len(files), 1)
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			messages := readMessages(t, file)
			for id, forms := range english {
				assert.Contains(t, messages, id)
				for form, text := range messages[id] {
					assert.NotEmpty(t, text, id)
					assert.Equal(t, placeholdersOf(forms["other"]), placeholdersOf(text), "%s (%s)", id, form)
				}
			}
			for id := range messages {
				assert.Contains(t, english, id, "no longer used")
			}
		})
	}
}

// languages are all languages there are message files for.
func languages(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("../assets/i18n/active.*.json")
	require.NoError(t, err)
	var languages []string
	for _, file := range files {
		name := filepath.Base(file)
		languages = append(languages, strings.TrimSuffix(strings.TrimPrefix(name, "active."), ".json"))
	}
	return languages
}
