package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"time"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/mattermost/mattermost/server/public/plugin"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"mattermost-plugin-blizz/server/schedule"
)

// actions are the possible actions of the model.
func (m *scheduleModel) actions() map[string]func(*rapid.T) {
	actions := map[string]func(){
		"plan": m.plan, "plan another": m.plan, "plan a third": m.plan, "change": m.change, "move one": m.moveOne, "skip one": m.skipOne, "end": m.end,
		"answer": m.answer, "delete": m.delete, "archive": m.archive, "leave": m.leave, "deactivate": m.deactivate,
		"other server": m.switchServer, "restart": m.restart, "crash": m.crash, "lose the database": m.lose, "lag": m.lag,
		"jump forward": m.jumpForward, "jump back": m.jumpBack, "change the zone": m.changeZone, "in between": m.inBetween,
		"both at once": m.bothAtOnce, "wait": m.wait, "wait for a start": m.waitForStart, "clean up": m.cleanUp,
	}
	wrapped := map[string]func(*rapid.T){"": func(t *rapid.T) { m.T = t; m.checkAlways() }}
	for name, action := range actions {
		wrapped[name] = func(t *rapid.T) { m.T = t; action() }
	}
	return wrapped
}

// asks sends a person's request to one of the servers.
func (m *scheduleModel) asks(userID, method, path string, fields map[string]any) *httptest.ResponseRecorder {
	body, err := json.Marshal(fields)
	require.NoError(m, err)
	request := httptest.NewRequest(method, "/api/v1"+path, strings.NewReader(string(body)))
	request.Header.Set("Mattermost-User-Id", userID)
	response := httptest.NewRecorder()
	m.world.plugin.ServeHTTP(nil, response, request)
	m.settles()
	return response
}

// aStart draws a start within the next hours, sometimes in the present minute.
func (m *scheduleModel) aStart() time.Time {
	minutes := rapid.IntRange(0, 5).Draw(m.T, "minutes") + 60*rapid.SampledFrom([]int{0, 0, 1, 30}).Draw(m.T, "hours")
	return m.now.Truncate(time.Minute).Add(time.Duration(minutes) * time.Minute)
}

var modelRules = []string{"", "", "FREQ=DAILY", "FREQ=DAILY", "FREQ=DAILY;COUNT=3", "FREQ=WEEKLY;BYDAY=MO,WE,FR,SA", "FREQ=DAILY;INTERVAL=2"}

func (m *scheduleModel) plan() {
	if len(m.open()) >= 6 {
		m.SkipNow()
	}
	person, channel := pick(m, "person", m.people), pick(m, "channel", m.channels)
	start, rule := m.aStart(), pick(m, "rule", modelRules)
	got := m.asks(person, http.MethodPost, "/invitations", map[string]any{
		"channel_id": channel, "meeting": "m12-345-678", "topic": fmt.Sprintf("Plan %d", len(m.log)), "starts_at": start.UnixMilli(), "repeat": rule,
	})
	m.did("plan for %s %q: %d %s", start.UTC().Format("2006-01-02 15:04"), rule, got.Code, m.idOf(got))
}

// idOf returns the ID of the plan in an answer.
func (m *scheduleModel) idOf(got *httptest.ResponseRecorder) string {
	var post model.Post
	if got.Code >= 300 || json.Unmarshal(got.Body.Bytes(), &post) != nil {
		return got.Body.String()
	}
	id, _ := post.GetProp("plan_id").(string)
	return id
}

// anOpen draws an open plan in a channel that is not archived.
func (m *scheduleModel) anOpen() schedule.Record {
	open := m.open()
	if len(open) == 0 {
		m.SkipNow()
	}
	return pick(m, "plan", open)
}

