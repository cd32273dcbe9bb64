package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var known = vocabulary{
	targets:     []string{"dist", "test-unit"},
	subcommands: []string{"end", "room", "room mine"},
	flags:       []string{"password"},
}

func TestCodeIsHeldAgainstTheTree(t *testing.T) {
	t.Chdir("../..")
	for code, complaints := range map[string][]string{
		"make dist":                                nil,
		"make test-unit":                           nil,
		"FUZZTIME=1s make dist && make nothing":    {"make has no target nothing"},
		"make FUZZTIME=1s nothing":                 {"make has no target nothing"},
		"they make do":                             {"make has no target do"},
		"/blizz room mine m12-345-678":             nil,
		"/blizz <meeting> [topic] [--password P]":  nil,
		"/blizz end     ends it":                   nil,
		"/blizz startup":                           {"there is no /blizz startup"},
		"/blizz room yours":                        {"there is no /blizz room yours"},
		"/blizz m12 --password P --nothing":        {"/blizz has no flag --nothing"},
		"git describe --tags":                      nil,
		"build/doccheck/main.go":                   nil,
		"build/nothing.go":                         {"there is no file build/nothing.go"},
		"webapp/dist/main.js":                      nil,
		"application/json":                         nil,
		"mmctl config get ServiceSettings.SiteURL": nil,
		"MM_PLUGINSETTINGS_ENABLEUPLOADS=true":     nil,
		"PluginSettings.Plugins.blizz":             nil,
		"ServiceSettings.Nothing":                  {"Mattermost has no setting ServiceSettings.Nothing"},
		"MM_NOTHINGSETTINGS_ENABLE=true":           {"Mattermost has no setting NOTHINGSETTINGS.ENABLE"},
		"https://example.com/server/nothing/there": nil,
	} {
		assert.Equal(t, complaints, known.check(code), code)
	}
}

func TestVocabularyIsRead(t *testing.T) {
	t.Chdir("../..")
	read, err := readVocabulary()
	require.NoError(t, err)
	assert.Contains(t, read.targets, "dist")
	assert.Subset(t, read.subcommands, []string{"end", "help", "room mine clear"})
	assert.Contains(t, read.flags, "password")
}

func TestLinksAreHeldAgainstTheTree(t *testing.T) {
	t.Chdir(t.TempDir())
	require.NoError(t, os.Mkdir("docs", 0o700))
	require.NoError(t, os.WriteFile("README.md", []byte("# The `title`, once\n\n[a](docs/a.md#b-c) ![p](p.png)\n"), 0o600))
	require.NoError(t, os.WriteFile(filepath.Join("docs", "a.md"), []byte("## B: c\n"), 0o600))
	documents := map[string]document{}
	for _, name := range []string{"README.md", "docs/a.md"} {
		read, err := readDocument(name)
		require.NoError(t, err)
		documents[name] = read
	}
	assert.Equal(t, []string{"docs/a.md#b-c", "p.png"}, documents["README.md"].links)
	for link, wrong := range map[string]string{
		"../README.md":                "",
		"../README.md#the-title-once": "",
		"#b-c":                        "",
		"#b":                          "there is no such heading",
		"../README.md#b":              "there is no such heading",
		"nothing.md":                  "there is no such file",
		"https://example.com/nothing": "",
		"mailto:somebody@example.com": "",
	} {
		assert.Equal(t, wrong, checkLink(documents, "docs/a.md", link), link)
	}
}

func TestNamesAreHeldAgainstTheirFiles(t *testing.T) {
	t.Chdir(t.TempDir())
	require.NoError(t, os.Mkdir("server", 0o700))
	require.NoError(t, os.WriteFile("server/a.go", []byte("func First() { second() }"), 0o600))
	source := "Add to `First`, `second` and\n`third` in\n`server/a.go`, or `other` to `server/a.go`, or `a.go` in `server`.\n"
	require.NoError(t, os.WriteFile("a.md", []byte(source), 0o600))
	read, err := readDocument("a.md")
	require.NoError(t, err)
	assert.Contains(t, read.names, named{"First", "server/a.go"})
	var complaints []string
	for _, n := range read.names {
		if wrong := checkName(n); wrong != "" {
			complaints = append(complaints, wrong)
		}
	}
	assert.Equal(t, []string{"there is no third in server/a.go"}, complaints)
}

func TestWhatExistsIsDocumented(t *testing.T) {
	known := vocabulary{subcommands: []string{"end", "room mine"}, flags: []string{"at"}, settings: []string{"ServiceName"}}
	documents := map[string]document{
		"README.md":       {code: []string{"/blizz room", "/blizz m12-345-678 --at 9:00"}},
		"docs/users.md":   {code: []string{"/blizz room mine <meeting>  sets yours"}},
		"CONTRIBUTING.md": {code: []string{"/blizz end", "ServiceName"}},
	}
	assert.Equal(t, []string{
		"README.md and docs: none names the subcommand /blizz end",
		"README.md and docs: none names the setting ServiceName",
	}, checkDocumented(documents, known))
}

func TestSettingsAreRead(t *testing.T) {
	t.Chdir("../..")
	keys, err := readSettings()
	require.NoError(t, err)
	assert.Contains(t, keys, "JoinURLTemplate")
}
