package main

import (
	"context"
	"fmt"

	"mattermost-plugin-blizz/e2e/cmd/bench/figures"
)

// Numbers of acts in a short run. It measures only /blizz and the empty plugin, so it has time for more acts of these.
const (
	shortRounds = 1500
	shortActs   = 2500
	attempts    = 3
)

// holdBudget measures the figures that have a short ceiling. If one is exceeded, it measures again: a figure that
// another program made slow will be within the budget then.
func (r *run) holdBudget(ctx context.Context) error {
	budget, err := readBudget(r.repository)
	if err != nil {
		return err
	}
	budget = budget.Short()
	size, err := sizes(r.Bundle)
	if err != nil {
		return err
	}
	held := figures.Figures{Sizes: size}.Held()
	for _, part := range []func(context.Context) (figures.Figures, error){r.shortRace, r.shortLoad, r.shortFurther} {
		for range attempts {
			r.progress("measuring")
			found, err := part(ctx)
			if err != nil {
				return err
			}
			held = held.Lower(found.Held())
			if len(budget.Of(found.Held()).Exceeded(held)) == 0 {
				break
			}
		}
	}
	return hold(budget, held)
}

func (r *run) shortRace(ctx context.Context) (found figures.Figures, err error) {
	found.Alone, err = r.compareInTurn(ctx, shortRounds, r.empty(), r.blizz())
	return found, err
}

func (r *run) shortFurther(ctx context.Context) (found figures.Figures, err error) {
	found.Further, err = r.further(ctx, shortRounds)
	return found, err
}

// shortLoad also measures memory.
func (r *run) shortLoad(ctx context.Context) (found figures.Figures, err error) {
	before, err := memoryAfter("before the load")
	if err != nil {
		return found, err
	}
	comparison := r.compareAtOnce(ctx, userCount, shortActs, r.blizz())
	if comparison.Failures > 0 {
		return found, fmt.Errorf("%d commands failed under load", comparison.Failures)
	}
	after, err := memoryAfter("after the load")
	return figures.Figures{
		Load:   []figures.Load{{People: userCount, Comparisons: []figures.Comparison{comparison}}},
		Memory: figures.Memory{Moments: []figures.Moment{before, after}},
	}, err
}
