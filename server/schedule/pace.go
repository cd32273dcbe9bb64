package schedule

import (
	"net/http"
	"sync"
	"time"

	"github.com/nicksnyder/go-i18n/v2/i18n"

	"mattermost-plugin-blizz/server/cache"
	"mattermost-plugin-blizz/server/problem"
)

// Limits of how fast one person plans and changes meetings on one server. A plan that is over leaves its record for 90
// days, and a new start leaves a key until its minute. The daily CleanUp goes through all of them. Mattermost itself
// limits requests only if an administrator has set that up. Ending plans needs no limit, because each plan was counted
// before.
const (
	paceAtOnce = 200              // plans and changes that may come at once
	paceEvery  = 30 * time.Second // the time after which another one may follow
	pacePeople = 10_000           // people who are remembered; each takes about 200 bytes
)

var tooFast = problem.New(http.StatusTooManyRequests, "too_fast", &i18n.Message{
	ID:          "problem.too_fast",
	Description: "The answer to a person, or a program, who has planned or changed very many meetings.",
	Other:       "You have planned or changed very many meetings in a short time. Wait a minute, then try again.",
})

// pace is a token bucket for each person. It stores the time at which the bucket is full again.
type pace struct {
	now    func() time.Time
	mutex  sync.Mutex
	fullAt cache.Cache[time.Time]
}

func newPace(now func() time.Time) *pace {
	return &pace{now: now, fullAt: cache.New[time.Time](pacePeople)}
}

// take takes one of a person's tokens. The error is tooFast if there is none.
func (p *pace) take(userID string) error {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	now := p.now()
	fullAt, _ := p.fullAt.Get(userID)
	if fullAt.Before(now) {
		fullAt = now
	}
	fullAt = fullAt.Add(paceEvery)
	if fullAt.Sub(now) > paceAtOnce*paceEvery {
		return tooFast
	}
	p.fullAt.Put(userID, fullAt)
	return nil
}
