package mattermost

import (
	"context"
	"fmt"
	"os"
	"time"

	"github.com/mattermost/mattermost/server/public/model"
)

// InstallPlugin uploads a bundle, over the same plugin of whatever version, and
// waits until it runs.
func (p *Person) InstallPlugin(ctx context.Context, bundle string) (*model.Manifest, error) {
	file, err := os.Open(bundle)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	manifest, _, err := p.UploadPluginForced(ctx, file)
	if err != nil {
		return nil, fmt.Errorf("uploading %s: %w", bundle, err)
	}
	if _, err := p.EnablePlugin(ctx, manifest.Id); err != nil {
		return nil, fmt.Errorf("enabling %s: %w", manifest.Id, err)
	}
	return manifest, p.waitForPlugin(ctx, manifest)
}

func (p *Person) waitForPlugin(ctx context.Context, manifest *model.Manifest) error {
	ctx, cancel := context.WithTimeout(ctx, 30*time.Second)
	defer cancel()
	for {
		statuses, _, err := p.GetPluginStatuses(ctx)
		if err != nil {
			return fmt.Errorf("waiting for %s to run: %w", manifest.Id, err)
		}
		for _, status := range statuses {
			switch {
			case status.PluginId != manifest.Id || status.Version != manifest.Version:
			case status.State == model.PluginStateRunning:
				return nil
			case status.State == model.PluginStateFailedToStart:
				return fmt.Errorf("%s failed to start: %s", manifest.Id, status.Error)
			}
		}
		time.Sleep(50 * time.Millisecond)
	}
}
