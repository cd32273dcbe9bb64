package users

import (
	"context"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"mattermost-plugin-blizz/e2e/mattermost"
)

// patience is how long one act may take.
const patience = time.Minute

// Act is one thing that a person does. n counts the acts of all people from 0, so each has a number of its own.
type Act func(ctx context.Context, who *mattermost.Person, n int) error

// Result is what came of the acts.
type Result struct {
	Times    []time.Duration // of the acts that succeeded, sorted
	Failures []Failure
	Took     time.Duration // from the first act's beginning to the last one's end
}

// Failure is an act that failed.
type Failure struct {
	Act int // its number
	Err error
}

// Run has all people act at the same time, each one act after the other, until so many acts are begun in all or the
// context ends. What has begun by then is brought to its end.
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

// do lets one person act once, also when the context ends meanwhile.
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
