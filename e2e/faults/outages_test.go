package faults

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/stretchr/testify/require"

	"mattermost-plugin-blizz/e2e/mattermost"
	"mattermost-plugin-blizz/e2e/users"
)

// Length and size of the chaos. make chaos sets the variable, for a long run with 200 people.
const (
	chaosVariable = "BLIZZ_CHAOS"
	shortChaos    = 30 * time.Second
	manyUsers     = 200
	// quiet is a time without faults, before and after the chaos. In a long run, the slowest percent may at most
	// double.
	quiet = 10 * time.Second
)

// TestChaos lets people use everything while Mattermost is killed, the plugin is killed and PostgreSQL is restarted, in
// turn. Then it checks each invitation and each end.
func TestChaos(t *testing.T) {
	lasting, who := chaosOf(t)
	l := startLoad(t, who)
	l.isServerKilled = true
	u := startUsing(t, who)
	time.Sleep(quiet)
	before := u.slowest(time.Now().Add(-quiet))

	outages := outagesOf()
	for i, end := 0, time.Now().Add(lasting); time.Now().Before(end); i++ {
		began := time.Now()
		outage := outages[i%len(outages)]
		require.NoError(t, outage.happens(t), outage.name)
		l.waitUntilAllDoorsWork(t, time.Now())
		l.report(t, outage.name, began)
	}

	calm := time.Now()
	time.Sleep(quiet)
	after := u.slowest(calm)
	t.Logf("the slowest percent of what people do: %s before, %s after", before, after)
	if lasting != shortChaos {
		require.Less(t, after, 2*before)
	}
	u.finish(t)
	l.finishLater(t)
}

// chaosOf returns the length of the chaos, and its people.
func chaosOf(t *testing.T) (time.Duration, []*mattermost.Person) {
	t.Helper()
	value := os.Getenv(chaosVariable)
	if value == "" {
		return shortChaos, people
	}
	lasting, err := time.ParseDuration(value)
	require.NoError(t, err, chaosVariable)
	many, err := users.SignUp(t.Context(), env, manyUsers)
	require.NoError(t, err)
	return lasting, many
}

// An outage is a fault that is over when the function returns.
type outage struct {
	name    string
	happens func(t *testing.T) error
}

func outagesOf() []outage {
	outages := []outage{
		{"Mattermost killed", func(t *testing.T) error {
			env.Server.Kill()
			return env.Server.Start(t.Context())
		}},
		// Mattermost restarts a killed plugin, but not after the third time.
		{"the plugin killed", func(t *testing.T) error {
			return errors.Join(
				env.Server.KillPlugin(t.Context(), env.Plugin.Id),
				env.Admin.SwitchOff(t.Context(), env.Plugin),
				env.Admin.SwitchOn(t.Context(), env.Plugin),
			)
		}},
	}
	if env.Database.IsOurs() {
		outages = append(outages, outage{"PostgreSQL restarted", func(t *testing.T) error {
			return errors.Join(env.Database.Stop(), env.Database.Start(t.Context()))
		}})
	}
	return outages
}

// usage is everything that people do besides inviting: they look, set rooms, and end meetings. It has its own channel.
type usage struct {
	channel *model.Channel
	stop    context.CancelFunc
	done    chan struct{}

	lock  sync.Mutex
	acts  []used
	ended map[string]bool // posts whose end was confirmed to somebody
}

// used is one successful act.
type used struct {
	began time.Time
	took  time.Duration
}

func startUsing(t *testing.T, people []*mattermost.Person) *usage {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	u := &usage{channel: channelOf(t, people), stop: stop, done: make(chan struct{}), ended: map[string]bool{}}
	go func() {
		defer close(u.done)
		users.Run(ctx, people, manyActs, u.act)
	}()
	t.Cleanup(func() { stop(); <-u.done })
	return u
}

func (u *usage) act(ctx context.Context, who *mattermost.Person, n int) error {
	began := time.Now()
	err := u.does(ctx, who, n)
	if err == nil {
		u.lock.Lock()
		u.acts = append(u.acts, used{began, time.Since(began)})
		u.lock.Unlock()
	}
	time.Sleep(pause)
	return err
}

// does runs one of the possible acts.
func (u *usage) does(ctx context.Context, who *mattermost.Person, n int) error {
	switch n % 5 {
	case 0:
		_, err := roomsOf(ctx, who, u.channel)
		return err
	case 1:
		_, _, err := who.ExecuteCommand(ctx, u.channel.Id, "/blizz upcoming")
		return err
	case 2:
		_, _, err := who.ListCommandAutocompleteSuggestions(ctx, "/blizz ", env.Team.Id)
		return err
	case 3:
		return calls(ctx, who, http.MethodPut, "/rooms/mine", body{"meeting": fmt.Sprintf("m%08d", n)}, &struct{}{})
	}
	post, err := clicks(ctx, who, u.channel.Id, "", "")
	if err != nil {
		return err
	}
	if err := calls(ctx, who, http.MethodPost, "/invitations/"+post.Id+"/end", nil, &model.Post{}); err != nil {
		return err
	}
	u.lock.Lock()
	defer u.lock.Unlock()
	u.ended[post.Id] = true
	return nil
}

// slowest returns the time that 99 of 100 acts since a moment needed at most.
func (u *usage) slowest(since time.Time) time.Duration {
	u.lock.Lock()
	defer u.lock.Unlock()
	var took []time.Duration
	for _, a := range u.acts {
		if a.began.After(since) {
			took = append(took, a.took)
		}
	}
	if len(took) == 0 {
		return 0
	}
	slices.Sort(took)
	return took[len(took)*99/100]
}

// finish stops the people, and checks that each confirmed end has happened.
func (u *usage) finish(t *testing.T) {
	t.Helper()
	u.stop()
	<-u.done
	require.NotEmpty(t, u.ended)
	status := map[string]any{}
	for _, post := range postsOf(t, u.channel) {
		status[post.Id] = post.GetProp("status")
	}
	for id := range u.ended {
		require.Equal(t, "ended", status[id], "the post %s", id)
	}
	t.Logf("people did %d other things, of which %d were ends", len(u.acts), len(u.ended))
}
