package faults

import (
	"errors"
	"os"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mattermost-plugin-blizz/e2e/mattermost"
)

// Length and size of the chaos. make chaos sets the variable, for a long run with 200 people. In a short run, each outage takes
// place once, and the test compares no times and no memory, because the machine may be busy. The people are new, because each
// of them can have only so many open plans.
const (
	chaosVariable  = "BLIZZ_CHAOS"
	shortUserCount = 30
	longUserCount  = 200
	// The quiet time has no faults. It comes before and after the chaos. After a long run, the slowest percent may at most
	// have doubled, and the plugin's memory may be a quarter larger.
	shortQuiet   = 3 * time.Second
	longQuiet    = 30 * time.Second
	timesSlower  = 2
	timesGreater = 1.25
)

// TestChaos lets people use everything at two servers on one database, while servers and the plugin are killed and PostgreSQL
// is restarted, in turn. Then it checks each invitation, change, answer and end. This database has no replica, and the
// machine's clock stays right: make model lets replicas lag and clocks jump.
func TestChaos(t *testing.T) {
	c := chaosOf(t)
	calm := time.Now()
	time.Sleep(c.quiet)
	slowBefore, memoryBefore := c.usage.slowest(calm), pluginMemory(t)

	for i, end := 0, time.Now().Add(c.lasting); i < len(c.outages) || time.Now().Before(end); i++ {
		began := time.Now()
		outage := c.outages[i%len(c.outages)]
		require.NoError(t, outage.happens(t), outage.name)
		c.load.waitUntilAllDoorsWork(t, time.Now())
		c.load.report(t, outage.name, began)
	}

	calm = time.Now()
	time.Sleep(c.quiet)
	slowAfter, memoryAfter := c.usage.slowest(calm), pluginMemory(t)
	t.Logf("the slowest percent of what people do: %s before, %s after; the plugin's memory: %d MB before, %d MB after",
		slowBefore, slowAfter, memoryBefore>>20, memoryAfter>>20)
	if c.lasting > 0 {
		require.LessOrEqual(t, slowAfter, timesSlower*slowBefore)
		require.LessOrEqual(t, float64(memoryAfter), timesGreater*float64(memoryBefore))
	}
	c.usage.stopAll()
	c.load.stop()
	<-c.load.done
	require.NoError(t, c.twin.Stop()) // later tests install other versions only on the first server
	c.load.finishLater(t)
	c.usage.check(t)
}

// chaos is one run: its length, the second server, and the acts of people.
type chaos struct {
	lasting, quiet time.Duration
	twin           *mattermost.Server
	load           *load
	usage          *usage
	outages        []outage
}

// chaosOf starts a second server, and lets people work at both. The servers don't hear from each other, so the channels are
// made before the second server starts.
func chaosOf(t *testing.T) *chaos {
	t.Helper()
	c, size := &chaos{quiet: shortQuiet}, shortUserCount
	if value := os.Getenv(chaosVariable); value != "" {
		lasting, err := time.ParseDuration(value)
		require.NoError(t, err, chaosVariable)
		c, size = &chaos{lasting: lasting, quiet: longQuiet}, longUserCount
	}
	who := manyPeople(t, size)
	forLoad, forUsage := placesOf(t, who), channelOf(t, who)
	var err error
	c.twin, err = env.Server.Twin(t.Context())
	require.NoError(t, err)
	t.Cleanup(func() { _ = c.twin.Stop() }) // if the test failed before it stopped the server
	_, err = env.Admin.At(c.twin).InstallPlugin(t.Context(), env.Bundle)
	require.NoError(t, err)
	for i := range len(who) / 2 {
		who[2*i+1] = who[2*i+1].At(c.twin)
	}
	c.outages = outagesOf(c.twin)
	c.load = startLoadIn(t, who, forLoad)
	c.load.isServerKilled = true
	c.usage = startUsing(t, who, forUsage, []*mattermost.Person{env.Bob, env.Bob.At(c.twin)})
	return c
}

// pluginMemory is how much memory the plugin has resident at the first server, in bytes.
func pluginMemory(t *testing.T) int64 {
	t.Helper()
	resident, err := env.Server.PluginMemory(t.Context(), env.Plugin.Id)
	require.NoError(t, err)
	return resident
}

// An outage is a fault that is over when the function returns.
type outage struct {
	name    string
	happens func(t *testing.T) error
}

func outagesOf(twin *mattermost.Server) []outage {
	outages := []outage{
		{"the first Mattermost killed", func(t *testing.T) error {
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
		{"the second Mattermost killed", func(t *testing.T) error {
			twin.Kill()
			return twin.Start(t.Context())
		}},
	}
	if env.Database.IsOurs() {
		outages = append(outages, outage{"PostgreSQL restarted", func(t *testing.T) error {
			return errors.Join(env.Database.Stop(), env.Database.Start(t.Context()))
		}})
	}
	return outages
}
