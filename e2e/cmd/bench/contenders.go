package main

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"time"

	"github.com/mattermost/mattermost/server/public/model"

	"mattermost-plugin-blizz/e2e/mattermost"
	"mattermost-plugin-blizz/e2e/stage"
)

// contender is one way to say something in a channel.
type contender struct {
	name  string
	run   func(ctx context.Context) error
	times []time.Duration
}

// baseline is the name of the contender that the others are held against.
const baseline = "/empty (a plugin that does nothing)"

// contenders prepares the channels and lists who races. Each has a channel of its own, so that none is slowed down by
// another's posts.
func contenders(ctx context.Context, s *stage.Stage) ([]*contender, error) {
	custom, err := customCommand(ctx, s)
	if err != nil {
		return nil, err
	}
	room, err := newChannel(ctx, s, "room")
	if err != nil {
		return nil, err
	}
	if err := execute(ctx, s.Alice, room, "/blizz room channel m12-345-678"); err != nil {
		return nil, err
	}
	list := []*contender{}
	for _, command := range []struct {
		name, text string
		who        *mattermost.Person
	}{
		{"/me (Mattermost's own)", "/me waves", s.Alice},
		{baseline, "/empty", s.Alice},
		{"/blizz m12-345-678", "/blizz m12-345-678", s.Alice},
		// Another person: whoever invites to another meeting, or about something else, has it remembered.
		{"/blizz m12-345-678 Sprint review", "/blizz m12-345-678 Sprint review", s.Carol},
		{"custom slash command on loopback", "/" + custom, s.Alice},
	} {
		channel, err := newChannel(ctx, s, fmt.Sprintf("bench-%d", len(list)))
		if err != nil {
			return nil, err
		}
		list = append(list, &contender{name: command.name, run: func(ctx context.Context) error {
			return execute(ctx, command.who, channel, command.text)
		}})
	}
	posts, err := newChannel(ctx, s, "posts")
	if err != nil {
		return nil, err
	}
	return append(list,
		&contender{name: "/blizz alone, from the channel's room", run: func(ctx context.Context) error {
			return execute(ctx, s.Alice, room, "/blizz")
		}},
		&contender{name: "REST post", run: func(ctx context.Context) error {
			_, _, err := s.Alice.CreatePost(ctx, &model.Post{ChannelId: posts.Id, Message: "hello"})
			return err
		}},
		&contender{name: "POST /invitations", run: func(ctx context.Context) error {
			return invite(ctx, s.Alice, posts)
		}},
		&contender{name: "autocomplete after /blizz", run: func(ctx context.Context) error {
			_, _, err := s.Alice.ListCommandAutocompleteSuggestions(ctx, "/blizz ", s.Team.Id)
			return err
		}},
	), nil
}

// newChannel makes a channel with alice and carol in it.
func newChannel(ctx context.Context, s *stage.Stage, name string) (*model.Channel, error) {
	channel, _, err := s.Alice.CreateChannel(ctx, &model.Channel{TeamId: s.Team.Id, Name: name, DisplayName: name, Type: model.ChannelTypeOpen})
	if err != nil {
		return nil, fmt.Errorf("making the channel %s: %w", name, err)
	}
	if _, _, err := s.Alice.AddChannelMember(ctx, channel.Id, s.Carol.User.Id); err != nil {
		return nil, fmt.Errorf("adding carol to %s: %w", name, err)
	}
	return channel, nil
}

func execute(ctx context.Context, p *mattermost.Person, channel *model.Channel, command string) error {
	answer, _, err := p.ExecuteCommand(ctx, channel.Id, command)
	if err != nil {
		return fmt.Errorf("%s: %w", command, err)
	}
	if answer.ResponseType == model.CommandResponseTypeEphemeral {
		return fmt.Errorf("%s was refused: %s", command, answer.Text)
	}
	return nil
}

func invite(ctx context.Context, p *mattermost.Person, channel *model.Channel) error {
	body := strings.NewReader(fmt.Sprintf(`{"channel_id": %q, "meeting": "m12-345-678"}`, channel.Id))
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, p.URL+"/plugins/blizz/api/v1/invitations", body)
	if err != nil {
		return err
	}
	request.Header.Set(model.HeaderAuth, model.HeaderBearer+" "+p.AuthToken)
	response, err := p.HTTPClient.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusCreated {
		return fmt.Errorf("POST /invitations: %s", response.Status)
	}
	_, err = io.Copy(io.Discard, response.Body) // lets the connection be used again
	return err
}

// customCommand makes the custom slash command that this plugin replaces: a bare handler on loopback that answers with
// an invitation. It gives the command's trigger.
func customCommand(ctx context.Context, s *stage.Stage) (trigger string, err error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	server := &http.Server{ReadHeaderTimeout: time.Minute, Handler: http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		fmt.Fprint(w, `{"response_type": "in_channel", "text": "alice invites you to join [blizz Meeting m12-345-678](https://go.blizz.com/join/m12345678)"}`)
	})}
	go func() { _ = server.Serve(listener) }()
	context.AfterFunc(ctx, func() { _ = server.Close() })

	command, _, err := s.Admin.CreateCommand(ctx, &model.Command{
		TeamId: s.Team.Id, Trigger: "custom", Method: model.CommandMethodPost, URL: "http://" + listener.Addr().String(),
	})
	if err != nil {
		return "", fmt.Errorf("making the custom slash command: %w", err)
	}
	return command.Trigger, nil
}
