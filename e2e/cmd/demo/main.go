// Command demo starts a Mattermost, installs the plugin, types /blizz as alice, and prints the invitation that bob
// reads.
package main

import (
	"context"
	"flag"
	"fmt"
	"maps"
	"slices"
	"strings"

	"mattermost-plugin-blizz/e2e/environment"
	"mattermost-plugin-blizz/e2e/mattermost"
)

const command = "/blizz m12-345-678 Sprint review"

func main() {
	progress := environment.Progress()
	options := environment.Options{Progress: progress}
	flag.StringVar(&options.Bundle, "bundle", "", "the plugin's bundle, a `file` (default the newest in dist)")
	flag.Parse()

	environment.Main(options, func(ctx context.Context, s *environment.Environment) error {
		progress("alice types " + command)
		answer, err := s.Alice.Type(ctx, mattermost.Place{Channel: s.TownSquare}, command)
		if err != nil {
			return err
		}
		post, _, err := s.Bob.GetPost(ctx, answer.Id, "")
		if err != nil {
			return fmt.Errorf("no invitation was posted; alice was told %q", answer.Message)
		}
		author, _, err := s.Bob.GetUser(ctx, post.UserId, "")
		if err != nil {
			return err
		}
		progress("bob reads in " + s.TownSquare.DisplayName)

		fmt.Printf("\n  %s: %s\n\n", author.Username, strings.ReplaceAll(post.Message, "\n", "\n  "))
		fmt.Printf("  type %s, props\n", post.Type)
		for _, name := range slices.Sorted(maps.Keys(post.GetProps())) {
			fmt.Printf("    %-16s %v\n", name, post.GetProp(name))
		}
		fmt.Println()
		return nil
	})
}
