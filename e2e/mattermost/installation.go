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

// module is where the server's sources are; go.mod has the version.
const module = "github.com/mattermost/mattermost/server/v8"

// Install builds the server into the user's cache, with the folders of its
// module that it reads beside it, and returns the program. go build is left to
// decide whether there is anything to do. It has the flags that the plugin is
// built with, so that the two share what Go has compiled.
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

// link makes name a link to target, whatever it was a link to before. At no
// moment is it missing: a server of another run may be reading it.
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
