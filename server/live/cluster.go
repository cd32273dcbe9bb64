package live

import (
	"github.com/mattermost/mattermost/server/public/model"

	"mattermost-plugin-blizz/server/cluster"
)

// onEvent is the cluster event that tells other servers that a meeting has begun in a channel. Its data is the
// channel's ID.
const onEvent = "meeting_on"

// tellServers tells the other servers of the cluster that a meeting is on in a channel. If the event is lost, they find
// the meeting within a minute.
func (l *Live) tellServers(channelID string) {
	if err := cluster.Tell(l.API, onEvent, []byte(channelID)); err != nil {
		l.API.LogWarn("Failed to tell other servers that a meeting is on; they will notice within a minute",
			"error", err.Error(), "channel_id", channelID)
	}
}

// OnClusterEvent handles an event from another server of the cluster. It ignores events of other parts of the plugin.
func (l *Live) OnClusterEvent(event model.PluginClusterEvent) {
	if channelID := string(event.Data); event.Id == onEvent && model.IsValidId(channelID) {
		l.setActive(channelID, true)
	}
}
