package main

import (
	"context"
	"fmt"

	"github.com/mattermost/mattermost/server/public/model"

	"mattermost-plugin-blizz/e2e/cmd/bench/figures"
	"mattermost-plugin-blizz/e2e/services"
)

// further measures /blizz with the highest number of further services, none of which it names: one person's commands,
// and the memory before them. It restarts both plugins first, so that earlier parts do not count. It removes the
// services at the end.
func (s *site) further(ctx context.Context, rounds int) (found figures.Further, err error) {
	all, err := services.All(ctx, s.Admin)
	if err != nil {
		return found, err
	}
	setting, err := services.Setting(all)
	if err != nil {
		return found, err
	}
	if err := s.setServices(ctx, setting); err != nil {
		return found, err
	}
	found.Services = len(all)
	for plugin, first := range map[string]candidate{s.Plugin.Id: s.blizz(), "empty": s.empty()} {
		if _, err := s.activate(ctx, plugin, first); err != nil {
			return found, err
		}
	}
	// Each plugin has answered commands, as before the load.
	if _, err := s.compareInTurn(ctx, rounds, s.empty(), s.blizz()); err != nil {
		return found, err
	}
	if found.Memory, err = memoryAfter("with further services"); err != nil {
		return found, err
	}
	if found.Alone, err = s.compareInTurn(ctx, rounds, s.empty(), s.blizz()); err != nil {
		return found, err
	}
	return found, s.setServices(ctx, "")
}

// setServices sets the plugin's setting Services.
func (s *site) setServices(ctx context.Context, setting string) error {
	_, _, err := s.Admin.PatchConfig(ctx, &model.Config{
		PluginSettings: model.PluginSettings{Plugins: map[string]map[string]any{s.Plugin.Id: {"Services": setting}}},
	})
	if err != nil {
		return fmt.Errorf("setting further services: %w", err)
	}
	return nil
}
