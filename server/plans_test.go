package main

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"mattermost-plugin-blizz/server/fake"
)

// TestASeriesGoesOn: a series goes on after any failure at one of its starts.
func TestASeriesGoesOn(t *testing.T) {
	for name, during := range map[string]struct{ before, after func(w *world) }{
		"the channel was archived": {
			func(w *world) { w.Archive(w.channel) },
			func(w *world) { w.Restore(w.channel) },
		},
		"the post could not be read": {
			func(w *world) { w.Fail("GetPost") },
			func(w *world) { w.Mend("GetPost") },
		},
		"Mattermost failed to take the reminder": {
			func(w *world) { w.Fail("CreatePost") },
			func(w *world) { w.Mend("CreatePost") },
		},
	} {
		t.Run(name, func(t *testing.T) {
			w := newPlannedWorld(t)
			post := w.plans(w.alice, "--at mon 10:00 --every week")
			during.before(w)
			w.passes("2026-10-26T10:00:00+01:00", "2026-10-26T11:05:00+01:00")
			during.after(w)
			assert.Empty(t, w.replies(post))
			assert.NotEmpty(t, w.Logged, "the log names the reminder that was left out")
			assert.Len(t, w.remindersAt(post, "2026-11-02T10:00:00+01:00"), 1)
		})
	}
}

func TestASeriesGoesOnAfterDaysOffAndAFirstLookThatFails(t *testing.T) {
	w := newPlannedWorld(t)
	post := w.plans(w.alice, "--at mon 10:00 --every week")
	w.Fail("GetPost")
	w.passes("2026-10-29T10:00:00+01:00", "2026-10-29T10:01:00+01:00")
	w.Mend("GetPost")
	assert.Len(t, w.remindersAt(post, "2026-11-02T10:00:00+01:00"), 1)
}

// TestASeriesFollowsItsTimeZone: if the zone's rules change, a stored start moves to its new moment.
func TestASeriesFollowsItsTimeZone(t *testing.T) {
	for name, shift := range map[string]time.Duration{"an hour later": time.Hour, "an hour earlier": -time.Hour} {
		t.Run(name, func(t *testing.T) {
			w := newPlannedWorld(t)
			post := w.plans(w.alice, "--at mon 10:00 --every week")
			// A server with a wrong zone, off by an hour, would have stored this.
			start := at(t, "2026-10-26T10:00:00+01:00")
			key := "plan_" + post.GetProp("plan_id").(string)
			stored, _ := w.KVGet(key)
			shifted := strings.ReplaceAll(string(stored), strconv.FormatInt(start.UnixMilli(), 10), strconv.FormatInt(start.Add(shift).UnixMilli(), 10))
			require.NotEqual(t, string(stored), shifted)
			w.restarts()
			w.Store(key, shifted)
			w.Store(fmt.Sprintf("due_%d_0", start.Add(shift).Unix()/60), `{"version": 1, "entries": ["`+post.GetProp("plan_id").(string)+`"]}`)
			w.passes("2026-10-26T08:58:00+01:00", "2026-10-26T11:02:00+01:00")
			assert.Len(t, w.replies(post), 1)
			assert.Len(t, w.remindersAt(post, "2026-11-02T10:00:00+01:00"), 2)
		})
	}
}

// restarts stops the plugin and starts it again, which empties its memory.
func (w *world) restarts() {
	w.t.Helper()
	require.NoError(w.t, w.plugin.OnDeactivate())
	require.NoError(w.t, w.plugin.OnActivate())
}

func TestTheStartComesWhileTheInvitationIsPosted(t *testing.T) {
	w := newPlannedWorld(t)
	w.clock.Set(at(t, "2026-10-23T14:29:59+02:00"))
	w.minutePasses()
	slow := &slowlyPosting{Mattermost: w.Mattermost, arrives: func() {
		w.clock.Set(at(t, "2026-10-23T14:30:05+02:00"))
	}}
	w.restartIn(slow)
	w.types(w.alice, "/blizz m12-345-678 --at 14:30")
	post := w.Posts(w.channel)[0]
	assert.Len(t, w.replies(post), 1, "at once")
	w.passes("2026-10-23T14:31:00+02:00", "2026-10-23T14:35:00+02:00")
	assert.Len(t, w.replies(post), 1)
}

// slowlyPosting is a Mattermost in which an invitation takes time to arrive.
type slowlyPosting struct {
	*fake.Mattermost
	arrives func()
}

func (s *slowlyPosting) CreatePost(post *model.Post) (*model.Post, *model.AppError) {
	if post.Type == "custom_blizz" {
		s.arrives()
	}
	return s.Mattermost.CreatePost(post)
}

