package mattermost

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/mattermost/mattermost/server/public/model"
)

// answerTime limits the wait for a command's answer.
const answerTime = 20 * time.Second

// Place is a channel or a thread.
type Place struct {
	Channel *model.Channel
	TeamID  string // the team on the screen, for direct and group messages
	RootID  string // empty outside threads
}

// Type types a slash command. It returns the first post that appears or changes in the place for this person, which may
// be an ephemeral one. The error is a *DialogError if a dialog opens.
func (p *Person) Type(ctx context.Context, place Place, command string) (*model.Post, error) {
	ctx, cancel := context.WithTimeout(ctx, answerTime)
	defer cancel()
	watch, err := p.typeAndWatch(ctx, place, command)
	if err != nil {
		return nil, err
	}
	defer watch.screen.Close()
	post, err := watch.next(ctx)
	if err != nil {
		return nil, fmt.Errorf("waiting for the answer to %q: %w", command, err)
	}
	return post, nil
}

// TypeAndWait types a slash command. It returns all posts that appear or change in the place for this person, until
// none has come for a while.
func (p *Person) TypeAndWait(ctx context.Context, place Place, command string, while time.Duration) ([]*model.Post, error) {
	watch, err := p.typeAndWatch(ctx, place, command)
	if err != nil {
		return nil, err
	}
	defer watch.screen.Close()
	var posts []*model.Post
	for {
		quiet, cancel := context.WithTimeout(ctx, while)
		post, err := watch.next(quiet)
		cancel()
		if errors.Is(err, context.DeadlineExceeded) {
			return posts, nil
		}
		if err != nil {
			return nil, err
		}
		posts = append(posts, post)
	}
}

// watch opens a screen that will show the answer to a command.
type watch struct {
	screen  *screen
	channel string
	started int64
}

// typeAndWatch types a slash command, with the screen of watch.
func (p *Person) typeAndWatch(ctx context.Context, place Place, command string) (*watch, error) {
	screen, err := p.openScreen(ctx)
	if err != nil {
		return nil, err
	}
	w := &watch{screen: screen, channel: place.Channel.Id, started: model.GetMillis()}
	arguments := &model.CommandArgs{
		ChannelId: place.Channel.Id,
		TeamId:    place.TeamID,
		RootId:    place.RootID,
		Command:   command,
	}
	response, err := p.DoAPIPostJSON(ctx, "/commands/execute", arguments)
	if err != nil {
		screen.Close()
		return nil, err
	}
	defer response.Body.Close()
	return w, nil
}

// next waits for the next post in the channel.
func (w *watch) next(ctx context.Context) (*model.Post, error) {
	for {
		event, err := w.screen.next(ctx)
		if err != nil {
			return nil, err
		}
		post, err := postOf(event)
		if err != nil {
			return nil, err
		}
		if post != nil && post.ChannelId == w.channel && max(post.CreateAt, post.UpdateAt) >= w.started {
			return post, nil
		}
	}
}

// DialogError tells that a dialog has opened.
type DialogError struct{ model.OpenDialogRequest }

func (e *DialogError) Error() string {
	return fmt.Sprintf("a dialog opened: %q", e.Dialog.Title)
}

// postOf returns the post in an event, or nil. The error is a *DialogError for a dialog.
func postOf(event *model.WebSocketEvent) (*model.Post, error) {
	switch event.EventType() {
	case model.WebsocketEventPosted, model.WebsocketEventPostEdited, model.WebsocketEventEphemeralMessage:
		var post model.Post
		return &post, unpack(event, "post", &post)
	case model.WebsocketEventOpenDialog:
		var dialog DialogError
		return nil, errors.Join(unpack(event, "dialog", &dialog.OpenDialogRequest), &dialog)
	default:
		return nil, nil
	}
}

// unpack reads JSON from a text field of an event.
func unpack(event *model.WebSocketEvent, field string, into any) error {
	text, _ := event.GetData()[field].(string)
	if err := json.Unmarshal([]byte(text), into); err != nil {
		return fmt.Errorf("reading %s from the websocket: %w", field, err)
	}
	return nil
}
