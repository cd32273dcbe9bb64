package live

import (
	"github.com/mattermost/mattermost/server/public/model"
)

// Event is the websocket event with a channel's meetings. Clients know it as custom_blizz_live.
const Event = "live"

// OnNow is a meeting that is on, as clients see it.
type OnNow struct {
	ChannelID string `json:"channel_id"`
	PostID    string `json:"post_id"`
	// Since is the time of the first join, in milliseconds since 1970.
	Since int64 `json:"since"`
	// Joined holds the IDs of the people who joined, in the order of their joins.
	Joined []string `json:"joined"`
}

// onNow returns a channel's meetings as clients see them. The one that began last comes first.
func onNow(channelID string, stored state) []OnNow {
	list := []OnNow{}
	for _, m := range stored.on() {
		list = append(list, OnNow{ChannelID: channelID, PostID: m.PostID, Since: m.Since, Joined: append([]string{}, m.Joined...)})
	}
	return list
}

// tell sends a channel's meetings to the people in the channel. It always sends all of them, so a lost event does no
// harm. With the revision, clients ignore a late event. Without a cluster, it may be too early to tell; follow does it
// later.
func (l *Live) tell(channelID string, stored state) (isAnnounced bool) {
	if !l.mayTell(channelID) {
		return false
	}
	// Mattermost's plugin calls carry only plain lists and maps.
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