// TestPlannersDoNotWaitForEachOther: the replicas of two servers lag. Each plan is made and is in the lists.
func TestPlannersDoNotWaitForEachOther(t *testing.T) {
	w := newPlannedWorld(t)
	other := &Plugin{Now: w.clock.Now}
	other.SetAPI(w.Mattermost)
	require.NoError(t, other.OnConfigurationChange())
	require.NoError(t, other.OnActivate())
	t.Cleanup(func() { require.NoError(t, other.OnDeactivate()) })
	w.Lag(3)
	var people []string
	for i := range 20 {
		person := w.AddUser(fmt.Sprint("person", i), "en")
		w.AddMember(w.channel, person)
		w.Move(person, "Europe/Berlin")
		people = append(people, person)
	}
	var wait sync.WaitGroup
	for i, person := range people {
		wait.Go(func() {
			server := []*Plugin{w.plugin, other}[i%2]
			_, _ = server.ExecuteCommand(nil, &model.CommandArgs{UserId: person, ChannelId: w.channel, Command: "/blizz m12-345-678 --at 14:30"})
		})
	}
	wait.Wait()
	w.settles()
	other.components.Load().schedule.Wait()
	posts := w.Posts(w.channel)
	require.Len(t, posts, 20)
	w.Lag(0)
	w.passes("2026-10-23T14:30:00+02:00", "2026-10-23T14:33:00+02:00")
	for _, post := range posts {
		assert.Len(t, w.replies(post), 1)
	}
	assert.Empty(t, w.Logged)
	assert.Empty(t, w.Keys("due_"))
}

func TestPlansAreBounded(t *testing.T) {
	w := newPlannedWorld(t)
	start := at(t, "2026-10-26T10:00:00+01:00")
	planned := func(start time.Time) answer {
		return w.invites(w.alice, map[string]any{"starts_at": start.UnixMilli(), "repeat": "FREQ=WEEKLY"})
	}
	for i := range 100 {
		require.Equal(t, http.StatusCreated, planned(start.Add(time.Duration(i/10)*time.Minute)).Status)
		if i == 9 {
			code, message := planned(start).error(t)
			assert.Equal(t, "too_many_planned", code)
			assert.Contains(t, message, "10 can start in the same minute")
		}
	}
	refused := planned(start.Add(time.Hour))
	assert.Equal(t, http.StatusTooManyRequests, refused.Status)
	assert.Len(t, w.Posts(w.channel), 100, "nothing was posted")
	assert.Len(t, w.Keys("plan_"), 100, "no key is left")
	w.types(w.alice, "/blizz end all")
	assert.Equal(t, http.StatusCreated, planned(start.Add(time.Hour)).Status, "an ended plan makes room for a new one")
	assert.Equal(t, http.StatusCreated, w.invites(w.bob, map[string]any{"starts_at": start.UnixMilli()}).Status)
}

func TestPlansOfAChannelAreBounded(t *testing.T) {
	const limit = 512
	w := newPlannedWorld(t)
	start := at(t, "2026-10-26T10:00:00+01:00")
	planned := func(userID string, n int) answer {
		return w.invites(userID, map[string]any{"starts_at": start.Add(time.Duration(n) * time.Minute).UnixMilli()})
	}
	var person string
	for i := range limit {
		if i%100 == 0 {
			person = w.AddUser(fmt.Sprint("person", i), "en")
			w.AddMember(w.channel, person)
		}
		require.Equal(t, http.StatusCreated, planned(person, i).Status)
	}
	refused := planned(person, limit)
	code, message := refused.error(t)
	assert.Equal(t, http.StatusTooManyRequests, refused.Status)
	assert.Equal(t, "too_many_planned", code)
	assert.Contains(t, message, "in this channel")
	assert.Len(t, w.Posts(w.channel), limit, "nothing was posted")
	assert.Len(t, w.Keys("plan_"), limit, "no key is left")

	changed := w.asks(person, http.MethodPatch, "/invitations/"+w.Posts(w.channel)[limit-1].Id, `{"topic": "Retro"}`)
	assert.Equal(t, http.StatusOK, changed.Status, "a planned meeting can still be changed")
	w.types(person, "/blizz end all")
	assert.Equal(t, http.StatusCreated, planned(person, limit).Status, "an ended plan makes room for a new one")
}

