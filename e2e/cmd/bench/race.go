package main

import (
	"context"
	"math/rand/v2"
	"time"

	"mattermost-plugin-blizz/e2e/cmd/bench/figures"
)

// race lets the contenders run in turn, one at a time, in another order each round. Each has people of its own, so that
// none meets what another has the server remember of a person.
func (s *site) race(ctx context.Context, rounds int, contenders ...contender) ([]figures.Latency, error) {
	warmUp := rounds / 10
	times := make([][]time.Duration, len(contenders))
	for round := range warmUp + rounds {
		for _, i := range rand.Perm(len(contenders)) {
			who := s.people[(i+round*len(contenders))%len(s.people)]
			began := time.Now()
			if err := contenders[i].run(ctx, who); err != nil {
				return nil, err
			}
			if round >= warmUp {
				times[i] = append(times[i], time.Since(began))
			}
		}
	}
	latencies := make([]figures.Latency, len(contenders))
	for i, c := range contenders {
		latencies[i] = figures.LatencyOf(c.name, times[i])
	}
	return latencies, nil
}
