// Command server is the plugin's process: Mattermost starts it and talks to it through the hooks of Plugin.
package main

import (
	"runtime/debug"

	"github.com/mattermost/mattermost/server/public/plugin"
)

// garbagePercent lets the heap grow by a fifth, not to its double, before garbage is collected: there is so little on it
// that memory counts for more than the collector's time.
const garbagePercent = 20

func main() {
	debug.SetGCPercent(garbagePercent)
	plugin.ClientMain(&Plugin{})
}
