package main

import (
	"context"
	"errors"
	"time"

	"mattermost-plugin-blizz/e2e/cmd/bench/figures"
	"mattermost-plugin-blizz/e2e/mattermost"
	"mattermost-plugin-blizz/e2e/users"
)

const (
	// rest is the time for a plugin to release memory.
	rest = 10 * time.Second
	// glance is the time between two measurements of memory during a load.
	glance = 200 * time.Millisecond
	// refusers is the number of people who type refused commands at once.
	refusers = 50
)

// memoryNow returns the plugins' present memory.
func memoryNow(moment string) (figures.Moment, error) {
	memory, err := resident()
	return figures.Moment{Name: moment, Blizz: memory[blizzPlugin], Empty: memory[emptyPlugin]}, err
}

// memoryDuring returns the plugins' highest memory while a function runs.
func memoryDuring(moment string, what func()) (figures.Moment, error) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		what()
	}()
	most := figures.Moment{Name: moment}
	for {
		now, err := memoryNow(moment)
		if err != nil {
			<-done
			return most, err
		}
		most.Blizz, most.Empty = max(most.Blizz, now.Blizz), max(most.Empty, now.Empty)
		select {
		case <-done:
			return most, nil
		case <-time.After(glance):
		}
	}
}

// memoryAfter returns the plugins' memory after a rest.
func memoryAfter(moment string) (figures.Moment, error) {
	time.Sleep(rest)
	return memoryNow(moment)
}

// refuse makes the plugin refuse that many commands.
func (s *site) refuse(ctx context.Context, commands int) error {
	result := users.Run(ctx, s.people[:refusers], commands, func(ctx context.Context, who *mattermost.Person, _ int) error {
		err := s.refused().run(ctx, who)
		switch {
		case err == nil:
			return errors.New("a command that should be refused was not")
		case !errors.As(err, &refusedError{}):
			return err
		}
		return nil
	})
	if len(result.Failures) > 0 {
		return result.Failures[0].Err
	}
	return nil
}
