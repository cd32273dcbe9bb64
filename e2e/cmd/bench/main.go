// Command bench measures, on a real server, what the plugin costs beside Mattermost's own commands, an empty plugin and
// the custom slash command that it replaces. All contenders take turns in one run, so that whatever else the machine
// does hits them alike.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"

	"mattermost-plugin-blizz/e2e/bundle"
	"mattermost-plugin-blizz/e2e/stage"
)

func main() {
	progress := stage.Progress()
	options := stage.Options{Progress: progress, Environment: []string{
		// What administrators had to open for the custom slash command.
		"MM_SERVICESETTINGS_ALLOWEDUNTRUSTEDINTERNALCONNECTIONS=127.0.0.1",
	}}
	flag.StringVar(&options.Bundle, "bundle", "", "the plugin's bundle, a `file` (default the newest in dist)")
	rounds := flag.Int("n", 500, "how many rounds are counted, after a tenth of that to warm up")
	flag.Parse()

	stage.Main(options, func(ctx context.Context, s *stage.Stage) error {
		if err := installEmpty(ctx, s); err != nil {
			return err
		}
		contenders, err := contenders(ctx, s)
		if err != nil {
			return err
		}
		progress(fmt.Sprintf("measuring %d rounds of %d contenders", *rounds, len(contenders)))
		if err := race(ctx, contenders, *rounds); err != nil {
			return err
		}
		report(contenders)
		return reportSizes()
	})
}

// installEmpty installs the plugin that everything is measured against.
func installEmpty(ctx context.Context, s *stage.Stage) error {
	dir, err := os.MkdirTemp("", "blizz-bench")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	packed, err := bundle.Empty(dir)
	if err != nil {
		return err
	}
	_, err = s.Admin.InstallPlugin(ctx, packed)
	return err
}
