package main

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"

	"github.com/mattermost/mattermost/server/public/model"
)

// vocabulary holds the names that code in a document may use.
type vocabulary struct {
	targets     []string // of the Makefile
	subcommands []string // of /blizz, with all words: "room mine clear"
	flags       []string // of /blizz, without hyphens
	settings    []string // of the plugin
}

var (
	target = regexp.MustCompile(`(?m)^([a-z][a-z0-9-]*):`)
	// The formats in server/command: the usages of subcommands, and the names of flags.
	usage = regexp.MustCompile(`(?m)[{\t]\{"([a-z ]+)", "[^"]*", &i18n\.Message`)
	flags = regexp.MustCompile(`(?m)^(?:const|\t)\s*\w+Flag\s+= "([a-z]+)"`)
)

func readVocabulary() (vocabulary, error) {
	makefile, err := os.ReadFile("Makefile")
	if err != nil {
		return vocabulary{}, err
	}
	var commands strings.Builder
	files, err := filepath.Glob("server/command/*.go")
	if err != nil {
		return vocabulary{}, err
	}
	for _, file := range files {
		source, err := os.ReadFile(file)
		if err != nil {
			return vocabulary{}, err
		}
		commands.Write(source)
	}
	settings, err := readSettings()
	if err != nil {
		return vocabulary{}, err
	}
	v := vocabulary{
		settings:    settings,
		targets:     submatches(target, string(makefile)),
		subcommands: submatches(usage, commands.String()),
		flags:       submatches(flags, commands.String()),
	}
	if len(v.targets) == 0 || len(v.subcommands) == 0 || len(v.flags) == 0 || len(v.settings) == 0 {
		return vocabulary{}, fmt.Errorf("the Makefile, server/command or plugin.json is not written as this program reads it: %+v", v)
	}
	return v, nil
}

func submatches(pattern *regexp.Regexp, text string) []string {
	var found []string
	for _, match := range pattern.FindAllStringSubmatch(text, -1) {
		found = append(found, match[1])
	}
	return found
}

var (
	makeCall = regexp.MustCompile(`(?:^|[ ;&|(])make ((?:[A-Z_]+=\S+ )*)([a-z][a-z0-9-]*)`)
	// Words of letters behind /blizz. A meeting has digits, and a placeholder has brackets.
	blizzCall = regexp.MustCompile(`/blizz((?: [a-z]+\b)+)`)
	flagCall  = regexp.MustCompile(`--([a-z]+)`)
	// A setting of Mattermost's, in its config file or as an environment variable.
	settingName = regexp.MustCompile(`\b([A-Z]\w*Settings)\.([A-Z]\w*)|\bMM_([A-Z]+SETTINGS)_([A-Z]+)\b`)
	file        = regexp.MustCompile(`^(?:\.\./)*((?:assets|build|docs|e2e|server|webapp)/[\w./-]+|[A-Z]+\.md|[\w-]+/[\w./-]+\.(?:go|md|sh|json|tsx?))$`)
)

// check returns the names in a line of code that do not exist.
func (v vocabulary) check(code string) (complaints []string) {
	for _, call := range makeCall.FindAllStringSubmatch(code, -1) {
		if !slices.Contains(v.targets, call[2]) {
			complaints = append(complaints, "make has no target "+call[2])
		}
	}
	for _, call := range blizzCall.FindAllStringSubmatch(code, -1) {
		if words := strings.TrimSpace(call[1]); !slices.Contains(v.subcommands, words) {
			complaints = append(complaints, "there is no /blizz "+words)
		}
	}
	_, arguments, _ := strings.Cut(code, "/blizz ")
	for _, call := range flagCall.FindAllStringSubmatch(arguments, -1) {
		if !slices.Contains(v.flags, call[1]) {
			complaints = append(complaints, "/blizz has no flag --"+call[1])
		}
	}
	for _, call := range settingName.FindAllStringSubmatch(code, -1) {
		if section, key := call[1]+call[3], call[2]+call[4]; !isSetting(section, key) {
			complaints = append(complaints, "Mattermost has no setting "+section+"."+key)
		}
	}
	if name := file.FindStringSubmatch(code); name != nil && !isBuilt(name[1]) {
		if _, err := os.Stat(name[1]); err != nil {
			complaints = append(complaints, "there is no file "+name[1])
		}
	}
	return complaints
}

// isSetting tells whether Mattermost has a setting with that name, in any case.
func isSetting(section, key string) bool {
	fields, found := reflect.TypeFor[model.Config]().FieldByNameFunc(func(name string) bool { return strings.EqualFold(name, section) })
	if !found {
		return false
	}
	_, found = fields.Type.FieldByNameFunc(func(name string) bool { return strings.EqualFold(name, key) })
	return found
}

// isBuilt tells whether a file exists only after a build.
func isBuilt(name string) bool {
	return strings.Contains(name, "/dist") || strings.Contains(name, "/node_modules") || strings.Contains(name, "/output")
}
