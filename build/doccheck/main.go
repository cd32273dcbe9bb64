// Command doccheck holds the documents against the tree. In every Markdown file that git knows, it checks that
//
//   - links lead to a file that is there, and to a heading in it;
//   - what is set as code and looks like a file of this project is there;
//   - names that are said to be in a file of this project are in it;
//   - make has the targets that are named, /blizz the subcommands and flags, and Mattermost the settings.
//
// In turn, README.md or a guide in docs has to name each subcommand and flag of /blizz, and each of the plugin's settings; and
// the tables of the administrator's guide have to explain each message that the plugin logs, and no other.
//
// Links to other sites are not followed: the check needs no network.
package main

import (
	"fmt"
	"log"
	"os"
	"os/exec"
	"slices"
	"strings"
)

func main() {
	log.SetFlags(0)
	complaints, err := check()
	if err != nil {
		log.Fatalf("doccheck: %v", err)
	}
	for _, complaint := range complaints {
		fmt.Fprintln(os.Stderr, complaint)
	}
	if len(complaints) > 0 {
		os.Exit(1)
	}
}

// check returns what is wrong, a line each.
func check() (complaints []string, err error) {
	names, err := trackedDocuments()
	if err != nil {
		return nil, err
	}
	known, err := readVocabulary()
	if err != nil {
		return nil, err
	}
	documents := map[string]document{}
	for _, name := range names {
		if documents[name], err = readDocument(name); err != nil {
			return nil, err
		}
	}
	for _, name := range names {
		for _, wrong := range checkDocument(documents, name, known) {
			complaints = append(complaints, name+": "+wrong)
		}
	}
	inSource, err := readLogged()
	if err != nil {
		return nil, err
	}
	return slices.Concat(complaints, checkDocumented(documents, known), checkLogged(documents[administratorsGuide], inSource)), nil
}

// checkDocument returns what is wrong in one of the documents.
func checkDocument(documents map[string]document, name string, known vocabulary) (complaints []string) {
	d := documents[name]
	for _, link := range d.links {
		if wrong := checkLink(documents, name, link); wrong != "" {
			complaints = append(complaints, fmt.Sprintf("the link to %s: %s", link, wrong))
		}
	}
	for _, n := range d.names {
		if wrong := checkName(n); wrong != "" {
			complaints = append(complaints, wrong)
		}
	}
	for _, code := range d.code {
		complaints = append(complaints, known.check(code)...)
	}
	return complaints
}

// trackedDocuments returns the Markdown files that are committed or about to be.
func trackedDocuments() ([]string, error) {
	output, err := exec.Command("git", "ls-files", "--cached", "--others", "--exclude-standard", "*.md").Output()
	if err != nil {
		return nil, fmt.Errorf("git ls-files: %w", err)
	}
	return strings.Fields(string(output)), nil
}
