package users

import (
	"context"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"mattermost-plugin-blizz/e2e/mattermost"
)

// patience limits the time of one act.
const patience = time.Minute

// Act is one action of a user. n is the number of the act, counted over all users from 0.
type Act func(ctx context.Context, who *mattermost.Person, n int) error

// Result is the result of all acts.
type Result struct {
	Times    []time.Duration // of the successful acts, sorted
	Failures []Failure
	Took     time.Duration // from the beginning of the first act to the end of the last one
}

// Failure is an act that failed.
type Failure struct {
	Act int // the number of the act
	Err error
}

// Run lets all users act at the same time, each one act after the other. It ends after that many acts, or when the
// context ends. It finishes acts that have begun.
func Run(ctx context.Context, people []*mattermost.Person, acts int, act Act) *Result {
	var result Result
	var next atomic.Int64
	var lock sync.Mutex
	began := time.Now()
	var working sync.WaitGroup
	for _, who := range people {
		working.Go(func() {
			for ctx.Err() == nil {
				n := int(next.Add(1)) - 1
				if n >= acts {
					return
				}
				took, err := do(ctx, act, who, n)
				lock.Lock()
				result.note(n, took, err)
				lock.Unlock()
			}
		})
	}
	working.Wait()
	result.Took = time.Since(began)
	slices.Sort(result.Times)
	return &result
}

// do runs one act to its end, even if the context ends meanwhile.
func do(ctx context.Context, act Act, who *mattermost.Person, n int) (time.Duration, error) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), patience)
	defer cancel()
	began := time.Now()
	err := act(ctx, who, n)
	return time.Since(began), err
}

func (r *Result) note(n int, took time.Duration, err error) {
	if err != nil {
		r.Failures = append(r.Failures, Failure{Act: n, Err: err})
		return
	}
	r.Times = append(r.Times, took)
}
