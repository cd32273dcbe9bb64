// Package environment starts a real Mattermost with its own PostgreSQL, people, and the plugin.
package environment

import (
	"context"
	"crypto/rand"
	"fmt"
	"os"
	"path/filepath"

	"github.com/mattermost/mattermost/server/public/model"

	"mattermost-plugin-blizz/e2e/bundle"
	"mattermost-plugin-blizz/e2e/cleanup"
	"mattermost-plugin-blizz/e2e/mattermost"
	"mattermost-plugin-blizz/e2e/postgres"
)

// Options describe an environment.
type Options struct {
	Bundle      string       // the plugin's bundle, a file; if empty, bundle.Blizz finds it
	Client      string       // folder of the web client, with root.html; empty for none
	Environment []string     // further settings of the server, as MM_…=…
	Progress    func(string) // called before each step with a short text
}

// Environment is a Mattermost with people. All people have the same password, a random one: the administrator's
// password lets its owner run programs on this machine.
type Environment struct {
	Server   *mattermost.Server
	Database *postgres.Database
	Bundle   string // the plugin's bundle, a file
	Plugin   *model.Manifest
	Password string

	Admin *mattermost.Person // English
	Alice *mattermost.Person // English
	Bob   *mattermost.Person // German
	Carol *mattermost.Person // English

	Team       *model.Team
	TownSquare *model.Channel // public, with everybody in it
}

// Start starts an environment, and registers all of it with the cleaner.
func Start(ctx context.Context, cleaner *cleanup.Cleaner, options Options) (*Environment, error) {
	if err := options.complete(); err != nil {
		return nil, err
	}

	options.Progress("starting PostgreSQL")
	database, err := postgres.Open(ctx, cleaner)
	if err != nil {
		return nil, fmt.Errorf("PostgreSQL: %w", err)
	}

	options.Progress("building Mattermost (the first time takes minutes)")
	program, err := mattermost.Install(ctx)
	if err != nil {
		return nil, err
	}

	options.Progress("starting Mattermost, with " + database.Origin)
	server, err := mattermost.Start(ctx, mattermost.Options{
		Cleaner:     cleaner,
		Program:     program,
		DSN:         database.DSN,
		Client:      options.Client,
		Environment: options.Environment,
	})
	if err != nil {
		return nil, err
	}

	options.Progress("inviting people")
	s := &Environment{Server: server, Database: database, Bundle: options.Bundle, Password: rand.Text()}
	if err := s.seed(ctx); err != nil {
		return nil, err
	}

	options.Progress("installing " + options.Bundle)
	if s.Plugin, err = s.Admin.InstallPlugin(ctx, options.Bundle); err != nil {
		return nil, fmt.Errorf("%w\n%s", err, server.LogTail())
	}
	return s, nil
}

// complete finds the bundle. It finds out what is missing before minutes are spent.
func (o *Options) complete() error {
	if o.Bundle == "" {
		found, err := bundle.Blizz()
		if err != nil {
			return err
		}
		o.Bundle = found
	}
	if _, err := os.Stat(o.Bundle); err != nil {
		return fmt.Errorf("the plugin's bundle: %w", err)
	}
	if o.Client == "" {
		return nil
	}
	if _, err := os.Stat(filepath.Join(o.Client, "root.html")); err != nil {
		return fmt.Errorf("the web client: %w", err)
	}
	return nil
}

// seed makes the people, their team and its first channel.
func (s *Environment) seed(ctx context.Context) error {
	people := []struct {
		person **mattermost.Person
		name   string
		locale string
	}{
		{&s.Admin, "sysadmin", "en"}, // the first one is the administrator
		{&s.Alice, "alice", "en"},
		{&s.Bob, "bob", "de"},
		{&s.Carol, "carol", "en"},
	}
	for _, p := range people {
		var err error
		if *p.person, err = s.Server.SignUp(ctx, p.name, p.locale, s.Password); err != nil {
			return err
		}
	}

	var err error
	s.Team, _, err = s.Admin.CreateTeam(ctx, &model.Team{Name: "acme", DisplayName: "Acme", Type: model.TeamOpen})
	if err != nil {
		return fmt.Errorf("making the team: %w", err)
	}
	for _, p := range people {
		if _, _, err := s.Admin.AddTeamMember(ctx, s.Team.Id, (*p.person).User.Id); err != nil {
			return fmt.Errorf("adding %s to the team: %w", p.name, err)
		}
	}
	s.TownSquare, _, err = s.Admin.GetChannelByName(ctx, model.DefaultChannelName, s.Team.Id, "")
	if err != nil {
		return fmt.Errorf("finding town-square: %w", err)
	}
	return nil
}
