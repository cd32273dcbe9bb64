package main

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
)

// checkDocumented returns the subcommands, flags and settings that neither README.md nor a guide names.
func checkDocumented(documents map[string]document, known vocabulary) (complaints []string) {
	named := map[string]bool{}
	for name, d := range documents {
		if name != "README.md" && !strings.HasPrefix(name, "docs/") {
			continue
		}
		for _, code := range d.code {
			named[code] = true
			for _, call := range blizzCall.FindAllStringSubmatch(code, -1) {
				named["/blizz"+call[1]] = true
			}
			for _, call := range flagCall.FindAllString(code, -1) {
				named[call] = true
			}
		}
	}
	require := func(kind, name string) {
		if !named[name] {
			complaints = append(complaints, fmt.Sprintf("README.md and docs: none names the %s %s", kind, name))
		}
	}
	for _, words := range known.subcommands {
		require("subcommand", "/blizz "+words)
	}
	for _, flag := range known.flags {
		require("flag", "--"+flag)
	}
	for _, key := range known.settings {
		require("setting", key)
	}
	return complaints
}

// readSettings returns the keys of the plugin's settings.
func readSettings() (keys []string, err error) {
	content, err := os.ReadFile("plugin.json")
	if err != nil {
		return nil, err
	}
	var manifest struct {
		Schema struct{ Settings []struct{ Key string } } `json:"settings_schema"`
	}
	if err := json.Unmarshal(content, &manifest); err != nil {
		return nil, fmt.Errorf("plugin.json: %w", err)
	}
	for _, setting := range manifest.Schema.Settings {
		keys = append(keys, setting.Key)
	}
	return keys, nil
}
