// Package bundle finds and makes plugin bundles: the .tar.gz files that a Mattermost server installs.
package bundle

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// Blizz returns the bundle of Blizz Meetings: the file in BLIZZ_BUNDLE, or the newest one that make has built, for this
// machine or for all platforms.
func Blizz() (string, error) {
	if named := os.Getenv("BLIZZ_BUNDLE"); named != "" {
		return named, nil
	}
	e2e, err := moduleFolder()
	if err != nil {
		return "", err
	}
	var found []string
	for _, folder := range []string{"dist", "dist/local"} {
		bundles, err := filepath.Glob(filepath.Join(e2e, "..", folder, "blizz-*.tar.gz"))
		if err != nil {
			return "", err
		}
		found = append(found, bundles...)
	}
	if len(found) == 0 {
		return "", errors.New("there is no bundle in dist: make local makes one, BLIZZ_BUNDLE names another")
	}
	return slices.MaxFunc(found, func(a, b string) int { return modified(a).Compare(modified(b)) }), nil
}

func modified(file string) time.Time {
	info, err := os.Stat(file)
	if err != nil {
		return time.Time{}
	}
	return info.ModTime()
}

// WithVersion copies a bundle of Blizz Meetings into dir and gives the copy another version.
func WithVersion(bundle, version, dir string) (string, error) {
	files, err := Files(bundle)
	if err != nil {
		return "", err
	}
	const manifest = "blizz/plugin.json"
	var fields map[string]any
	if err := json.Unmarshal(files[manifest], &fields); err != nil {
		return "", fmt.Errorf("reading the manifest of %s: %w", bundle, err)
	}
	fields["version"] = version
	if files[manifest], err = json.Marshal(fields); err != nil {
		return "", err
	}
	copied := filepath.Join(dir, version+".tar.gz")
	return copied, pack(copied, files)
}

// Empty builds the empty plugin for this machine and packs it into dir.
func Empty(dir string) (string, error) { return packSample(dir, "empty", ".") }

// Caller builds a plugin that calls other plugins, for this machine, and packs it into dir.
func Caller(dir string) (string, error) { return packSample(dir, "caller", "caller") }

// BuildEmpty builds the empty plugin's program with the same flags as Blizz Meetings. GOOS=… and GOARCH=… choose
// another platform.
func BuildEmpty(program string, environment ...string) error {
	return buildSample(program, ".", environment...)
}

// packSample builds a plugin and packs it into dir. Its sources are in a folder of emptyplugin.
func packSample(dir, id, folder string) (string, error) {
	program := filepath.Join(dir, "plugin")
	if err := buildSample(program, folder); err != nil {
		return "", err
	}
	built, err := os.ReadFile(program)
	if err != nil {
		return "", err
	}
	e2e, err := moduleFolder()
	if err != nil {
		return "", err
	}
	manifest, err := os.ReadFile(filepath.Join(e2e, "emptyplugin", folder, "plugin.json"))
	if err != nil {
		return "", err
	}
	packed := filepath.Join(dir, id+".tar.gz")
	return packed, pack(packed, map[string][]byte{id + "/plugin.json": manifest, id + "/server/plugin": built})
}

func buildSample(program, folder string, environment ...string) error {
	e2e, err := moduleFolder()
	if err != nil {
		return err
	}
	build := exec.Command("go", "build", "-C", filepath.Join(e2e, "emptyplugin", folder),
		"-trimpath", "-buildvcs=false", "-ldflags=-s -w -buildid=", "-o", program)
	build.Env = append(append(os.Environ(), "CGO_ENABLED=0"), environment...)
	if output, err := build.CombinedOutput(); err != nil {
		return fmt.Errorf("building %s: %w\n%s", program, err, output)
	}
	return nil
}

// moduleFolder returns the folder of this module. It works from any folder in the module.
func moduleFolder() (string, error) {
	mod, err := exec.Command("go", "env", "GOMOD").Output()
	if err != nil {
		return "", fmt.Errorf("finding this module: %w", err)
	}
	return filepath.Dir(strings.TrimSpace(string(mod))), nil
}
