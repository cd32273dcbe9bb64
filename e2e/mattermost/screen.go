package mattermost

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/mattermost/mattermost/server/public/model"
)

// A screen shows what the server sends to a person.
type screen struct {
	*model.WebSocketClient
}

// openScreen opens a screen and waits until the server knows it.
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
