// Command mattermost is the Mattermost server's team edition. The server's own main also imports the enterprise parts.
// Their modules are private, so go mod tidy would fail.
package main

import (
	"os"

	"github.com/mattermost/mattermost/server/v8/cmd/mattermost/commands"

	_ "github.com/mattermost/mattermost/server/v8/channels/app/slashcommands" // /me, /join and others
)

func main() {
	if err := commands.Run(os.Args[1:]); err != nil {
		os.Exit(1)
	}
}
