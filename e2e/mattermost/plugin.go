package mattermost

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/mattermost/mattermost/server/public/model"
)

// InstallPlugin uploads a bundle and waits until the plugin runs. It replaces any version of the plugin.
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
	return manifest, p.SwitchOn(ctx, manifest)
}

// SwitchOn enables a plugin and waits until it runs.
func (p *Person) SwitchOn(ctx context.Context, manifest *model.Manifest) error {
	if _, err := p.EnablePlugin(ctx, manifest.Id); err != nil {
		return fmt.Errorf("enabling %s: %w", manifest.Id, err)
	}
	return p.waitForPlugin(ctx, manifest)
}

// SwitchOff disables a plugin.
func (p *Person) SwitchOff(ctx context.Context, manifest *model.Manifest) error {
	if _, err := p.DisablePlugin(ctx, manifest.Id); err != nil {
		return fmt.Errorf("disabling %s: %w", manifest.Id, err)
	}
	return nil
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

// KillPlugin kills a plugin's process, as in a crash. Mattermost, which looks every 30 seconds, starts it again. It
// does not after the third time in an hour.
func (s *Server) KillPlugin(ctx context.Context, id string) error {
	pid, err := s.pluginProcess(ctx, id)
	if err != nil {
		return err
	}
	return syscall.Kill(pid, syscall.SIGKILL)
}

// PluginMemory returns how much memory a plugin's process has resident, in bytes.
func (s *Server) PluginMemory(ctx context.Context, id string) (int64, error) {
	pid, err := s.pluginProcess(ctx, id)
	if err != nil {
		return 0, err
	}
	kilobytes, err := exec.CommandContext(ctx, "ps", "-o", "rss=", "-p", strconv.Itoa(pid)).Output()
	if err != nil {
		return 0, fmt.Errorf("reading the memory of the plugin %s: %w", id, err)
	}
	resident, err := strconv.ParseInt(strings.TrimSpace(string(kilobytes)), 10, 64)
	return resident << 10, err
}

// pluginProcess returns the ID of a plugin's process.
func (s *Server) pluginProcess(ctx context.Context, id string) (int, error) {
	processes, err := exec.CommandContext(ctx, "ps", "-A", "-o", "pid=", "-o", "command=").Output()
	if err != nil {
		return 0, fmt.Errorf("listing the processes: %w", err)
	}
	var found []int
	for line := range strings.Lines(string(processes)) {
		number, command, _ := strings.Cut(strings.TrimSpace(line), " ")
		if !strings.HasPrefix(strings.TrimSpace(command), s.in("plugins", id)+"/") {
			continue
		}
		pid, err := strconv.Atoi(number)
		if err != nil {
			return 0, fmt.Errorf("reading the list of processes: %w", err)
		}
		found = append(found, pid)
	}
	if len(found) != 1 {
		return 0, fmt.Errorf("%d processes of the plugin %s run, not one", len(found), id)
	}
	return found[0], nil
}
