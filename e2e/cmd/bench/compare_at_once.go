package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"time"

	"mattermost-plugin-blizz/e2e/cmd/bench/figures"
	"mattermost-plugin-blizz/e2e/mattermost"
	"mattermost-plugin-blizz/e2e/users"
)

// longest limits the time of one comparison. Acts that have not begun by then are left out.
const longest = 2 * time.Minute

// compareAtOnce lets that many people act at once, each without pauses. Half of the acts are the candidate's and half
// the empty plugin's, mixed at random, so that both meet the same queues. A third candidate in the same load would
// spoil that: Blizz Meetings would have to answer two candidates, and the empty plugin only one.
func (s *site) compareAtOnce(ctx context.Context, people, acts int, c candidate) figures.Comparison {
	ctx, cancel := context.WithTimeout(ctx, longest)
	defer cancel()
	isCandidate := mixed(acts)
	times := make([]time.Duration, len(isCandidate))
	result := users.Run(ctx, s.people[:people], len(isCandidate), func(ctx context.Context, who *mattermost.Person, n int) error {
		run := s.empty().run
		if isCandidate[n] {
			run = c.run
		}
		began := time.Now()
		err := run(ctx, who)
		if err == nil {
			times[n] = time.Since(began)
		}
		return err
	})
	if len(result.Failures) > 0 {
		fmt.Fprintf(os.Stderr, "the first of %d failures: %v\n", len(result.Failures), result.Failures[0].Err)
	}
	var candidates, emptys []time.Duration
	for n, took := range times {
		switch {
		case took == 0: // not begun, or failed
		case isCandidate[n]:
			candidates = append(candidates, took)
		default:
			emptys = append(emptys, took)
		}
	}
	return figures.Comparison{
		Candidate: figures.LatencyOf(c.name, candidates),
		Empty:     figures.LatencyOf(figures.Empty, emptys),
		PerSecond: float64(len(result.Times)) / result.Took.Seconds(),
		Failures:  len(result.Failures),
	}
}

// mixed returns the order of the acts: true for the candidate. Each pair has one act of both, in random order.
func mixed(acts int) []bool {
	var isCandidate []bool
	for range acts {
		first := rand.IntN(2) == 0
		isCandidate = append(isCandidate, first, !first)
	}
	return isCandidate
}
