package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"time"

	"mattermost-plugin-blizz/e2e/cmd/bench/figures"
	"mattermost-plugin-blizz/e2e/crowd"
	"mattermost-plugin-blizz/e2e/mattermost"
)

const (
	// costBlocks are what each contender has, of so many acts each, by so many people at once.
	costBlocks = 6
	blockActs  = 400
	blockCrowd = 50
	// settling is time for what is done after an answer has gone.
	settling = 500 * time.Millisecond
)

// cost has each contender alone keep the server busy, in short blocks that alternate, and counts the CPU time that the
// processes use.
func (s *site) cost(ctx context.Context, contenders ...contender) ([]figures.Cost, error) {
	costs := make([]figures.Cost, len(contenders))
	perSecond := make([][]float64, len(contenders))
	for range costBlocks {
		for _, i := range rand.Perm(len(contenders)) {
			used, rate, err := s.block(ctx, contenders[i])
			if err != nil {
				return nil, err
			}
			perSecond[i] = append(perSecond[i], rate)
			costs[i].Mattermost += used[theServer]
			costs[i].PostgreSQL += used[theDatabase]
			costs[i].Plugin += used[blizzPlugin] + used[emptyPlugin]
		}
	}
	for i, c := range contenders {
		const perAct = 1000.0 / (costBlocks * blockActs) // from seconds of all acts to milliseconds of one
		costs[i] = figures.Cost{
			Name:       c.name,
			PerSecond:  figures.Median(perSecond[i]),
			Mattermost: costs[i].Mattermost * perAct,
			Plugin:     costs[i].Plugin * perAct,
			PostgreSQL: costs[i].PostgreSQL * perAct,
		}
	}
	return costs, nil
}

// block is one of them: the seconds of CPU used, by whose they are, and the acts in a second.
func (s *site) block(ctx context.Context, c contender) (used map[string]float64, perSecond float64, err error) {
	before, err := cpuTimes()
	if err != nil {
		return nil, 0, err
	}
	result := crowd.Work(ctx, s.people[:blockCrowd], blockActs, func(ctx context.Context, who *mattermost.Person, _ int) error {
		return c.run(ctx, who)
	})
	if len(result.Failures) > 0 {
		return nil, 0, fmt.Errorf("%d acts failed, the first one: %w", len(result.Failures), result.Failures[0].Err)
	}
	time.Sleep(settling)
	used, err = cpuTimes()
	for whose := range used {
		used[whose] -= before[whose]
	}
	return used, blockActs / result.Took.Seconds(), err
}
