// Command serve starts a Mattermost with the plugin for the browser tests. It prints the server's place as a line of
// JSON, and runs until its input ends.
package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"

	"mattermost-plugin-blizz/e2e/bundle"
	"mattermost-plugin-blizz/e2e/environment"
)

// A place is what the browser tests need to use the server.
type place struct {
	URL      string   `json:"url"`
	Team     string   `json:"team"`
	People   []string `json:"people"`   // the first one is the administrator
	Password string   `json:"password"` // the same for all
}

func main() {
	options := environment.Options{
		Progress: func(line string) { fmt.Fprintln(os.Stderr, line) },
		Environment: []string{
			// Plugins handle a pasted link only if link previews are on. Fetching the link itself must fail at once.
			"MM_SERVICESETTINGS_ENABLELINKPREVIEWS=true",
			"HTTP_PROXY=http://127.0.0.1:1",
			"HTTPS_PROXY=http://127.0.0.1:1",
		},
	}
	flag.StringVar(&options.Client, "client", "web/dist", "the web client, a `folder` with root.html")
	flag.Parse()

	var err error
	if options.Bundle, err = bundle.Blizz(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}

	environment.Main(options, func(ctx context.Context, s *environment.Environment) error {
		err := json.NewEncoder(os.Stdout).Encode(place{
			URL:      s.Server.URL,
			Team:     s.Team.Name,
			People:   []string{s.Admin.User.Username, s.Alice.User.Username, s.Bob.User.Username, s.Carol.User.Username},
			Password: s.Password,
		})
		if err != nil {
			return err
		}
		ended := make(chan error, 1)
		go func() {
			_, err := io.Copy(io.Discard, os.Stdin)
			ended <- err
		}()
		select {
		case err := <-ended:
			return err
		case <-ctx.Done():
			return nil
		}
	})
}
