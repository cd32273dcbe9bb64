package main

import (
	"bytes"
	"compress/gzip"
	"os"
	"path/filepath"
	"strings"

	"mattermost-plugin-blizz/e2e/bundle"
	"mattermost-plugin-blizz/e2e/cmd/bench/figures"
)

// sizes measures the plugin's bundle and the empty plugin.
func sizes(blizz string) (figures.Sizes, error) {
	info, err := os.Stat(blizz)
	if err != nil {
		return figures.Sizes{}, err
	}
	found := figures.Sizes{Bundle: int(info.Size())}
	files, err := bundle.Files(blizz)
	if err != nil {
		return found, err
	}
	found.Binary = len(files["blizz/server/dist/plugin-linux-amd64"])
	script := files["blizz/webapp/dist/main.js"]
	found.Script = len(script)
	if found.ScriptCompressed, err = compressed(script); err != nil {
		return found, err
	}
	for name, content := range files {
		if strings.HasSuffix(name, ".js") {
			found.OnDemand += len(content)
		}
	}
	found.OnDemand -= found.Script
	found.EmptyBinary, err = emptyBinary()
	return found, err
}

// compressed returns the size that a web server sends.
func compressed(content []byte) (int, error) {
	var sent bytes.Buffer
	writer := gzip.NewWriter(&sent)
	if _, err := writer.Write(content); err != nil {
		return 0, err
	}
	err := writer.Close()
	return sent.Len(), err
}

// emptyBinary builds the empty plugin for linux-amd64 and returns the program's size.
func emptyBinary() (int, error) {
	dir, err := os.MkdirTemp("", "blizz-bench")
	if err != nil {
		return 0, err
	}
	defer os.RemoveAll(dir)
	program := filepath.Join(dir, "plugin")
	if err := bundle.BuildEmpty(program, "GOOS=linux", "GOARCH=amd64"); err != nil {
		return 0, err
	}
	info, err := os.Stat(program)
	if err != nil {
		return 0, err
	}
	return int(info.Size()), nil
}
