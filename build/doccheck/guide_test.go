package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var goBlock = regexp.MustCompile("(?s)```go\n(.*?)```")

// CONTRIBUTING.md shows how to add a subcommand. This test adds the shown code to the tree, and runs the shown test.
func TestTheGuidesSubcommandWorks(t *testing.T) {
	t.Chdir("../..")
	if _, err := os.Stat("server/command/link.go"); err == nil {
		t.Skip("somebody is following the guide in this tree: their own TestLink tells whether it works")
	}
	blocks := goBlock.FindAllStringSubmatch(read(t, "CONTRIBUTING.md"), -1)
	require.Len(t, blocks, 2, "the subcommand and its test")

	const row = "\t\thelpSubcommand,\n"
	overlay := map[string]string{
		"server/command/link.go":    blocks[0][1],
		"server/command/command.go": strings.Replace(read(t, "server/command/command.go"), row, "\t\tlinkSubcommand,\n"+row, 1),
		"server/command_test.go":    read(t, "server/command_test.go") + blocks[1][1],
	}
	run := exec.Command("go", "test", "-overlay", write(t, overlay), "-v", "-run", "^TestLink$", "./server")
	output, err := run.CombinedOutput()
	require.NoError(t, err, string(output))
	assert.Contains(t, string(output), "--- PASS: TestLink")
}

func read(t *testing.T, name string) string {
	t.Helper()
	content, err := os.ReadFile(name)
	require.NoError(t, err)
	return string(content)
}

// write saves files for go's -overlay. It returns the file that lists them.
func write(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	replace := map[string]string{}
	for name, content := range files {
		there, err := filepath.Abs(name)
		require.NoError(t, err)
		replace[there] = filepath.Join(dir, filepath.Base(name))
		require.NoError(t, os.WriteFile(replace[there], []byte(content), 0o600))
	}
	overlay, err := json.Marshal(map[string]any{"Replace": replace})
	require.NoError(t, err)
	list := filepath.Join(dir, "overlay.json")
	require.NoError(t, os.WriteFile(list, overlay, 0o600))
	return list
}