func (m *scheduleModel) change() {
	r := m.anOpen()
	before := planOf(r)
	fields := map[string]any{}
	what := rapid.IntRange(1, 7).Draw(m.T, "what")
	if what&1 != 0 {
		fields["topic"] = fmt.Sprintf("Changed %d", len(m.log))
	}
	if what&2 != 0 {
		fields["starts_at"] = m.aStart().UnixMilli()
	}
	if what&4 != 0 {
		fields["repeat"] = pick(m, "rule", modelRules)
	}
	got := m.asks(r.InviterID, http.MethodPatch, "/invitations/"+r.PostID, fields)
	m.did("change %s %v: %d %s", r.ID, fields, got.Code, m.idOf(got))
	after, ok := m.record(r.ID)
	if ok && !samePlan(before, planOf(after)) {
		m.ruleFrom[r.ID] = m.now
	}
	if got.Code == http.StatusOK && what&2 != 0 && what&4 == 0 && before.Rule.Frequency == "" {
		require.Equal(m, fields["starts_at"], planOf(after).Start.UnixMilli(), m.story())
	}
}

// anOccurrence draws one of the next starts of a series.
func (m *scheduleModel) anOccurrence(r schedule.Record) time.Time {
	var starts []time.Time
	for occurrence := range planOf(r).Starts(m.now) {
		if starts = append(starts, occurrence.Start); len(starts) == 3 {
			break
		}
	}
	if len(starts) == 0 {
		m.SkipNow()
	}
	return pick(m, "occurrence", starts)
}

func (m *scheduleModel) moveOne() {
	r := m.anOpen()
	from, to := m.anOccurrence(r), m.aStart()
	got := m.asks(r.InviterID, http.MethodPatch, "/invitations/"+r.PostID, map[string]any{"occurrence": from.UnixMilli(), "starts_at": to.UnixMilli()})
	m.did("move %s of %s to %s: %d %s", from.UTC().Format("2006-01-02 15:04"), r.ID, to.UTC().Format("2006-01-02 15:04"), got.Code, m.idOf(got))
	if after, ok := m.record(r.ID); got.Code == http.StatusOK {
		require.True(m, ok && planOf(after).IsAt(to) && !planOf(after).IsAt(from) || from.Equal(to), m.story())
	}
}

func (m *scheduleModel) skipOne() {
	r := m.anOpen()
	start := m.anOccurrence(r)
	got := m.asks(r.InviterID, http.MethodPost, "/invitations/"+r.PostID+"/skip", map[string]any{"starts_at": start.UnixMilli()})
	m.did("skip %s of %s: %d %s", start.UTC().Format("2006-01-02 15:04"), r.ID, got.Code, m.idOf(got))
	if after, ok := m.record(r.ID); got.Code == http.StatusOK {
		require.True(m, ok && !planOf(after).IsAt(start), m.story())
	}
}

func (m *scheduleModel) end() {
	r := m.anOpen()
	m.endedBy[r.ID] = r.InviterID
	got := m.asks(r.InviterID, http.MethodPost, "/invitations/"+r.PostID+"/end", nil)
	m.did("end %s: %d %s", r.ID, got.Code, m.idOf(got))
	if after, _ := m.record(r.ID); got.Code == http.StatusOK {
		require.True(m, after.IsOver(), m.story())
	}
}

func (m *scheduleModel) answer() {
	r := m.anOpen()
	reaction := &model.Reaction{
		UserId: pick(m, "person", m.people), PostId: r.PostID, CreateAt: m.now.UnixMilli(),
		EmojiName: pick(m, "answer", []string{"white_check_mark", "x", "grey_question"}),
	}
	_, _ = m.fake.AddReaction(reaction)
	m.world.plugin.ReactionHasBeenAdded(nil, reaction)
	m.did("answer %s with %s", r.ID, reaction.EmojiName)
}

// delete deletes the post of a plan and tells one server, or none, as while the plugin is off.
func (m *scheduleModel) delete() {
	r := m.anOpen()
	post := m.postOf(r)
	if post == nil {
		m.SkipNow()
	}
	isTold := rapid.Bool().Draw(m.T, "is told")
	m.deleted[r.ID] = true
	_ = m.fake.DeletePost(post.Id)
	if isTold {
		m.world.plugin.MessageHasBeenDeleted(&plugin.Context{SessionId: r.InviterID}, post)
		m.settles()
	}
	m.did("delete %s, is told: %t", r.ID, isTold)
}

