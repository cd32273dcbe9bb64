package mattermost

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/mattermost/mattermost/server/public/model"
)

// answerTime is how long a command's answer may take to show up.
const answerTime = 20 * time.Second

// Place is where somebody types: a channel, or a thread in it.
type Place struct {
	Channel *model.Channel
	TeamID  string // the team on the screen beside direct and group messages
	RootID  string // empty outside threads
}

// Type types a slash command and returns the first post that shows up or
// changes there for this person: a post that all can see, or an ephemeral one.
func (p *Person) Type(ctx context.Context, place Place, command string) (*model.Post, error) {
	ctx, cancel := context.WithTimeout(ctx, answerTime)
	defer cancel()
	screen, err := p.openScreen(ctx)
	if err != nil {
		return nil, err
	}
	defer screen.Close()

	started := model.GetMillis()
	arguments := &model.CommandArgs{
		ChannelId: place.Channel.Id,
		TeamId:    place.TeamID,
		RootId:    place.RootID,
		Command:   command,
	}
	response, err := p.DoAPIPostJSON(ctx, "/commands/execute", arguments)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()

	for {
		event, err := screen.next(ctx)
		if err != nil {
			return nil, fmt.Errorf("waiting for the answer to %q: %w", command, err)
		}
		post, err := postOf(event)
		if err != nil {
			return nil, err
		}
		if post != nil && post.ChannelId == place.Channel.Id && max(post.CreateAt, post.UpdateAt) >= started {
			return post, nil
		}
	}
}

// postEvents are the events that bring a post.
var postEvents = []model.WebsocketEventType{
	model.WebsocketEventPosted,
	model.WebsocketEventPostEdited,
	model.WebsocketEventEphemeralMessage,
}

// postOf returns the post that an event shows, or nil for an event of another
// kind.
func postOf(event *model.WebSocketEvent) (*model.Post, error) {
	if !slices.Contains(postEvents, event.EventType()) {
		return nil, nil
	}
	text, _ := event.GetData()["post"].(string)
	var post model.Post
	if err := json.Unmarshal([]byte(text), &post); err != nil {
		return nil, fmt.Errorf("reading a post from the websocket: %w", err)
	}
	return &post, nil
}

// A screen shows what the server sends to a person.
type screen struct {
	*model.WebSocketClient
}

// openScreen opens a screen and waits until the server has taken notice.
func (p *Person) openScreen(ctx context.Context) (*screen, error) {
	address := strings.Replace(p.URL, "http", "ws", 1)
	socket, err := model.NewWebSocketClient4(address, p.AuthToken)
	if err != nil {
		return nil, fmt.Errorf("opening a websocket: %w", err)
	}
	socket.Listen()
	s := &screen{socket}
	for {
		event, err := s.next(ctx)
		if err != nil {
			s.Close()
			return nil, fmt.Errorf("opening a websocket: %w", err)
		}
		if event.EventType() == model.WebsocketEventHello {
			return s, nil
		}
	}
}

func (s *screen) next(ctx context.Context) (*model.WebSocketEvent, error) {
	select {
	case event, open := <-s.EventChannel:
		if !open {
			return nil, errors.New("the server closed the connection")
		}
		return event, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}
