// Command mattermost is the Mattermost server as its team edition has it: the
// server's own main also imports the enterprise parts, whose modules are
// private and would keep go mod tidy from working here.
package main

import (
	"os"

	"github.com/mattermost/mattermost/server/v8/cmd/mattermost/commands"

	_ "github.com/mattermost/mattermost/server/v8/channels/app/slashcommands" // /me, /join and the like
)

func main() {
	if err := commands.Run(os.Args[1:]); err != nil {
		os.Exit(1)
	}
}