func TestASeriesEndsWithItsInviter(t *testing.T) {
	for name, c := range map[string]struct {
		goes func(w *world)
		says string
	}{
		"left":        {func(w *world) { w.RemoveMember(w.channel, w.alice) }, "Stand-up does not take place any more: alice is no longer in this channel"},
		"deactivated": {func(w *world) { w.Deactivate(w.alice) }, "Stand-up does not take place any more: the account of alice is deactivated"},
	} {
		t.Run(name, func(t *testing.T) {
			w := newPlannedWorld(t)
			post := w.plans(w.alice, "Stand-up --at 14:30 --every week")
			w.goes(w.bob, post)
			c.goes(w)
			w.passes("2026-10-23T14:30:00+02:00", "2026-10-23T14:40:00+02:00")
			require.Len(t, w.replies(post), 1)
			assert.Equal(t, c.says+"\n@bob", w.replies(post)[0].Message)
			ended, _ := w.GetPost(post.Id)
			assert.Equal(t, "ended", ended.GetProp("status"))
			assert.Contains(t, w.types(w.bob, "/blizz upcoming").Text, "Hier steht nichts an.")
			w.passes("2026-10-30T14:30:00+01:00", "2026-10-30T14:31:00+01:00")
			assert.Len(t, w.replies(post), 1, "one notice in the channel")
			assert.Empty(t, w.Keys("due_"))
		})
	}
}

func TestPeopleWhoLeftAreNotGoing(t *testing.T) {
	w := newPlannedWorld(t)
	post := w.plans(w.alice, "--at 14:30")
	w.goes(w.bob, post)
	w.goes(w.carol, post)
	w.RemoveMember(w.channel, w.bob)
	reminders := w.remindersAt(post, "2026-10-23T14:30:00+02:00")
	require.Len(t, reminders, 1)
	assert.True(t, strings.HasSuffix(reminders[0].Message, "\n@alice @carol"), reminders[0].Message)
}

func TestDeletingAPlanTellsThePeopleWhoWereGoing(t *testing.T) {
	w := newPlannedWorld(t)
	post := w.plans(w.alice, "Sprint review --at 14:30")
	w.goes(w.bob, post)
	w.deletes(w.alice, post)
	posts := w.Posts(w.channel)
	require.Len(t, posts, 1)
	assert.Equal(t, "alice deleted the invitation to Sprint review, so it does not take place\n@bob", posts[0].Message)
	w.passes("2026-10-23T14:30:00+02:00", "2026-10-23T14:32:00+02:00")
	assert.Len(t, w.Posts(w.channel), 1)
}

func TestARefusedReminderIsNotTriedAgain(t *testing.T) {
	w := newPlannedWorld(t)
	refusing := &refusing{Mattermost: w.Mattermost}
	w.restartIn(refusing)
	w.plans(w.alice, "--at 14:30")
	refusing.refuses = true
	w.passes("2026-10-23T14:30:00+02:00", "2026-10-23T14:40:00+02:00")
	assert.Equal(t, 1, refusing.refused)
	assert.Contains(t, w.Logged, "Mattermost refused a reminder, which is left out")
	assert.Empty(t, w.Keys("due_"))
}

// refusing is a Mattermost that refuses posts.
type refusing struct {
	*fake.Mattermost
	refuses bool
	refused int
}

func (r *refusing) CreatePost(post *model.Post) (*model.Post, *model.AppError) {
	if r.refuses {
		r.refused++
		return nil, model.NewAppError("CreatePost", "refused", nil, "", http.StatusBadRequest)
	}
	return r.Mattermost.CreatePost(post)
}

// TestUpcomingInAFewCalls: the number of calls does not depend on deleted invitations.
func TestUpcomingInAFewCalls(t *testing.T) {
	w := newPlannedWorld(t)
	for i := range 60 {
		person := w.AddUser(fmt.Sprint("person", i), "en")
		w.AddMember(w.channel, person)
		for j := range 5 {
			w.invites(person, map[string]any{"starts_at": at(t, "2026-10-26T10:00:00+01:00").Add(time.Duration(j) * time.Minute).UnixMilli()})
		}
	}
	w.Calls()
	w.types(w.alice, "/blizz upcoming")
	assert.Less(t, len(w.Calls()), 60)
}

func TestTheSecondClickAfterAFailedFirstOne(t *testing.T) {
	w := newPlannedWorld(t)
	fields := map[string]any{"pending_post_id": "click", "starts_at": 1}
	require.Equal(t, http.StatusBadRequest, w.invites(w.alice, fields).Status)
	w.Revoke(w.alice, w.channel, model.PermissionCreatePost)
	fields = map[string]any{"pending_post_id": "click"}
	require.Equal(t, http.StatusForbidden, w.invites(w.alice, fields).Status)
	w.Grant(w.alice, w.channel, model.PermissionCreatePost)
	began := time.Now()
	require.Equal(t, http.StatusCreated, w.invites(w.alice, fields).Status)
	assert.Less(t, time.Since(began), time.Second)
}
