package live

import (
	"github.com/mattermost/mattermost/server/public/model"
)

// Event is the websocket event that tells a channel which meetings are on in it. Clients know it as custom_blizz_live.
const Event = "live"

// OnNow is a meeting that is on, as clients see it.
type OnNow struct {
	ChannelID string `json:"channel_id"`
	PostID    string `json:"post_id"`
	// Since is when the first person joined, in milliseconds since 1970.
	Since int64 `json:"since"`
	// Joined are the IDs of the people who joined from here, in the order in which they did.
	Joined []string `json:"joined"`
}

// onNow is what clients see of a channel's meetings: the one that began last comes first.
func onNow(channelID string, stored state) []OnNow {
	list := []OnNow{}
	for _, m := range stored.on() {
		list = append(list, OnNow{ChannelID: channelID, PostID: m.PostID, Since: m.Since, Joined: append([]string{}, m.Joined...)})
	}
	return list
}

// tell tells the people in a channel which meetings are on in it: all of them each time, so that an event that is lost
// does no harm. The revision lets clients leave out an event that is late. Where the servers are no cluster, it may be too
// early: then follow tells.
func (l *Live) tell(channelID string, stored state) (isTold bool) {
	if !l.mayTell(channelID) {
		return false
	}
	// Mattermost passes only plain lists and maps to its own process.
	meetings := []any{}
	for _, m := range onNow(channelID, stored) {
		joined := make([]any, len(m.Joined))
		for i, userID := range m.Joined {
			joined[i] = userID
		}
		meetings = append(meetings, map[string]any{
			"channel_id": m.ChannelID, "post_id": m.PostID, "since": m.Since, "joined": joined,
		})
	}
	l.API.PublishWebSocketEvent(Event,
		map[string]any{"channel_id": channelID, "revision": stored.Revision, "live": meetings},
		&model.WebsocketBroadcast{ChannelId: channelID})
	return true
}
