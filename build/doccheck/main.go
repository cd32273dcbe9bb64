// Command doccheck holds the documents against the tree. In every Markdown file that git knows, it checks that
//
//   - links lead to a file that is there, and to a heading in it;
//   - what is set as code and looks like a file of this project is there;
//   - make has the targets that are named, and /blizz the subcommands and flags.
//
// Links to other sites are not followed: the check needs no network.
package main

import (
	"fmt"
	"log"
	"os"
	"os/exec"
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
		d := documents[name]
		for _, link := range d.links {
			if wrong := checkLink(documents, name, link); wrong != "" {
				complaints = append(complaints, fmt.Sprintf("%s: the link to %s: %s", name, link, wrong))
			}
		}
		for _, code := range d.code {
			for _, wrong := range known.check(code) {
				complaints = append(complaints, name+": "+wrong)
			}
		}
	}
	return complaints, nil
}

// trackedDocuments are the Markdown files that are committed or about to be.
func trackedDocuments() ([]string, error) {
	output, err := exec.Command("git", "ls-files", "--cached", "--others", "--exclude-standard", "*.md").Output()
	if err != nil {
		return nil, fmt.Errorf("git ls-files: %w", err)
	}
	return strings.Fields(string(output)), nil
}
