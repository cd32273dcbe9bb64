package bundle

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

// Nosy builds the nosy plugin, which calls other plugins, for this machine. It packs the plugin into dir.
func Nosy(dir string) (string, error) {
	e2e, err := moduleFolder()
	if err != nil {
		return "", err
	}
	sources := filepath.Join(e2e, "emptyplugin", "nosy")
	program := filepath.Join(dir, "plugin")
	build := exec.Command("go", "build", "-C", sources, "-trimpath", "-buildvcs=false", "-ldflags=-s -w -buildid=", "-o", program)
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if output, err := build.CombinedOutput(); err != nil {
		return "", fmt.Errorf("building the nosy plugin: %w\n%s", err, output)
	}
	packed := filepath.Join(dir, "nosy-1.0.0.tar.gz")
	return packed, pack(packed, map[string]string{
		"nosy/plugin.json":   filepath.Join(sources, "plugin.json"),
		"nosy/server/plugin": program,
	})
}
