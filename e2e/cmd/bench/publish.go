package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"mattermost-plugin-blizz/e2e/cmd/bench/figures"
)

func resultsFile(repository string) string {
	return filepath.Join(repository, "docs", "benchmarks.json")
}

func readBudget(repository string) (figures.Budget, error) {
	return figures.ReadBudget(filepath.Join(repository, "e2e", "budget.json"))
}

// publish stores the figures, and writes and prints their document.
func publish(repository string, found figures.Figures) error {
	if err := found.Write(resultsFile(repository)); err != nil {
		return err
	}
	return rewrite(repository)
}

// rewrite writes and prints the document of the stored figures.
func rewrite(repository string) error {
	found, err := figures.Read(resultsFile(repository))
	if err != nil {
		return err
	}
	budget, err := readBudget(repository)
	if err != nil {
		return err
	}
	document, err := figures.Document(found, budget)
	if err != nil {
		return err
	}
	fmt.Print(document)
	return os.WriteFile(filepath.Join(repository, "docs", "benchmarks.md"), []byte(document), 0o644)
}

// hold prints a budget and its figures. The error names the exceeded ceilings.
func hold(budget figures.Budget, held figures.Held) error {
	fmt.Println(strings.Join(budget.Lines(held), "\n"))
	if exceeded := budget.Exceeded(held); len(exceeded) > 0 {
		return errors.New("the budget is exceeded:\n" + strings.Join(exceeded, "\n"))
	}
	return nil
}
