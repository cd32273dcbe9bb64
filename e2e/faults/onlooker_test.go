package faults

import (
	"context"
	"encoding/json"
	"strings"
	"time"

	"github.com/mattermost/mattermost/server/public/model"

	"mattermost-plugin-blizz/e2e/mattermost"
)

// connectAgain is how long a client waits before it connects again.
const connectAgain = 300 * time.Millisecond

// onlooker is a person who keeps a channel open over the websocket, also while servers go down and come back, with the events
// of the channel. Read its fields only after look has returned.
type onlooker struct {
	who         *mattermost.Person
	channelID   string
	connections int
	all         int            // all events of the channel
	lives       int            // the events with the meetings that are on
	cards       map[string]int // how often each invitation arrived, by its post
}

// look keeps the channel open until the context ends.
func (o *onlooker) look(ctx context.Context) {
	for ctx.Err() == nil {
		socket, err := model.NewWebSocketClient4(strings.Replace(o.who.URL, "http", "ws", 1), o.who.AuthToken)
		if err == nil {
			o.connections++
			socket.Listen()
			o.listen(ctx, socket)
			socket.Close()
		}
		time.Sleep(connectAgain)
	}
}

// listen takes events until the connection breaks or the context ends.
func (o *onlooker) listen(ctx context.Context, socket *model.WebSocketClient) {
	for {
		select {
		case <-ctx.Done():
			return
		case event, ok := <-socket.EventChannel:
			if !ok {
				return
			}
			if event.GetBroadcast().ChannelId == o.channelID {
				o.take(event)
			}
		}
	}
}

func (o *onlooker) take(event *model.WebSocketEvent) {
	o.all++
	if event.EventType() == "custom_blizz_live" {
		o.lives++
	}
	if event.EventType() != model.WebsocketEventPosted {
		return
	}
	encoded, _ := event.GetData()["post"].(string)
	var post model.Post
	if json.Unmarshal([]byte(encoded), &post) == nil && post.Type == "custom_blizz" {
		o.cards[post.Id]++
	}
}
