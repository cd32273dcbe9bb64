// Command bench measures on a real server what the plugin costs, compared with Mattermost's own commands, an empty
// plugin, and the custom slash command that it replaces.
//
// It writes docs/benchmarks.json and docs/benchmarks.md, and fails if e2e/budget.json is exceeded. With -planned it
// measures only planned invitations, and writes these results. With -short it measures only the figures that have short
// ceilings, and writes nothing. With -document it measures nothing and writes docs/benchmarks.md again, after a change
// of its text or of the budget.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"mattermost-plugin-blizz/e2e/cmd/bench/figures"
	"mattermost-plugin-blizz/e2e/environment"
)

func main() {
	options := environment.Options{Progress: environment.Progress(), Environment: []string{fromLoopback}}
	flag.StringVar(&options.Bundle, "bundle", "", "the plugin's bundle, a `file` (default the newest in dist)")
	repository := flag.String("C", "..", "the repository, a `folder`")
	short := flag.Bool("short", false, "hold the budget, as a short run can")
	planned := flag.Bool("planned", false, "measure planned invitations")
	anew := flag.Bool("document", false, "measure nothing: write the document anew")
	flag.Parse()
	if *anew {
		if err := rewrite(*repository); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	if !*short && !*planned {
		options.Client = filepath.Join(*repository, "e2e", "web", "dist")
	}

	environment.Main(options, func(ctx context.Context, s *environment.Environment) error {
		options.Progress("gathering people")
		prepared, err := prepare(ctx, s)
		if err != nil {
			return err
		}
		run := &run{site: prepared, repository: *repository, progress: options.Progress}
		switch {
		case *short:
			return run.holdBudget(ctx)
		case *planned:
			return run.measurePlanned(ctx)
		default:
			return run.measure(ctx)
		}
	})
}

// run is one run of this program.
type run struct {
	*site
	repository string // the repository's folder
	progress   func(string)
}

// measure measures all but planned invitations. It keeps the former results of these.
func (r *run) measure(ctx context.Context) error {
	found, err := r.everything(ctx)
	if err != nil {
		return err
	}
	former, err := figures.Read(resultsFile(r.repository))
	if err != nil {
		return err
	}
	found.Planned = former.Planned
	if err := publish(r.repository, found); err != nil {
		return err
	}
	budget, err := readBudget(r.repository)
	if err != nil {
		return err
	}
	return hold(budget, found.Held())
}

// measurePlanned measures planned invitations. It keeps all other results.
func (r *run) measurePlanned(ctx context.Context) error {
	planned, err := r.planned(ctx, r.progress)
	if err != nil {
		return err
	}
	found, err := figures.Read(resultsFile(r.repository))
	if err != nil {
		return err
	}
	found.Planned = planned
	return publish(r.repository, found)
}
