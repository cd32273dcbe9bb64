package main

import (
	"context"
	"fmt"
	"os"

	"github.com/mattermost/mattermost/server/public/model"

	"mattermost-plugin-blizz/e2e/bundle"
	"mattermost-plugin-blizz/e2e/environment"
	"mattermost-plugin-blizz/e2e/mattermost"
	"mattermost-plugin-blizz/e2e/users"
)

const (
	// userCount is the number of people, homes the number of their channels.
	userCount = 200
	homes     = 40
)

// site is the place of the measurements: an environment with the empty plugin, many users, and channels.
type site struct {
	*environment.Environment
	people []*mattermost.Person
	// homes are the channels. Each has a room. All candidates run in the same channels.
	homes []*model.Channel
	// homeOf holds each person's channel, by the person's ID.
	homeOf map[string]*model.Channel
	// customTrigger is the trigger of the custom slash command that the plugin replaces.
	customTrigger string
}

func prepare(ctx context.Context, s *environment.Environment) (*site, error) {
	if err := installEmpty(ctx, s); err != nil {
		return nil, err
	}
	people, err := users.SignUp(ctx, s, userCount)
	if err != nil {
		return nil, err
	}
	prepared := &site{Environment: s, people: people, homeOf: map[string]*model.Channel{}}
	if err := prepared.settle(ctx); err != nil {
		return nil, err
	}
	prepared.customTrigger, err = customCommand(ctx, s)
	return prepared, err
}

// installEmpty installs the empty plugin.
func installEmpty(ctx context.Context, s *environment.Environment) error {
	dir, err := os.MkdirTemp("", "blizz-bench")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	packed, err := bundle.Empty(dir)
	if err != nil {
		return err
	}
	_, err = s.Admin.InstallPlugin(ctx, packed)
	return err
}

// settle makes the channels with their rooms, and adds the people.
func (s *site) settle(ctx context.Context) error {
	for i := range homes {
		name := fmt.Sprintf("home-%d", i)
		channel, _, err := s.Admin.CreateChannel(ctx, &model.Channel{TeamId: s.Team.Id, Name: name, DisplayName: name, Type: model.ChannelTypeOpen})
		if err != nil {
			return fmt.Errorf("making the channel %s: %w", name, err)
		}
		s.homes = append(s.homes, channel)
		answer, _, err := s.Admin.ExecuteCommand(ctx, channel.Id, "/blizz room channel m12-345-678")
		if err != nil {
			return fmt.Errorf("giving %s a room: %w: %v", name, err, answer)
		}
	}
	for i, person := range s.people {
		home := s.homes[i%homes]
		if _, _, err := s.Admin.AddChannelMember(ctx, home.Id, person.User.Id); err != nil {
			return fmt.Errorf("adding %s to %s: %w", person.User.Username, home.Name, err)
		}
		s.homeOf[person.User.Id] = home
	}
	return nil
}
