package faults

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"mattermost-plugin-blizz/e2e/mattermost"
	"mattermost-plugin-blizz/e2e/users"
)

// An attacker may send many commands at once, each as long as Mattermost accepts. Mattermost itself needs most of the time for
// them. A server that reads 64 of them answers other people later, with or without the plugin. So the test compares the plugin
// with Mattermost, which refuses as many commands. On a busy machine, the test only checks that everybody gets an answer.
const (
	longCommand  = 300_000 // bytes
	attackers    = 64
	attackRounds = 20 // one a second
	answeredSoon = 50 * time.Millisecond
	othersPause  = 20 * time.Millisecond
	mostSlower   = 1.5
)

// TestLongCommandsDelayNobody times other people's commands while nothing else happens, while 64 people at once send a long
// command that Mattermost does not know, and while they send it to the plugin.
func TestLongCommandsDelayNobody(t *testing.T) {
	channel := channelOf(t, people)
	crew := manyPeople(t, attackers)
	where := channelOf(t, crew)
	tail := " m12-345-678 " + strings.Repeat("--at “ ", longCommand/len("--at “ "))
	sends := func(trigger, told string) users.Act {
		return func(ctx context.Context, who *mattermost.Person, _ int) error {
			answer, _, err := who.ExecuteCommand(ctx, where.Id, trigger+tail)
			if err == nil && strings.Contains(answer.Text, told) || err != nil && strings.Contains(err.Error(), told) {
				return nil
			}
			return fmt.Errorf("answered with %+v, %w", answer, err)
		}
	}
	alone := func(act users.Act) []time.Duration { return timesOf(t, crew[:1], act, attackRounds) }
	beside := func(act users.Act) []time.Duration {
		return timesBeside(t, channel.Id, func() { timesOf(t, crew, act, attackers) })
	}
	toMattermost, toUs := sends("/nothing", "not found"), sends("/blizz", "too long")

	aloneMattermost, aloneUs := alone(toMattermost), alone(toUs)
	quiet := timesBeside(t, channel.Id, func() {})
	besideMattermost, besideUs := beside(toMattermost), beside(toUs)

	t.Logf("a command of %d KB: %s, at most %s; to Mattermost alone: %s, at most %s", longCommand/1000,
		slowestOf(aloneUs, 50), slowestOf(aloneUs, 100), slowestOf(aloneMattermost, 50), slowestOf(aloneMattermost, 100))
	t.Logf("others' slowest percent: %s with nothing beside, %s beside %d long commands to Mattermost alone, %s beside as many to the plugin",
		slowestOf(quiet, 99), slowestOf(besideMattermost, 99), attackers, slowestOf(besideUs, 99))
	if os.Getenv(quietVariable) != "" {
		assert.LessOrEqual(t, slowestOf(aloneUs, 100), answeredSoon)
		assert.LessOrEqual(t, float64(slowestOf(besideUs, 99)), mostSlower*float64(slowestOf(besideMattermost, 99)))
	}
}

// timesOf returns the times of a number of acts. None may fail.
func timesOf(t *testing.T, people []*mattermost.Person, act users.Act, acts int) []time.Duration {
	t.Helper()
	result := users.Run(t.Context(), people, acts, act)
	require.Empty(t, result.Failures)
	return result.Times
}

// timesBeside returns the times of invitations that people type once a second while something else happens.
func timesBeside(t *testing.T, channelID string, happens func()) (times []time.Duration) {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	var lock sync.Mutex
	var working sync.WaitGroup
	working.Go(func() {
		result := users.Run(ctx, people, manyActs, func(ctx context.Context, who *mattermost.Person, _ int) error {
			began := time.Now()
			err := types(ctx, who, channelID, "")
			took := time.Since(began)
			lock.Lock()
			times = append(times, took)
			lock.Unlock()
			time.Sleep(othersPause)
			return err
		})
		assert.Empty(t, result.Failures)
	})
	for range attackRounds {
		next := time.Now().Add(time.Second)
		happens()
		time.Sleep(time.Until(next))
	}
	stop()
	working.Wait()
	slices.Sort(times)
	return times
}

// slowestOf returns a percentile of sorted times.
func slowestOf(times []time.Duration, percent int) time.Duration {
	return times[min(len(times)*percent/100, len(times)-1)]
}
