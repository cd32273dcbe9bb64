package main

import (
	"encoding/json"
	"strings"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/mattermost/mattermost/server/public/plugin"
	"github.com/pkg/errors"

	"mattermost-plugin-blizz/server/kv"
)

// diagnostics is the plugin's file in a support packet. It contains nothing about people, channels or meetings.
type diagnostics struct {
	IsActive   bool     `json:"is_active"`
	Services   []string `json:"services"`
	Language   string   `json:"language"`
	HasSiteURL bool     `json:"has_site_url"`
	// Refused says why the present settings are not in force. It is empty if they are.
	Refused string `json:"refused,omitempty"`
	// Stored is the number of keys in the key-value store, by prefix.
	Stored map[string]int `json:"stored"`
}

// GenerateSupportData adds the plugin's file to a support packet.
func (p *Plugin) GenerateSupportData(*plugin.Context) ([]*model.FileData, error) {
	current := p.configuration.current()
	found := diagnostics{
		IsActive:   p.components.Load() != nil,
		Language:   current.Language,
		HasSiteURL: current.SiteURL != "",
		Refused:    p.configuration.refusal(),
		Stored:     map[string]int{},
	}
	for _, service := range current.Services.All() {
		found.Services = append(found.Services, service.Name)
	}
	keys, err := kv.Keys(p.API, "")
	if err != nil {
		return nil, err
	}
	for _, key := range keys {
		prefix, _, _ := strings.Cut(key, "_")
		found.Stored[prefix]++
	}
	content, err := json.MarshalIndent(found, "", "  ")
	if err != nil {
		return nil, errors.Wrap(err, "failed to encode the diagnostics")
	}
	return []*model.FileData{{Filename: pluginID + "/diagnostics.json", Body: content}}, nil
}
