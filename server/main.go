// Command server is the plugin's process: Mattermost starts it and talks to it through the hooks of Plugin.
package main

import "github.com/mattermost/mattermost/server/public/plugin"

func main() {
	plugin.ClientMain(&Plugin{})
}
