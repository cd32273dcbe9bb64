// Command doccheck compares the documents with the tree. In every Markdown file of the repository, it checks that
//
//   - the targets of links exist, with the named heading;
//   - files in code spans exist;
//   - names that a document finds in a file are in it;
//   - the named make targets, subcommands and flags of /blizz, and settings of Mattermost exist.
//
// It also checks that README.md or a guide in docs names each subcommand, flag and setting of the plugin, and that the
// tables in the administrator's guide explain exactly the messages that the plugin logs.
//
// It does not follow links to other sites, so it needs no network.
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

// check returns a line for each error.
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

// checkDocument returns the errors in one document.
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

// trackedDocuments returns the Markdown files that are committed, or new and not ignored.
func trackedDocuments() ([]string, error) {
	output, err := exec.Command("git", "ls-files", "--cached", "--others", "--exclude-standard", "*.md").Output()
	if err != nil {
		return nil, fmt.Errorf("git ls-files: %w", err)
	}
	return strings.Fields(string(output)), nil
}