// archive archives a channel for some minutes.
func (m *scheduleModel) archive() {
	channel := pick(m, "channel", m.channels)
	m.did("archive for a while")
	m.fake.Archive(channel)
	m.pass(rapid.IntRange(1, 10).Draw(m.T, "minutes"))
	m.fake.Restore(channel)
	m.did("restore")
}

// leave removes a person from a channel for some minutes.
func (m *scheduleModel) leave() {
	person, channel := pick(m, "person", m.people), pick(m, "channel", m.channels)
	m.absent[person] = true
	m.did("leave for a while")
	m.fake.RemoveMember(channel, person)
	m.pass(rapid.IntRange(1, 10).Draw(m.T, "minutes"))
	m.fake.AddMember(channel, person)
	m.did("enter")
}

// deactivate deactivates somebody for some minutes.
func (m *scheduleModel) deactivate() {
	person := pick(m, "person", m.people)
	m.absent[person] = true
	m.did("deactivate for a while")
	m.fake.Deactivate(person)
	m.pass(rapid.IntRange(1, 10).Draw(m.T, "minutes"))
	m.fake.Activate(person)
	m.did("activate")
}

// switchServer makes the other server answer and run the jobs.
func (m *scheduleModel) switchServer() {
	if m.world.plugin == m.servers[0] {
		m.world.plugin = m.servers[1]
	} else {
		m.world.plugin = m.servers[0]
	}
	m.did("the other server")
}

// restart restarts a server, which empties its memory.
func (m *scheduleModel) restart() {
	require.NoError(m, m.world.plugin.OnDeactivate())
	require.NoError(m, m.world.plugin.OnActivate())
	m.did("restart")
}

// crash makes a server go down in the middle of an action.
func (m *scheduleModel) crash() {
	calls, isDone := rapid.IntRange(0, 25).Draw(m.T, "calls"), rapid.Bool().Draw(m.T, "is done")
	do := pick(m, "meanwhile", []func(){m.plan, m.change, m.moveOne, m.skipOne, m.end, m.wait, m.waitForStart})
	m.did("crash after %d calls of what follows, the last is done: %t", calls, isDone)
	m.fake.CrashAfter(calls, isDone)
	defer func() {
		m.settles()
		m.fake.Recover()
		m.restart()
	}()
	do()
}

// lose loses the database for some minutes.
func (m *scheduleModel) lose() {
	methods := []string{"GetPost", "CreatePost", "UpdatePost", "KVGet", "KVSetWithOptions", "KVDelete", "GetReactions", "GetChannel", "GetUsersByIds", "GetChannelMembersByIds", "GetPostsForChannel"}
	method := pick(m, "method", methods)
	do := pick(m, "meanwhile", []func(){m.plan, m.change, m.end, m.wait, m.waitForStart})
	m.did("lose %s", method)
	m.fake.Fail(method)
	defer func() {
		m.fake.Mend(method)
		m.did("have %s again", method)
	}()
	do()
	m.pass(rapid.IntRange(0, 10).Draw(m.T, "minutes of the outage"))
}

// lag makes replicas lag from now on, or not.
func (m *scheduleModel) lag() {
	m.lagging = rapid.IntRange(0, 2).Draw(m.T, "reads")
	m.fake.Lag(m.lagging)
	m.did("lag by %d reads", m.lagging)
}

func (m *scheduleModel) jumpForward() {
	m.set(m.now.Add(time.Duration(rapid.IntRange(1, 1500).Draw(m.T, "minutes")) * time.Minute))
	m.did("jump forward")
	m.pass(1)
}

func (m *scheduleModel) jumpBack() {
	m.set(m.now.Add(-time.Duration(rapid.IntRange(1, 90).Draw(m.T, "minutes")) * time.Minute))
	m.did("jump back")
	m.pass(1)
}

