package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
)

// module is a module in the output of go list.
type module struct {
	Path, Version, Dir string
	Main               bool
}

// goComponents returns the modules that are linked into the plugin on any platform, and Go's own library.
func goComponents(platforms []string) ([]component, error) {
	goroot, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return nil, fmt.Errorf("go env: %w", err)
	}
	library, err := newComponent("The Go programming language", "", strings.TrimSpace(string(goroot)))
	if err != nil {
		return nil, err
	}
	components := []component{library}
	seen := map[string]bool{}
	for _, platform := range platforms {
		modules, err := linkedModules(platform)
		if err != nil {
			return nil, err
		}
		for _, m := range modules {
			if m.Main || seen[m.Path] {
				continue
			}
			seen[m.Path] = true
			c, err := newComponent(m.Path, m.Version, m.Dir)
			if err != nil {
				return nil, err
			}
			components = append(components, c)
		}
	}
	return components, nil
}

// linkedModules returns the modules that are linked into one platform's program.
func linkedModules(platform string) ([]module, error) {
	system, architecture, _ := strings.Cut(platform, "-")
	list := exec.Command("go", "list", "-deps", "-json=Module", "./server")
	list.Env = append(os.Environ(), "CGO_ENABLED=0", "GOOS="+system, "GOARCH="+architecture)
	list.Stderr = os.Stderr
	output, err := list.Output()
	if err != nil {
		return nil, fmt.Errorf("go list: %w", err)
	}
	var modules []module
	for decoder := json.NewDecoder(strings.NewReader(string(output))); ; {
		var listed struct{ Module *module }
		if err := decoder.Decode(&listed); err == io.EOF {
			break
		} else if err != nil {
			return nil, err
		}
		if listed.Module != nil {
			modules = append(modules, *listed.Module)
		}
	}
	slices.SortFunc(modules, func(a, b module) int { return cmp.Compare(a.Path, b.Path) })
	return slices.Compact(modules), nil
}
