// Command notices collects the licences of the bundle's parts: the Go modules, Go's own library, and the npm packages
// in the webapp.
//
//	notices -platforms "linux-amd64 windows-amd64" -o NOTICE.txt
//	notices -platforms "linux-amd64 windows-amd64" -check NOTICE.txt
//
// A licence that is not in the list of allowed ones is an error: somebody must read it first.
package main

import (
	"bytes"
	"cmp"
	"errors"
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/google/licensecheck"
)

// allowed holds the names of the licences that the bundle may contain, as licensecheck names them. They only ask for
// their own text. The Mozilla licence also asks that its unchanged files stay available at their source. The patents
// file only grants rights.
var allowed = []string{"Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "GooglePatentsFile", "ISC", "MIT", "MPL-2.0"}

// certain is the part of a licence file's words, in percent, from which on licensecheck's result counts.
const certain = 75

const heading = `Blizz Meetings for Mattermost is licensed under the Apache License 2.0: see LICENSE.

Its bundle contains the following works of others, each under the licence given. "make notices" writes this file.
`

// component is a part of the bundle by other authors, with the texts of its licence and notice files.
type component struct {
	name, version string
	texts         []string
}

func main() {
	log.SetFlags(0)
	platforms := flag.String("platforms", "", "what the plugin is built for, such as \"linux-amd64 darwin-arm64\"")
	out := flag.String("o", "", "the file to write")
	check := flag.String("check", "", "the file to compare with, instead")
	flag.Parse()
	if err := run(strings.Fields(*platforms), *out, *check); err != nil {
		log.Fatalf("notices: %v", err)
	}
}

func run(platforms []string, out, check string) error {
	modules, err := goComponents(platforms)
	if err != nil {
		return err
	}
	packages, err := npmComponents("webapp")
	if err != nil {
		return err
	}
	components := slices.Concat(modules, packages)
	for _, c := range components {
		if err := c.checkLicence(); err != nil {
			return err
		}
	}
	notices := write(components)
	if check == "" {
		return os.WriteFile(out, notices, 0o644)
	}
	present, err := os.ReadFile(check)
	if err != nil {
		return err
	}
	if !bytes.Equal(present, notices) {
		return errors.New(check + " does not fit what is in the bundle: make notices writes it")
	}
	return nil
}

// write prints the list of components. It groups those with the same texts.
func write(components []component) []byte {
	slices.SortFunc(components, func(a, b component) int { return cmp.Compare(a.name, b.name) })
	var order []string
	names := map[string][]string{}
	for _, c := range components {
		texts := strings.Join(c.texts, "\n\n")
		if names[texts] == nil {
			order = append(order, texts)
		}
		names[texts] = append(names[texts], c.name+" "+c.version)
	}
	var b bytes.Buffer
	b.WriteString(heading)
	for _, texts := range order {
		fmt.Fprintf(&b, "\n%s\n%s\n\n%s\n", strings.Repeat("=", 80), strings.Join(names[texts], "\n"), texts)
	}
	return b.Bytes()
}

// checkLicence checks that the component's licence is allowed.
func (c component) checkLicence() error {
	recognized := false
	for _, text := range c.texts {
		coverage := licensecheck.Scan([]byte(text))
		for _, match := range coverage.Match {
			if !match.IsURL && !slices.Contains(allowed, match.ID) {
				return fmt.Errorf("%s: the licence %s is not among the allowed ones", c.name, match.ID)
			}
		}
		recognized = recognized || coverage.Percent >= certain
	}
	if !recognized {
		return fmt.Errorf("%s: no licence recognized", c.name)
	}
	return nil
}

var legal = regexp.MustCompile(`(?i)^(licen[cs]e|copying|notice|patents)([._-].*)?$`)

// component reads the legal files of a folder.
func newComponent(name, version, dir string) (component, error) {
	c := component{name: name, version: version}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return c, err
	}
	for _, entry := range entries {
		if entry.IsDir() || !legal.MatchString(entry.Name()) || strings.HasSuffix(entry.Name(), ".go") {
			continue
		}
		text, err := os.ReadFile(filepath.Join(dir, entry.Name()))
		if err != nil {
			return c, err
		}
		c.texts = append(c.texts, tidy(string(text)))
	}
	return c, nil
}

var trailing = regexp.MustCompile(`[ \t\r\f]+(\n|$)`)

// tidy removes spaces at the ends of lines, and empty lines around the text.
func tidy(text string) string {
	return strings.Trim(trailing.ReplaceAllString(text, "$1"), "\n")
}
