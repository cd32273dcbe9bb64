package faults

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"mattermost-plugin-blizz/e2e/mattermost"
	"mattermost-plugin-blizz/e2e/users"
)

const (
	// manyActs is more than any test reaches. pause is the time between two acts of each of userCount people. More people
	// take longer ones, so that together they do as much.
	manyActs = 100_000
	pause    = 80 * time.Millisecond

	// minutes is the number of minutes that hold all starts of a load.
	minutes = 60

	// patience limits a wait. Mattermost looks every 30 seconds for plugins that died.
	patience = 90 * time.Second

	// groupSize is the number of people who plan in the same channel: each can have 100 open plans, a channel about 500.
	groupSize = 5
)

// An act is one try to invite, and its result.
type act struct {
	who          *mattermost.Person
	door         int
	topic        string
	startsAt     int64 // in milliseconds since 1970; 0 for now
	began, ended time.Time
	postID       string // empty if the answer does not contain it
	err          error
}

// The ways in which people invite.
const (
	byCommand    = iota
	byRoute      // without pending_post_id
	byRouteAgain // with pending_post_id, and again after a failure
	byPlan       // the same, for a start in some days
	doors
)

// load is a group of people who invite in a channel while a fault happens.
type load struct {
	places
	starts  time.Time // the first planned start
	pause   time.Duration
	servers map[string]bool // the addresses of the servers that people use
	stop    context.CancelFunc
	done    chan struct{}
	// isServerKilled tells that an answer may be missing.
	isServerKilled bool

	lock sync.Mutex
	acts []act // the acts that have ended
}

// places are the channels of a load.
type places struct {
	// all is the channel of all people. They plan in the smaller ones.
	all    *model.Channel
	groups []*model.Channel
	// groupOf holds the channels of groups by user ID.
	groupOf map[string]*model.Channel
}

// placesOf makes channels for some people.
func placesOf(t *testing.T, people []*mattermost.Person) places {
	t.Helper()
	p := places{all: channelOf(t, people), groupOf: map[string]*model.Channel{}}
	for group := range slices.Chunk(people, groupSize) {
		where := channelOf(t, group)
		p.groups = append(p.groups, where)
		for _, who := range group {
			p.groupOf[who.User.Id] = where
		}
	}
	return p
}

// startLoad lets people invite in new channels until finish.
func startLoad(t *testing.T, people []*mattermost.Person) *load {
	t.Helper()
	return startLoadIn(t, people, placesOf(t, people))
}

// startLoadIn is startLoad in channels that are there already.
func startLoadIn(t *testing.T, people []*mattermost.Person, where places) *load {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	l := &load{
		places: where, starts: time.Now().AddDate(0, 0, 3), pause: pauseOf(people), servers: map[string]bool{},
		stop: stop, done: make(chan struct{}),
	}
	for _, who := range people {
		l.servers[who.URL] = true
	}
	go func() {
		defer close(l.done)
		users.Run(ctx, people, manyActs, l.act)
	}()
	t.Cleanup(func() { stop(); <-l.done })
	l.waitUntilAllDoorsWork(t, time.Now())
	return l
}

// pauseOf returns the time that each of so many people takes between two acts.
func pauseOf(people []*mattermost.Person) time.Duration {
	return pause * time.Duration(len(people)) / userCount
}

// channelOf makes a channel with some people. The administrator is a member too.
func channelOf(t *testing.T, people []*mattermost.Person) *model.Channel {
	t.Helper()
	name := model.NewId()
	made, _, err := env.Admin.CreateChannel(t.Context(), &model.Channel{TeamId: env.Team.Id, Name: name, DisplayName: name, Type: model.ChannelTypeOpen})
	require.NoError(t, err)
	for _, who := range people {
		_, _, err := env.Admin.AddChannelMember(t.Context(), made.Id, who.User.Id)
		require.NoError(t, err)
	}
	return made
}

func (l *load) act(ctx context.Context, who *mattermost.Person, n int) error {
	a := act{who: who, door: n % doors, topic: fmt.Sprintf("Sprint review %d", n), began: time.Now()}
	var post *model.Post
	switch a.door {
	case byCommand:
		a.err = types(ctx, who, l.all.Id, a.topic)
	case byRoute:
		post, a.err = clicks(ctx, who, l.all.Id, a.topic, "")
	case byRouteAgain:
		post, a.err = plansUntilTold(ctx, who, l.all.Id, a.topic, 0)
	case byPlan:
		a.startsAt = l.starts.Truncate(time.Minute).Add(time.Duration(n%minutes) * time.Minute).UnixMilli()
		post, a.err = plansUntilTold(ctx, who, l.groupOf[who.User.Id].Id, a.topic, a.startsAt)
	}
	if post != nil {
		a.postID = post.Id
	}
	a.ended = time.Now()
	l.lock.Lock()
	l.acts = append(l.acts, a)
	l.lock.Unlock()
	time.Sleep(l.pause)
	return a.err
}

