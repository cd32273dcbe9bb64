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
	"github.com/stretchr/testify/require"

	"mattermost-plugin-blizz/e2e/mattermost"
	"mattermost-plugin-blizz/e2e/users"
)

const (
	// manyActs are more than any test gets to; pause is what somebody takes
	// between two.
	manyActs = 100_000
	pause    = 80 * time.Millisecond

	// minutes are those that hold all starts of a load: each holds many.
	minutes = 60

	// patience is how long something may take: Mattermost looks every 30
	// seconds for plugins that died.
	patience = 90 * time.Second
)

// An act is one attempt to invite, and what came of it.
type act struct {
	who          *mattermost.Person
	door         int
	topic        string
	startsAt     int64 // what it is planned for, in milliseconds since 1970; 0 for now
	began, ended time.Time
	postID       string // empty where the answer does not say
	err          error
}

// The doors through which people invite.
const (
	byCommand    = iota
	byRoute      // each call posts
	byRouteAgain // with a pending_post_id, tried again where it failed
	byPlan       // the same, with a start some days ahead
	doors
)

// load is people who invite in a channel while something goes wrong.
type load struct {
	channel *model.Channel
	starts  time.Time // the first start that is planned
	stop    context.CancelFunc
	done    chan struct{}
	// isServerKilled tells that people may get no answer at all.
	isServerKilled bool

	lock sync.Mutex
	acts []act // those that have ended
}

// startLoad lets people invite in a channel of their own until finish.
func startLoad(t *testing.T, people []*mattermost.Person) *load {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	l := &load{channel: channelOf(t, people), starts: time.Now().AddDate(0, 0, 3), stop: stop, done: make(chan struct{})}
	go func() {
		defer close(l.done)
		users.Run(ctx, people, manyActs, l.act)
	}()
	t.Cleanup(func() { stop(); <-l.done })
	l.waitUntilAllDoorsWork(t, time.Now())
	return l
}

// channelOf makes a channel with people in it, whom the administrator joins.
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
		a.err = types(ctx, who, l.channel.Id, a.topic)
	case byRoute:
		post, a.err = clicks(ctx, who, l.channel.Id, a.topic, "")
	case byRouteAgain:
		post, a.err = plansUntilTold(ctx, who, l.channel.Id, a.topic, 0)
	case byPlan:
		a.startsAt = l.starts.Truncate(time.Minute).Add(time.Duration(n%minutes) * time.Minute).UnixMilli()
		post, a.err = plansUntilTold(ctx, who, l.channel.Id, a.topic, a.startsAt)
	}
	if post != nil {
		a.postID = post.Id
	}
	a.ended = time.Now()
	l.lock.Lock()
	l.acts = append(l.acts, a)
	l.lock.Unlock()
	time.Sleep(pause)
	return a.err
}

// waitUntilAllDoorsWork waits until acts that began after a moment have
// succeeded, one through each door.
func (l *load) waitUntilAllDoorsWork(t *testing.T, since time.Time) {
	t.Helper()
	for door := range doors {
		l.waitFor(t, 1, func(a act) bool { return a.door == door && a.err == nil && a.began.After(since) })
	}
}

// waitForFailures waits for acts that fail.
func (l *load) waitForFailures(t *testing.T, number int) {
	t.Helper()
	already := len(l.ended(func(a act) bool { return a.err != nil }))
	l.waitFor(t, already+number, func(a act) bool { return a.err != nil })
}

func (l *load) waitFor(t *testing.T, number int, want func(act) bool) {
	t.Helper()
	require.Eventually(t, func() bool { return len(l.ended(want)) >= number }, patience, 20*time.Millisecond)
}

// ended returns the acts that have ended, of those wanted.
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

// finish stops the load, waits until nothing is half-made, checks every act and
// reports. Services are those that were set meanwhile.
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
		require.True(t, told.isClear(), "not clear: %v", told)
		reasons[told.Error()]++
	}
	for _, reason := range slices.SortedFunc(maps.Keys(reasons), func(a, b string) int { return cmp.Compare(reasons[b], reasons[a]) }) {
		t.Logf("%6d × %s", reasons[reason], reason)
	}
}

// finishLater is finish for a load that may leave plans half-made. The plugin takes a minute or two to finish them, which
// this test spends beside all others of its kind. Tests that damage stored values or change settings must come before: the
// plans would be forgotten, or finished with other settings. Go runs the tests in the order of their files' names.
func (l *load) finishLater(t *testing.T) {
	t.Helper()
	l.stop()
	<-l.done
	t.Parallel()
	l.finish(t)
}

// report tells what a fault cost that began at a moment, once all works again.
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
