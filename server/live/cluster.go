package live

import (
	"github.com/mattermost/mattermost/server/public/model"

	"mattermost-plugin-blizz/server/cluster"
)

// onEvent is the cluster event that tells other servers that a meeting has begun in a channel. Its data is the channel's
// ID.
const onEvent = "meeting_on"

// tellServers lets the other servers of the cluster know that something is on in a channel. The news may get lost: they
// look at what is on once a minute.
func (l *Live) tellServers(channelID string) {
	if err := cluster.Tell(l.API, onEvent, []byte(channelID)); err != nil {
		l.API.LogWarn("Failed to tell other servers that a meeting is on; they will notice within a minute",
			"error", err.Error(), "channel_id", channelID)
	}
}

// OnClusterEvent takes what another server of the cluster has told. It ignores events of other parts of the plugin.
func (l *Live) OnClusterEvent(event model.PluginClusterEvent) {
	if channelID := string(event.Data); event.Id == onEvent && model.IsValidId(channelID) {
		l.know(channelID, true)
	}
}
