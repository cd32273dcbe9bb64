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

// longest is how long one comparison may take; what is not begun by then is left out.
const longest = 2 * time.Minute

// compareAtOnce lets so many people act at once, each one act after the other without a pause: half of the acts are the
// candidate's, half the empty plugin's, mixed at random, so that both meet the same queues. More than two in one load
// would not: the process of Blizz Meetings would have to answer several of them, the empty plugin's only one.
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

// mixed is whose act is whose: so many of each, and which of the two comes first is drawn for each pair.
func mixed(acts int) []bool {
	var isCandidate []bool
	for range acts {
		first := rand.IntN(2) == 0
		isCandidate = append(isCandidate, first, !first)
	}
	return isCandidate
}
