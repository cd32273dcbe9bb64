package main

import (
	"encoding/binary"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"mattermost-plugin-blizz/server/fake"
	"mattermost-plugin-blizz/server/when"
)

// modelTime is how long the model of the schedule runs. make model runs it for ten minutes.
var modelTime = flag.Duration("model", 2*time.Second, "how long the model of the schedule runs")

// TestScheduleModel does random actions with plans, on two servers with one database. After any actions, each start of each
// open plan has exactly one reminder, or a line in the log that it was left out. No plan ends without a notice of the reason.
// After the end of all plans, no key is left. model_actions_test.go has the actions, and model_checks_test.go the checks.
func TestScheduleModel(t *testing.T) {
	for until := time.Now().Add(*modelTime); time.Now().Before(until); {
		first := &sync.Once{}
		rapid.Check(t, func(r *rapid.T) { runModel(t, r, first) })
	}
}

func runModel(t *testing.T, r *rapid.T, first *sync.Once) {
	m := newScheduleModel(t, r)
	m.first = first
	defer m.stop()
	r.Repeat(m.actions())
	m.settle()
	m.checkAll()
	m.endAll()
	m.checkNothingIsLeft()
}

// modelZone is a time zone with rules that change while plans are open.
const modelZone = "Model/Zone"

// scheduleModel is the state of the model, besides the data in Mattermost.
type scheduleModel struct {
	*rapid.T
	fake    *fake.Mattermost
	servers [2]*Plugin
	// world speaks for people with one of the servers.
	world    *world
	now      time.Time
	people   []string
	channels []string
	// due are the starts that came while their plans were open, by plan, in milliseconds since 1970.
	due map[string]map[int64]bool
	// ruleFrom is the time of the last change of a plan's rule. Earlier starts need no reminder.
	ruleFrom map[string]time.Time
	// endedBy holds the people who ended plans. It is empty if a crash makes it unknown whether they did.
	endedBy map[string]string
	deleted map[string]bool
	// absent holds the people who left a channel or were deactivated at some time.
	absent map[string]bool
	// lagging is for how many reads a replica is behind.
	lagging   int
	zoneHours int
	// isZoneKept tells that the rules of the zone have not changed.
	isZoneKept bool
	log        []string
	// first reports the first failure. rapid then runs the same actions again and may find another failure, or none, because
	// servers work in parallel and in another order the next time.
	first *sync.Once
}

// Errorf notes a failure.
func (m *scheduleModel) Errorf(format string, args ...any) {
	m.first.Do(func() { m.world.t.Logf("the first failure: "+format, args...) })
	m.T.Errorf(format, args...)
}

func newScheduleModel(t *testing.T, r *rapid.T) *scheduleModel {
	m := &scheduleModel{
		T: r, fake: fake.New(), due: map[string]map[int64]bool{}, ruleFrom: map[string]time.Time{},
		endedBy: map[string]string{}, deleted: map[string]bool{}, absent: map[string]bool{},
	}
	m.setZone(1)
	m.isZoneKept = true
	clock := &fake.Clock{}
	m.fake.Now = clock.Now
	m.world = &world{Mattermost: m.fake, t: t, clock: clock}
	m.now = at(t, "2026-10-23T12:00:00+02:00")
	clock.Set(m.now)
	for i, name := range []string{"alice", "bob", "carol"} {
		m.people = append(m.people, m.fake.AddUser(name, "en"))
		m.fake.Move(m.people[i], []string{"Europe/Berlin", "UTC", modelZone}[i])
	}
	m.channels = []string{m.fake.AddChannel(m.people...), m.fake.AddChannel(m.people...)}
	for i := range m.servers {
		m.servers[i] = activePlugin(t, m.fake, clock)
	}
	m.world.plugin = m.servers[0]
	m.minutePasses()
	return m
}

func (m *scheduleModel) stop() {
	for _, server := range m.servers {
		require.NoError(m, server.OnDeactivate())
	}
}

func (m *scheduleModel) did(format string, values ...any) {
	m.log = append(m.log, m.now.UTC().Format("2006-01-02 15:04:05 ")+fmt.Sprintf(format, values...))
}

// story returns all actions so far.
func (m *scheduleModel) story() string { return strings.Join(m.log, "\n") }

// settles waits for the work after answers.
func (m *scheduleModel) settles() {
	for _, server := range m.servers {
		server.components.Load().schedule.Wait()
	}
}

// minutePasses runs the job of a minute in one of the servers.
func (m *scheduleModel) minutePasses() {
	m.world.plugin.components.Load().schedule.Run()
	m.settles()
}

// set sets the clock. Starts that come on the way are due.
func (m *scheduleModel) set(now time.Time) {
	for _, r := range m.records() {
		if r.IsOver() || r.Next == 0 || m.postOf(r) == nil {
			continue
		}
		for occurrence := range planOf(r).Starts(m.now) {
			if occurrence.Start.After(now) {
				break
			}
			isDone := !m.isZoneKept && occurrence.Start.UnixMilli() <= r.Done // the start has another moment now
			if isDone || !occurrence.Start.After(m.ruleFrom[r.ID]) {
				continue
			}
			if m.due[r.ID] == nil {
				m.due[r.ID] = map[int64]bool{}
			}
			m.due[r.ID][occurrence.Start.UnixMilli()] = true
		}
	}
	for _, starts := range m.due {
		maps.DeleteFunc(starts, func(start int64, _ bool) bool { return start > now.UnixMilli() }) // they are to come again
	}
	m.now = now
	m.world.clock.Set(now)
}

// pass lets minutes pass. No replica is behind for as long.
func (m *scheduleModel) pass(minutes int) {
	for range minutes {
		m.set(m.now.Truncate(time.Minute).Add(time.Minute))
		m.fake.Lag(m.lagging)
		m.minutePasses()
	}
}

// setZone sets the model's zone to a number of hours ahead of UTC, for all times. The file has the format of RFC 8536: a header
// with counts, and one type of local time, which has a name of four bytes.
func (m *scheduleModel) setZone(hours int) {
	m.zoneHours, m.isZoneKept = hours, false
	rules := append([]byte("TZif"), make([]byte, 16)...)
	for _, count := range []uint32{0, 0, 0, 0, 1, 4} {
		rules = binary.BigEndian.AppendUint32(rules, count)
	}
	rules = binary.BigEndian.AppendUint32(rules, uint32(hours)*60*60)
	rules = append(rules, 0, 0)
	rules = append(rules, "MZT\x00"...)
	file := filepath.Join(zones, filepath.FromSlash(modelZone))
	require.NoError(m, os.MkdirAll(filepath.Dir(file), 0o700))
	require.NoError(m, os.WriteFile(file, rules, 0o600))
	when.ForgetZones()
}

// pick draws one of several things.
func pick[E any](m *scheduleModel, what string, from []E) E {
	return rapid.SampledFrom(from).Draw(m.T, what)
}

// invitations returns all posts of plans.
func (m *scheduleModel) invitations() (posts []*model.Post) {
	for _, channelID := range m.channels {
		for _, post := range m.fake.Posts(channelID) {
			if post.Type == "custom_blizz" {
				posts = append(posts, post)
			}
		}
	}
	return posts
}
