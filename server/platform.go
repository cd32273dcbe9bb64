package main

import "github.com/mattermost/mattermost/server/public/plugin"

// platform is the plugin API, with an answer from the loaded configuration. Mattermost would copy its whole
// configuration for each question.
type platform struct {
	plugin.API

	configuration *configuration
}

// RestrictsDirectMessages tells whether people without a common team may not write to each other.
func (p platform) RestrictsDirectMessages() bool { return p.configuration.isRestricted() }