// waitUntilAllDoorsWork waits until an act of each kind at each server, begun after a time, has succeeded. In a long
// test, people have 100 open plans at last. Then the refusal of another one is right.
func (l *load) waitUntilAllDoorsWork(t *testing.T, since time.Time) {
	t.Helper()
	for server := range l.servers {
		for door := range doors {
			atDoor := func(a act) bool { return a.who.URL == server && a.door == door && a.began.After(since) }
			works := func() bool {
				return len(l.ended(func(a act) bool { return atDoor(a) && (a.err == nil || isLimit(a.err)) })) > 0
			}
			if !assert.Eventually(t, works, patience, 20*time.Millisecond, "door %d of the server %s", door, server) {
				for _, a := range l.ended(atDoor) {
					t.Logf("%s: %v", a.ended.Sub(a.began), a.err)
				}
				t.FailNow()
			}
		}
	}
}

// waitForFailures waits until that many acts have failed.
func (l *load) waitForFailures(t *testing.T, number int) {
	t.Helper()
	already := len(l.ended(func(a act) bool { return a.err != nil }))
	l.waitFor(t, already+number, func(a act) bool { return a.err != nil })
}

func (l *load) waitFor(t *testing.T, number int, want func(act) bool) {
	t.Helper()
	require.Eventually(t, func() bool { return len(l.ended(want)) >= number }, patience, 20*time.Millisecond)
}

// ended returns the wanted acts that have ended.
func (l *load) ended(want func(act) bool) (acts []act) {
	l.lock.Lock()
	defer l.lock.Unlock()
	for _, a := range l.acts {
		if want(a) {
			acts = append(acts, a)
		}
	}
	return acts
}

// finish stops the load, waits until no plan is unfinished, checks all acts and reports. services were set meanwhile.
func (l *load) finish(t *testing.T, services ...service) {
	t.Helper()
	l.stop()
	<-l.done
	waitUntilPlansAreFinished(t)
	succeeded := l.ended(func(a act) bool { return a.err == nil })
	failed := l.ended(func(a act) bool { return a.err != nil })
	lost := l.check(t, append(succeeded, failed...), services...)
	t.Logf("%d invitations posted, %d attempts failed; %d of those posted one whose answer was lost", len(succeeded), len(failed), lost)
	reasons := map[string]int{}
	for _, a := range failed {
		var told *refusal
		if l.isServerKilled && !errors.As(a.err, &told) {
			reasons["no answer"]++
			continue
		}
		require.ErrorAs(t, a.err, &told, "somebody got no answer")
		require.True(t, told.isClear(), "the answer is unclear: %v", told)
		reasons[told.Error()]++
	}
	for _, reason := range slices.SortedFunc(maps.Keys(reasons), func(a, b string) int { return cmp.Compare(reasons[b], reasons[a]) }) {
		t.Logf("%6d × %s", reasons[reason], reason)
	}
}

// finishLater is like finish, for a load that may leave unfinished plans. The plugin takes a minute or two to finish
// them, and this test waits in parallel with others of its kind. Tests that damage stored values or change settings
// must run before it, because they would disturb these plans. Go runs the tests in the order of their files' names.
func (l *load) finishLater(t *testing.T) {
	t.Helper()
	l.stop()
	<-l.done
	t.Parallel()
	l.finish(t)
}

// report logs the cost of a fault that began at a time, once everything works again.
func (l *load) report(t *testing.T, fault string, began time.Time) {
	t.Helper()
	inFlight := l.ended(func(a act) bool { return a.began.Before(began) && a.ended.After(began) })
	failedInFlight := slices.DeleteFunc(slices.Clone(inFlight), func(a act) bool { return a.err == nil })
	failed := l.ended(func(a act) bool { return a.err != nil && a.ended.After(began) })

	var longest time.Duration
	last := began
	posted := l.ended(func(a act) bool { return a.err == nil && a.ended.After(began) })
	for _, a := range posted {
		longest = max(longest, a.ended.Sub(last))
		last = a.ended
	}
	t.Logf("%s: %d of %d in flight failed, %d in all; for %.1f s none was posted",
		fault, len(failedInFlight), len(inFlight), len(failed), longest.Seconds())
}
