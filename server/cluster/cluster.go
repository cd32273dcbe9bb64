// Package cluster passes news between the servers of a Mattermost cluster.
package cluster

import "github.com/mattermost/mattermost/server/public/model"

// API holds the calls of Mattermost's that this package makes.
type API interface {
	PublishPluginClusterEvent(event model.PluginClusterEvent, options model.PluginClusterEventSendOptions) error
}

// Tell sends an event to this plugin on the other servers of the cluster, where OnPluginClusterEvent receives it. An event
// may get lost, so the receivers must find out within a minute without it.
func Tell(api API, eventID string, data []byte) error {
	return api.PublishPluginClusterEvent(
		model.PluginClusterEvent{Id: eventID, Data: data},
		model.PluginClusterEventSendOptions{SendType: model.PluginClusterEventSendTypeReliable},
	)
}
