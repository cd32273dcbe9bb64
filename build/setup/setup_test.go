// Package setup tests build/setup.sh on machines with only the programs that a test provides.
package setup

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Programs of the real machine that the script itself uses.
var tools = []string{"sh", "dirname", "uname", "grep", "sleep", "chmod", "cp", "mkdir"}

// Fake programs. LOG records the calls that change the machine.
var programs = map[string]string{
	"go":       `case $1 in env) echo go1.26.7 ;; *) echo "go $*" >>"$LOG"; exit 1 ;; esac`,
	"node":     `case $1 in -p) [ "$2" = process.versions.node ] && echo 20.19.0 ;; *) exit 1 ;; esac`,
	"npm":      ``, // called only if e2e/web/node_modules is absent
	"git":      ``,
	"initdb":   ``,
	"postgres": `echo "postgres (PostgreSQL) 14.9"`,
	"chromium": ``,
	"id":       `echo 1000`,
	"apt-get":  `echo "apt-get $*" >>"$LOG"; exit 1`,
	// apt-cache knows of no package.
	"apt-cache": `exit 1`,
	"dnf":       `exit 1`,
	"brew":      `exit 1`,
}

const (
	root      = `echo 0`
	oldNode   = `case $1 in -p) echo 20.18.3 ;; *) exit 1 ;; esac`
	netNode   = `case $1 in -p) [ "$2" = process.versions.node ] && echo 22.1.0 || [ ! -f "$HOME/fetched" ] || echo 7 ;; -e) ;; *) echo "node $*" >>"$LOG"; mkdir -p "$HOME/.cache/ms-playwright/chromium_headless_shell-7"; : >"$HOME/.cache/ms-playwright/chromium_headless_shell-7/INSTALLATION_COMPLETE"; : >"$HOME/fetched" ;; esac`
	netGo     = `case $1 in env) echo go1.26.7 ;; *) echo "go $*" >>"$LOG"; mkdir -p "$HOME/.cache/mattermost-plugin-blizz"; : >"$HOME/.cache/mattermost-plugin-blizz/embedded-postgres-binaries-linux.txz" ;; esac`
	aptBrings = `echo "apt-get $*" >>"$LOG"; cp "$BIN/git" "$BIN/chromium"; cp "$BIN/git" "$BIN/initdb"; echo 'echo "postgres (PostgreSQL) 17.2"' >"$BIN/postgres"; chmod +x "$BIN/postgres"`
)

type machine struct {
	lacks string            // one of the programs above
	has   map[string]string // programs with another behaviour
	env   []string
	args  []string
}

func TestSetup(t *testing.T) {
	for name, c := range map[string]struct {
		machine
		fails bool
		says  []string // parts of the output
		calls []string // calls that change the machine
	}{
		"all is there": {
			machine: machine{lacks: "apt-get dnf brew"},
			says:    []string{"setup: Go 1.26.7, Node 20.19.0, npm, git, PostgreSQL 14, Chromium ("},
		},
		"no Chromium, where the system has it without windows": {
			machine: machine{lacks: "chromium dnf brew", has: map[string]string{"apt-cache": `[ "$*" = "show chromium-headless-shell" ]`}},
			fails:   true,
			says:    []string{"missing: Chromium\n", "\nsudo apt-get install -y chromium-headless-shell\n"},
		},
		"no Chromium": {
			machine: machine{lacks: "chromium dnf brew"},
			fails:   true,
			says:    []string{"missing: Chromium\n", "\nsudo apt-get install -y chromium\n"},
		},
		"no Chromium, where it is not needed": {
			machine: machine{lacks: "chromium", args: []string{"server"}},
			says:    []string{"setup: Go 1.26.7, Node 20.19.0, npm, git, PostgreSQL 14\n"},
		},
		"no Chromium, and Playwright fetches it": {
			machine: machine{lacks: "chromium", has: map[string]string{"node": netNode}},
			says:    []string{"setup: fetching Chromium", "Chromium (Playwright's)"},
			calls:   []string{"node e2e/web/node_modules/@playwright/test/cli.js install --only-shell chromium"},
		},
		"no Chromium, no PostgreSQL, and root may install both": {
			machine: machine{lacks: "chromium postgres initdb", has: map[string]string{"id": root, "apt-get": aptBrings}},
			says:    []string{"PostgreSQL 17, Chromium ("},
			calls:   []string{"apt-get update -q", "apt-get install -y -q --no-install-recommends postgresql chromium"},
		},
		"root may install, but the packages can't be had": {
			machine: machine{lacks: "chromium", has: map[string]string{"id": root}},
			fails:   true,
			says:    []string{"\napt-get install -y chromium\n"},
			calls:   []string{"apt-get update -q"},
		},
		"no PostgreSQL, and the library fetches it": {
			machine: machine{lacks: "postgres", has: map[string]string{"go": netGo}},
			says:    []string{"setup: fetching PostgreSQL", "PostgreSQL, fetched"},
			calls:   []string{"go run ./cmd/postgres"},
		},
		"no PostgreSQL, and it can't be fetched": {
			machine: machine{lacks: "initdb apt-get"},
			fails:   true,
			says:    []string{"missing: PostgreSQL\n", "\nsudo dnf install -y postgresql-server\n"},
			calls:   []string{"go run ./cmd/postgres"},
		},
		"a PostgreSQL that is too old": {
			machine: machine{has: map[string]string{"postgres": `echo "postgres (PostgreSQL) 13.20 (Debian 13.20-1)"`}},
			fails:   true,
			says:    []string{"missing: PostgreSQL\n"},
			calls:   []string{"go run ./cmd/postgres"},
		},
		"a server elsewhere instead of PostgreSQL": {
			machine: machine{lacks: "postgres", env: []string{"BLIZZ_E2E_POSTGRES_DSN=postgres://me@db/x"}},
			says:    []string{"the PostgreSQL of BLIZZ_E2E_POSTGRES_DSN"},
		},
		"a Node that is too old": {
			machine: machine{has: map[string]string{"node": oldNode}},
			fails:   true,
			says:    []string{"missing: Node\n", "Node 20.19 or newer", "\nsudo apt-get install -y nodejs\n"},
		},
		"a Go that can't fetch the one in go.mod": {
			machine: machine{has: map[string]string{"go": `exit 1`}},
			fails:   true,
			says:    []string{"missing: Go\n", "\nsudo apt-get install -y golang-go\n"},
		},
		"nothing, on a Mac": {
			machine: machine{lacks: "go node npm git postgres chromium apt-get dnf"},
			fails:   true,
			says:    []string{"there is nothing;", "\nbrew install go node git postgresql@17 chromium\n"},
		},
		"nothing, and no package manager": {
			machine: machine{lacks: "go node npm git postgres chromium apt-get dnf brew"},
			fails:   true,
			says:    []string{"missing: Go, Node, npm, git, PostgreSQL, Chromium\n", "install them by hand"},
		},
		"a variable names a browser that isn't there": {
			machine: machine{env: []string{"BLIZZ_E2E_CHROMIUM=/nowhere/chromium"}},
			fails:   true,
			says:    []string{"BLIZZ_E2E_CHROMIUM names a program that isn't there: /nowhere/chromium"},
		},
		"a variable names a PostgreSQL that isn't there": {
			machine: machine{env: []string{"BLIZZ_E2E_POSTGRES_BIN=/nowhere"}},
			fails:   true,
			says:    []string{"BLIZZ_E2E_POSTGRES_BIN names a folder without PostgreSQL 14 or newer: /nowhere"},
		},
		"a variable names a web client that isn't there": {
			machine: machine{env: []string{"MATTERMOST_CLIENT=/nowhere"}},
			fails:   true,
			says:    []string{"MATTERMOST_CLIENT names a folder without client/root.html: /nowhere"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			output, calls, err := c.run(t)
			assert.Equal(t, c.fails, err != nil, output)
			for _, part := range c.says {
				assert.Contains(t, output, part)
			}
			assert.Equal(t, c.calls, calls, output)
		})
	}
}

