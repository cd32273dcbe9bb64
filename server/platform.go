package main

import "github.com/mattermost/mattermost/server/public/plugin"

// platform is the plugin API with what is known of the configuration already: Mattermost copies the whole configuration for
// whoever asks for it.
type platform struct {
	plugin.API

	configuration *configuration
}

// RestrictsDirectMessages tells whether only people of a team may write to each other.
func (p platform) RestrictsDirectMessages() bool { return p.configuration.isRestricted() }
