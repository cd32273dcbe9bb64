package main

import (
	"context"
	"fmt"
	"time"

	"mattermost-plugin-blizz/e2e/cmd/bench/figures"
)

// activationRounds is the number of times each plugin is enabled.
const activationRounds = 11

// activation enables the plugins in turn, and measures the time to the first answer.
func (s *site) activation(ctx context.Context) (figures.Activation, error) {
	var blizz, empty []float64
	for range activationRounds {
		took, err := s.activate(ctx, s.Plugin.Id, s.blizz())
		if err != nil {
			return figures.Activation{}, err
		}
		blizz = append(blizz, figures.Milliseconds(took))
		if took, err = s.activate(ctx, "empty", s.empty()); err != nil {
			return figures.Activation{}, err
		}
		empty = append(empty, figures.Milliseconds(took))
	}
	return figures.Activation{Rounds: activationRounds, Blizz: figures.Median(blizz), Empty: figures.Median(empty)}, nil
}

func (s *site) activate(ctx context.Context, plugin string, first candidate) (time.Duration, error) {
	if err := s.disable(ctx, plugin); err != nil {
		return 0, err
	}
	who := s.people[0]
	if first.run(ctx, who) == nil {
		return 0, fmt.Errorf("%s answers although it is disabled", plugin)
	}
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	began := time.Now()
	if err := s.enable(ctx, plugin); err != nil {
		return 0, err
	}
	for {
		err := first.run(ctx, who)
		if err == nil {
			return time.Since(began), nil
		}
		if ctx.Err() != nil {
			return 0, fmt.Errorf("%s does not answer: %w", plugin, err)
		}
		time.Sleep(time.Millisecond)
	}
}
