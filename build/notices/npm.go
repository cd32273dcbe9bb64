package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
)

// npmComponents returns the packages in a lock file that are not only for development. A bundler may have included
// them.
func npmComponents(dir string) ([]component, error) {
	data, err := os.ReadFile(filepath.Join(dir, "package-lock.json"))
	if err != nil {
		return nil, err
	}
	var lock struct {
		Packages map[string]struct {
			Version             string
			Dev, Optional, Peer bool
		}
	}
	if err := json.Unmarshal(data, &lock); err != nil {
		return nil, err
	}
	var components []component
	for path, p := range lock.Packages {
		if path == "" || p.Dev {
			continue
		}
		name := path[strings.LastIndex(path, "node_modules/")+len("node_modules/"):]
		c, err := newComponent("npm: "+name, p.Version, filepath.Join(dir, path))
		if err != nil {
			return nil, err
		}
		components = append(components, c)
	}
	return components, nil
}
