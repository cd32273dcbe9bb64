package main

import (
	"context"
	"math/rand/v2"
	"time"
)

// race lets the contenders run in turn, in another order each round.
func race(ctx context.Context, contenders []*contender, rounds int) error {
	for round := range rounds + rounds/10 {
		for _, i := range rand.Perm(len(contenders)) {
			c := contenders[i]
			start := time.Now()
			if err := c.run(ctx); err != nil {
				return err
			}
			if round >= rounds/10 {
				c.times = append(c.times, time.Since(start))
			}
		}
	}
	return nil
}
