package mattermost

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// module is the server's Go module. go.mod has its version.
const module = "github.com/mattermost/mattermost/server/v8"

// Install builds the server into the user's cache, beside the folders that it reads, and returns the program. go build
// decides whether there is anything to do. The flags are those of the plugin's build, so that both share compiled
// packages.
func Install(ctx context.Context) (string, error) {
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", fmt.Errorf("installing Mattermost: %w", err)
	}
	version, err := goSays(ctx, "list", "-m", "-f", "{{.Version}}", module)
	if err != nil {
		return "", err
	}
	dir := filepath.Join(cache, "mattermost-plugin-blizz", "mattermost-"+version)
	program := filepath.Join(dir, "mattermost")
	if _, err := goSays(ctx, "build", "-trimpath", "-ldflags=-s -w", "-o", program, "mattermost-plugin-blizz/e2e/cmd/mattermost"); err != nil {
		return "", err
	}
	sources, err := goSays(ctx, "list", "-m", "-f", "{{.Dir}}", module)
	if err != nil {
		return "", err
	}
	for _, folder := range []string{"i18n", "templates", "fonts"} {
		if err := link(filepath.Join(sources, folder), filepath.Join(dir, folder)); err != nil {
			return "", err
		}
	}
	return program, nil
}

// link makes a symbolic link, or changes its target. The link exists at all times, because a server of another run may
// be using it.
func link(target, name string) error {
	made := fmt.Sprintf("%s.%d", name, os.Getpid())
	if err := os.Symlink(target, made); err != nil {
		return err
	}
	return os.Rename(made, name)
}

func goSays(ctx context.Context, args ...string) (string, error) {
	cmd := exec.CommandContext(ctx, "go", args...)
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	output, err := cmd.Output()
	if err != nil {
		var exit *exec.ExitError
		if errors.As(err, &exit) {
			return "", fmt.Errorf("go %s: %w\n%s", args[0], err, exit.Stderr)
		}
		return "", fmt.Errorf("go %s: %w", args[0], err)
	}
	return strings.TrimSpace(string(output)), nil
}