// changeZone changes the rules of the zone by an hour.
func (m *scheduleModel) changeZone() {
	hours := pick(m, "hours", []int{0, 1, 2})
	if hours != m.zoneHours {
		m.forgetWhatIsDue() // the starts have moved
	}
	m.setZone(hours)
	m.did("the zone is %d hours ahead now", m.zoneHours)
}

// inBetween does an action while a server is in the middle of another one.
func (m *scheduleModel) inBetween() {
	method := pick(m, "method", []string{"KVGet", "KVSetWithOptions", "CreatePost", "UpdatePost", "GetPost", "GetReactions"})
	other := m.servers[0]
	if m.world.plugin == other {
		other = m.servers[1]
	}
	minutes := rapid.IntRange(0, 1).Draw(m.T, "minutes") // Mattermost gives up queries after half a minute
	do := pick(m, "meanwhile", []func(){m.plan, m.change, m.moveOne, m.skipOne, m.end, m.wait, m.waitForStart})
	m.did("at the next %s, %d minutes pass and the other server does its job", method, minutes)
	m.fake.During(method, func() {
		if minutes > 0 {
			m.set(m.now.Add(time.Duration(minutes) * time.Minute))
			m.fake.Lag(m.lagging)
		}
		other.components.Load().schedule.Run()
	})
	defer m.fake.During(method, nil)
	do()
}

// bothAtOnce runs the jobs of both servers at the same time.
func (m *scheduleModel) bothAtOnce() {
	m.set(m.now.Truncate(time.Minute).Add(time.Minute))
	m.fake.Lag(m.lagging)
	m.did("both at once")
	done := make(chan struct{})
	go func() {
		defer close(done)
		m.servers[1].components.Load().schedule.Run()
	}()
	m.servers[0].components.Load().schedule.Run()
	<-done
	m.settles()
}

func (m *scheduleModel) wait() {
	minutes := rapid.IntRange(1, 60).Draw(m.T, "minutes")
	m.did("wait for %d minutes", minutes)
	m.pass(minutes)
}

// waitForStart waits until just after the next start of any plan.
func (m *scheduleModel) waitForStart() {
	next := m.now.Add(24 * time.Hour)
	for _, r := range m.records() {
		if occurrence, ok := planOf(r).Next(m.now); ok && r.State == schedule.Open && occurrence.Start.Before(next) {
			next = occurrence.Start
		}
	}
	m.did("wait for %s", next.UTC().Format("2006-01-02 15:04"))
	if early := next.Add(-11 * time.Minute); early.After(m.now) {
		m.set(early)
	}
	for m.now.Before(next) {
		m.pass(1)
	}
}

func (m *scheduleModel) cleanUp() {
	m.did("clean up")
	m.world.plugin.components.Load().schedule.CleanUp()
	m.settles()
}

// settle repairs everything, and lets some time pass.
func (m *scheduleModel) settle() {
	m.did("settle")
	m.lagging = 0
	m.fake.Lag(0)
	m.pass(70)
	for slices.ContainsFunc(m.records(), func(r schedule.Record) bool { return m.now.UnixMilli()-r.PlannedAt < time.Hour.Milliseconds() }) {
		m.pass(10) // CleanUp keeps plans that may still be being made
	}
	m.cleanUp()
}

// endAll ends all open plans, and lets three months pass.
func (m *scheduleModel) endAll() {
	for _, r := range m.open() {
		m.endedBy[r.ID] = r.InviterID
		got := m.asks(r.InviterID, http.MethodPost, "/invitations/"+r.PostID+"/end", nil)
		m.did("end %s: %d %s", r.ID, got.Code, m.idOf(got))
		require.Equal(m, http.StatusOK, got.Code, m.story())
	}
	for m.isAnyOpen() {
		m.waitForStart() // a deleted post that no server noticed is noticed at the next start
	}
	m.pass(5)
	for range 4 {
		m.set(m.now.Add(25 * time.Hour))
		m.minutePasses()
		m.cleanUp()
	}
	m.set(m.now.Add(92 * 24 * time.Hour))
	m.minutePasses()
	m.cleanUp()
}
