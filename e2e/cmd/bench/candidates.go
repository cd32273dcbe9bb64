package main

import (
	"context"
	"fmt"
	"net/http"
	"sync/atomic"
	"time"

	"github.com/mattermost/mattermost/server/public/model"

	"mattermost-plugin-blizz/e2e/cmd/bench/figures"
	"mattermost-plugin-blizz/e2e/mattermost"
)

// candidate is one way to post in a person's channel, compared with others.
type candidate struct {
	name string
	run  func(ctx context.Context, who *mattermost.Person) error
}

func (s *site) command(name, text string) candidate {
	return candidate{name, func(ctx context.Context, who *mattermost.Person) error {
		return execute(ctx, who, s.homeOf[who.User.Id], text)
	}}
}

func (s *site) me() candidate    { return s.command("`/me`, Mattermost's own", "/me waves") }
func (s *site) empty() candidate { return s.command(figures.Empty, "/empty") }
func (s *site) blizz() candidate { return s.command(figures.Blizz, "/blizz m12-345-678") }
func (s *site) topic() candidate {
	return s.command(figures.Blizz+" and a topic", "/blizz m12-345-678 Sprint review")
}
func (s *site) bare() candidate {
	return s.command("`/blizz` alone, from the channel's room", "/blizz")
}
func (s *site) refused() candidate { return s.command("a refused `/blizz`", "/blizz m12-34") }
func (s *site) custom() candidate {
	return s.command("a custom slash command on loopback", "/"+s.customTrigger)
}

func (s *site) restPost() candidate {
	return candidate{"a post over REST", func(ctx context.Context, who *mattermost.Person) error {
		_, _, err := who.CreatePost(ctx, &model.Post{ChannelId: s.homeOf[who.User.Id].Id, Message: "hello"})
		return err
	}}
}

func (s *site) invitations() candidate {
	return candidate{"`POST /invitations`", func(ctx context.Context, who *mattermost.Person) error {
		return invite(ctx, who, s.homeOf[who.User.Id], time.Time{})
	}}
}

// scheduled plans each meeting for another minute.
func (s *site) scheduled() candidate {
	var planned atomic.Int64
	return candidate{figures.Blizz + " `--at` a time", func(ctx context.Context, who *mattermost.Person) error {
		start := time.Now().UTC().AddDate(0, 0, 1).Add(time.Duration(planned.Add(1)) * time.Minute)
		return execute(ctx, who, s.homeOf[who.User.Id], "/blizz m12-345-678 --at "+start.Format("2006-01-02 15:04"))
	}}
}

func (s *site) autocomplete() candidate {
	return candidate{"the autocomplete list after `/blizz`", func(ctx context.Context, who *mattermost.Person) error {
		_, _, err := who.ListCommandAutocompleteSuggestions(ctx, "/blizz ", s.Team.Id)
		return err
	}}
}

func execute(ctx context.Context, who *mattermost.Person, channel *model.Channel, command string) error {
	answer, _, err := who.ExecuteCommand(ctx, channel.Id, command)
	if err != nil {
		return fmt.Errorf("%s: %w", command, err)
	}
	if answer.ResponseType == model.CommandResponseTypeEphemeral {
		return refusedError{command, answer.Text}
	}
	return nil
}

// refusedError is the answer to a refused command.
type refusedError struct{ command, answer string }

func (e refusedError) Error() string { return fmt.Sprintf("%s was refused: %s", e.command, e.answer) }

// invite posts an invitation over the plugin's route. A zero start means now.
func invite(ctx context.Context, who *mattermost.Person, channel *model.Channel, start time.Time) error {
	content := map[string]any{"channel_id": channel.Id, "meeting": "m12-345-678"}
	if !start.IsZero() {
		content["starts_at"] = start.UnixMilli()
	}
	answer, err := who.Call(ctx, http.MethodPost, "/invitations", content)
	if err == nil && answer.Status != http.StatusCreated {
		err = fmt.Errorf("POST /invitations: %d: %s", answer.Status, answer.Body)
	}
	return err
}