// run runs the script. It returns its output, and the calls that change the machine.
func (m machine) run(t *testing.T) (output string, calls []string, err error) {
	t.Helper()
	home := t.TempDir()
	bin := filepath.Join(home, "bin")
	require.NoError(t, os.Mkdir(bin, 0o700))
	for _, tool := range tools {
		program, err := exec.LookPath(tool)
		require.NoError(t, err)
		require.NoError(t, os.Symlink(program, filepath.Join(bin, tool)))
	}
	for name, does := range programs {
		if other, ok := m.has[name]; ok {
			does = other
		}
		if !strings.Contains(" "+m.lacks+" ", " "+name+" ") {
			require.NoError(t, os.WriteFile(filepath.Join(bin, name), []byte("#!/bin/sh\n"+does+"\n"), 0o700))
		}
	}
	require.NoError(t, os.Mkdir(filepath.Join(home, "etc"), 0o700))
	require.NoError(t, os.WriteFile(filepath.Join(home, "etc", "os-release"), []byte("ID=debian\n"), 0o600))

	script := exec.Command("sh", append([]string{"../setup.sh"}, m.args...)...)
	log := filepath.Join(home, "log")
	script.Env = append([]string{"PATH=" + bin, "HOME=" + home, "SETUP_ROOT=" + home, "BIN=" + bin, "LOG=" + log}, m.env...)
	printed, err := script.CombinedOutput()
	logged, _ := os.ReadFile(log) // absent if nothing was called
	return string(printed), lines(string(logged)), err
}

func lines(text string) []string {
	if text == "" {
		return nil
	}
	return strings.Split(strings.TrimSpace(text), "\n")
}

// The test environment and the browser tests look for the same programs in the same places.
func TestSetupLooksWhereTheTestsLook(t *testing.T) {
	script := read(t, "../setup.sh")
	for _, place := range []struct{ file, pattern string }{
		{"../../e2e/postgres/programs.go", `\t"(/[^"]*\*[^"]*)",`},
		{"../../e2e/postgres/programs.go", `const oldest = ([0-9]+)`},
		{"../../e2e/web/tests/support/chromium.ts", `'(chrom[a-z-]*|google-[a-z-]*)'`},
		{"../../webapp/package.json", `"node": ">=([0-9.]+)"`},
	} {
		found := regexp.MustCompile(place.pattern).FindAllStringSubmatch(read(t, place.file), -1)
		require.NotEmpty(t, found, place.file)
		for _, match := range found {
			assert.Contains(t, script, match[1], place.file+" names it")
		}
	}
}

func read(t *testing.T, name string) string {
	t.Helper()
	content, err := os.ReadFile(name)
	require.NoError(t, err)
	return string(content)
}
