package main

import (
	"context"
	"fmt"

	"mattermost-plugin-blizz/e2e/cmd/bench/figures"
)

// Numbers of acts in a full run.
const (
	rounds    = 1000 // of one person
	loadActs  = 3000 // of each candidate
	blizzActs = 9000 // of the candidate that has a ceiling for its slowest percent
	refused   = 5000 // commands
)

// everything measures all but planned invitations. The parts that restart the plugins or need the whole machine come
// last.
func (r *run) everything(ctx context.Context) (found figures.Figures, err error) {
	if found.Setting, err = r.setting(ctx); err != nil {
		return found, err
	}
	if found.Sizes, err = sizes(r.Bundle); err != nil {
		return found, err
	}
	for _, part := range []struct {
		name    string
		measure func(context.Context, *figures.Figures) error
	}{
		{"one person", r.alone},
		{"many people at once", r.loads},
		{"refused commands", r.refusals},
		{"further services", r.withServices},
		{"activation", r.activations},
		{"the browser", r.browser},
	} {
		r.progress("measuring " + part.name)
		if err := part.measure(ctx, &found); err != nil {
			return found, fmt.Errorf("measuring %s: %w", part.name, err)
		}
	}
	return found, nil
}

func (r *run) alone(ctx context.Context, found *figures.Figures) (err error) {
	found.Alone, err = r.compareInTurn(ctx, rounds, r.empty(), r.blizz(), r.topic(), r.bare(), r.scheduled(),
		r.me(), r.restPost(), r.invitations(), r.custom(), r.autocomplete())
	return err
}

// loads measures the loads, and the memory before, during and after each.
func (r *run) loads(ctx context.Context, found *figures.Figures) error {
	before, err := memoryAfter("before the load")
	if err != nil {
		return err
	}
	found.Memory.Moments = append(found.Memory.Moments, before)
	for _, people := range []int{50, userCount} {
		load := figures.Load{People: people}
		during, err := memoryDuring(fmt.Sprintf("at most, while %d people act", people), func() {
			load.Comparisons = append(load.Comparisons, r.compareAtOnce(ctx, people, blizzActs, r.blizz()))
			for _, c := range []candidate{r.topic(), r.bare(), r.me(), r.restPost(), r.invitations(), r.custom()} {
				load.Comparisons = append(load.Comparisons, r.compareAtOnce(ctx, people, loadActs, c))
			}
		})
		found.Load = append(found.Load, load)
		if err != nil {
			return err
		}
		after, err := memoryAfter("10 seconds later")
		if err != nil {
			return err
		}
		found.Memory.Moments = append(found.Memory.Moments, during, after)
	}
	return nil
}

func (r *run) refusals(ctx context.Context, found *figures.Figures) error {
	if err := r.refuse(ctx, refused); err != nil {
		return err
	}
	after, err := memoryAfter(fmt.Sprintf("after %d refused commands", refused))
	found.Memory.Moments = append(found.Memory.Moments, after)
	return err
}

func (r *run) withServices(ctx context.Context, found *figures.Figures) (err error) {
	found.Further, err = r.further(ctx, rounds)
	return err
}

func (r *run) activations(ctx context.Context, found *figures.Figures) (err error) {
	found.Activation, err = r.activation(ctx)
	return err
}

func (r *run) browser(ctx context.Context, found *figures.Figures) (err error) {
	found.Cards, err = r.cards(ctx, r.repository)
	return err
}
