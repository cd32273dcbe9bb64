package main

import (
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
)

const messageFiles = "../assets/i18n/active.*.json"

// languages returns all languages that have message files.
func languages(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob(messageFiles)
	require.NoError(t, err)
	before, after, _ := strings.Cut(messageFiles, "*")
	var languages []string
	for _, file := range files {
		languages = append(languages, strings.TrimSuffix(strings.TrimPrefix(filepath.ToSlash(file), before), after))
	}
	return languages
}

// readMessages reads a language's file. It returns the plural forms by message ID. Most messages have only "other".
func readMessages(t *testing.T, language string) map[string]map[string]string {
	t.Helper()
	data, err := os.ReadFile(strings.Replace(messageFiles, "*", language, 1))
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

// TestLanguagesFitEnglish compares each translated message with the English one. A missing message is no error: it
// shows in English.
func TestLanguagesFitEnglish(t *testing.T) {
	english := readMessages(t, "en")
	require.Greater(t, len(languages(t)), 1)
	for _, language := range languages(t) {
		t.Run(language, func(t *testing.T) {
			messages := readMessages(t, language)
			for id, forms := range messages {
				if english[id] == nil {
					continue
				}
				if len(english[id]) > 1 {
					assert.Subset(t, slices.Collect(maps.Keys(forms)), formsOf(language), "forms of the plural in %s", id)
				}
				for form, text := range forms {
					assert.NotEmpty(t, text, "%s (%s)", id, form)
					expected := placeholdersOf(english[id]["other"])
					if form == "one" { // it may say "every day" instead of "every 1 days"
						expected = slices.DeleteFunc(expected, func(p string) bool { return p == "{{.Count}}" && !strings.Contains(text, p) })
					}
					assert.ElementsMatch(t, expected, placeholdersOf(text), "placeholders in %s (%s)", id, form)
				}
			}
		})
	}
}

// formNames are the names of the plural forms in message files.
var formNames = map[plural.Form]string{
	plural.Other: "other", plural.Zero: "zero", plural.One: "one", plural.Two: "two", plural.Few: "few", plural.Many: "many",
}

// formsOf returns the plural forms that a language uses for numbers of people.
func formsOf(name string) []string {
	var forms []string
	for count := range 10_000 {
		form := formNames[plural.Cardinal.MatchPlural(language.MustParse(name), count, 0, 0, 0, 0)]
		if !slices.Contains(forms, form) {
			forms = append(forms, form)
		}
	}
	return forms
}

var placeholders = regexp.MustCompile(`\{\{[^}]*\}\}`)

func placeholdersOf(text string) []string {
	found := placeholders.FindAllString(text, -1)
	slices.Sort(found)
	return slices.Compact(found)
}
