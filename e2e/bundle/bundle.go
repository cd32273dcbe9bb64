// Package bundle finds and makes plugin bundles: the .tar.gz files that a Mattermost server installs.
package bundle

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
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

// Empty builds the empty plugin for this machine and packs it into dir.
func Empty(dir string) (string, error) {
	program := filepath.Join(dir, "plugin")
	if err := BuildEmpty(program); err != nil {
		return "", err
	}
	e2e, err := moduleFolder()
	if err != nil {
		return "", err
	}
	packed := filepath.Join(dir, "empty-1.0.0.tar.gz")
	return packed, pack(packed, map[string]string{
		"empty/plugin.json":   filepath.Join(e2e, "emptyplugin", "plugin.json"),
		"empty/server/plugin": program,
	})
}

// BuildEmpty builds the empty plugin's program with the same flags as Blizz Meetings. GOOS=… and GOARCH=… choose
// another platform.
func BuildEmpty(program string, environment ...string) error {
	e2e, err := moduleFolder()
	if err != nil {
		return err
	}
	build := exec.Command("go", "build", "-C", filepath.Join(e2e, "emptyplugin"),
		"-trimpath", "-buildvcs=false", "-ldflags=-s -w -buildid=", "-o", program)
	build.Env = append(append(os.Environ(), "CGO_ENABLED=0"), environment...)
	if output, err := build.CombinedOutput(); err != nil {
		return fmt.Errorf("building the empty plugin: %w\n%s", err, output)
	}
	return nil
}

// pack writes files into a bundle, under the given names.
func pack(file string, contents map[string]string) error {
	var packed bytes.Buffer
	zipped := gzip.NewWriter(&packed)
	archive := tar.NewWriter(zipped)
	for name, source := range contents {
		content, err := os.ReadFile(source)
		if err != nil {
			return err
		}
		if err := archive.WriteHeader(&tar.Header{Name: name, Mode: 0o755, Size: int64(len(content))}); err != nil {
			return err
		}
		if _, err := archive.Write(content); err != nil {
			return err
		}
	}
	if err := errors.Join(archive.Close(), zipped.Close()); err != nil {
		return err
	}
	return os.WriteFile(file, packed.Bytes(), 0o600)
}

// moduleFolder returns the folder of this module. It works from any folder in the module.
func moduleFolder() (string, error) {
	mod, err := exec.Command("go", "env", "GOMOD").Output()
	if err != nil {
		return "", fmt.Errorf("finding this module: %w", err)
	}
	return filepath.Dir(strings.TrimSpace(string(mod))), nil
}
