// Command server is the plugin's process. Mattermost starts it and calls the hooks of Plugin.
package main

import (
	"runtime/debug"

	"github.com/mattermost/mattermost/server/public/plugin"
)

// garbagePercent starts the garbage collector when the heap has grown by a fifth. The default is when it has doubled.
// The heap is small, so saving memory matters more than the collector's time.
const garbagePercent = 20

func main() {
	debug.SetGCPercent(garbagePercent)
	plugin.ClientMain(&Plugin{})
}
