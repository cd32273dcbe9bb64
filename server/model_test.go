package main

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/stretchr/testify/require"
)

// modelTime is how long the model of the schedule runs. The long form is for a night: go test ./server -run
// TestScheduleModel -model 10m.
var modelTime = flag.Duration("model", 2*time.Second, "how long the model of the schedule runs")

// modelled is a plan as the model expects it.
type modelled struct {
	post    *model.Post
	isOver  bool
	repeats bool
	start   time.Time
}

// scheduleModel does things to plans in a random order, and knows what must come of them.
type scheduleModel struct {
	*world
	test   *testing.T
	random *rand.Rand
	plans  []*modelled
	now    time.Time
	// lagging is for how many reads a replica is behind.
	lagging int
	log     []string
}

func (m *scheduleModel) did(format string, values ...any) {
	m.log = append(m.log, m.now.Format("2006-01-02 15:04 ")+fmt.Sprintf(format, values...))
}

func (m *scheduleModel) open() (open []*modelled) {
	for _, plan := range m.plans {
		if !plan.isOver {
			open = append(open, plan)
		}
	}
	return open
}

func (m *scheduleModel) any() *modelled {
	open := m.open()
	if len(open) == 0 {
		return nil
	}
	return open[m.random.IntN(len(open))]
}

// plan plans a meeting.
func (m *scheduleModel) plan() {
	if len(m.open()) >= 8 {
		return
	}
	start := m.now.Truncate(time.Minute).Add(time.Duration(1+m.random.IntN(300)) * time.Minute)
	fields := map[string]any{"starts_at": start.UnixMilli()}
	repeats := m.random.IntN(2) == 0
	if repeats {
		fields["repeat"] = "FREQ=DAILY"
	}
	person := []string{m.alice, m.bob, m.carol}[m.random.IntN(3)]
	got := m.invites(person, fields)
	require.Equal(m.t, http.StatusCreated, got.Status, got.Body)
	m.plans = append(m.plans, &modelled{post: got.post(m.test), start: start, repeats: repeats})
	m.did("plan %d at %s, repeats: %t", len(m.plans), start.UTC().Format(time.TimeOnly), repeats)
}

// end ends a plan.
func (m *scheduleModel) end() {
	plan := m.any()
	if plan == nil {
		return
	}
	got := m.asks(plan.post.UserId, http.MethodPost, "/invitations/"+plan.post.Id+"/end", "")
	require.Equal(m.t, http.StatusOK, got.Status, got.Body)
	plan.isOver = true
	m.did("end")
}

// answer has somebody answer.
func (m *scheduleModel) answer() {
	if plan := m.any(); plan != nil {
		m.answers([]string{m.bob, m.carol}[m.random.IntN(2)], plan.post, []string{"white_check_mark", "x"}[m.random.IntN(2)])
	}
}

// crash turns the plugin off and on: what it remembered is gone.
func (m *scheduleModel) crash() {
	m.restarts()
	m.did("crash")
}

// lose loses the database for some minutes.
func (m *scheduleModel) lose() {
	method := []string{"GetPost", "CreatePost", "KVGet", "KVSetWithOptions", "GetReactions", "GetChannel"}[m.random.IntN(6)]
	m.did("lose %s", method)
	m.Fail(method)
	m.pass(1 + m.random.IntN(20))
	m.Mend(method)
}

// lag lets replicas be behind from now on, or not.
func (m *scheduleModel) lag() {
	m.lagging = m.random.IntN(3)
	m.did("lag by %d reads", m.lagging)
}

// pass lets minutes pass.
func (m *scheduleModel) pass(minutes int) {
	for range minutes {
		m.now = m.now.Truncate(time.Minute).Add(time.Minute)
		m.clock.Set(m.now)
		m.Lag(m.lagging) // no replica is behind for a minute
		m.minutePasses()
	}
}

// jump jumps the clock forward by up to an hour.
func (m *scheduleModel) jump() {
	m.now = m.now.Add(time.Duration(m.random.IntN(58)) * time.Minute)
	m.did("jump")
	m.pass(1)
}

// reminded are how often a plan's starts were reminded of, by their minute.
func (m *scheduleModel) reminded(plan *modelled) map[string]int {
	found := map[string]int{}
	for _, reply := range m.replies(plan.post) {
		name, _ := reply.GetProp("blizz_reminder").(string)
		if _, start, ok := strings.Cut(name, "_"); ok && start != "over" {
			found[start]++
		}
	}
	return found
}

// check requires that each start of each open plan that is past was reminded of once.
func (m *scheduleModel) check() {
	for i, plan := range m.plans {
		reminded := m.reminded(plan)
		for start, times := range reminded {
			require.Equal(m.t, 1, times, "plan %d, minute %s\n%s", i+1, start, strings.Join(m.log, "\n"))
		}
		if plan.isOver {
			continue
		}
		for start := plan.start; !start.After(m.now); start = start.AddDate(0, 0, 1) {
			require.Contains(m.t, reminded, strconv.FormatInt(start.Unix()/60, 10), "plan %d of %s\n%s", i+1, start, strings.Join(m.log, "\n"))
			if !plan.repeats {
				break
			}
		}
	}
}

// TestScheduleModel does things to plans in a random order: every start of every open plan is reminded of exactly once,
// and nothing is left over once all is ended.
func TestScheduleModel(t *testing.T) {
	for until := time.Now().Add(*modelTime); time.Now().Before(until); {
		seed := rand.Uint64()
		t.Run(strconv.FormatUint(seed, 10), func(t *testing.T) { runModel(t, seed) })
	}
}

func runModel(t *testing.T, seed uint64) {
	w := newPlannedWorld(t)
	for _, person := range []string{w.alice, w.bob, w.carol} {
		w.Move(person, "UTC")
	}
	m := &scheduleModel{world: w, test: t, random: rand.New(rand.NewPCG(seed, 0)), now: w.clock.Now()}
	steps := []func(){m.plan, m.plan, m.end, m.answer, m.crash, m.lose, m.lag, m.jump, func() { m.pass(1 + m.random.IntN(120)) }}
	for range 40 {
		steps[m.random.IntN(len(steps))]()
	}
	m.lagging = 0
	m.pass(3)
	m.check()
	for range m.open() {
		m.end()
	}
	m.pass(24*60 + 5) // what says when to look at a plan removes itself then
	require.Empty(t, m.Keys("due_"), strings.Join(m.log, "\n"))
	require.Empty(t, m.Keys("upcoming_"))
	require.Empty(t, m.Keys("plans_of_"))
}
