package main

import (
	"context"
	"math/rand/v2"
	"time"

	"mattermost-plugin-blizz/e2e/cmd/bench/figures"
)

// compareInTurn lets the candidates run one at a time, in another order each round. Each round uses other people for
// each candidate, so that the server's caches favour none.
func (s *site) compareInTurn(ctx context.Context, rounds int, candidates ...candidate) ([]figures.Latency, error) {
	warmUp := rounds / 10
	times := make([][]time.Duration, len(candidates))
	for round := range warmUp + rounds {
		for _, i := range rand.Perm(len(candidates)) {
			who := s.people[(i+round*len(candidates))%len(s.people)]
			began := time.Now()
			if err := candidates[i].run(ctx, who); err != nil {
				return nil, err
			}
			if round >= warmUp {
				times[i] = append(times[i], time.Since(began))
			}
		}
	}
	latencies := make([]figures.Latency, len(candidates))
	for i, c := range candidates {
		latencies[i] = figures.LatencyOf(c.name, times[i])
	}
	return latencies, nil
}
