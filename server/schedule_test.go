package main

import (
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/mattermost/mattermost/server/public/plugin"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"mattermost-plugin-blizz/server/fake"
)

// at returns a time written with its offset from UTC.
func at(t testing.TB, text string) time.Time {
	t.Helper()
	moment, err := time.Parse(time.RFC3339, text)
	require.NoError(t, err)
	return moment
}

// newPlannedWorld returns a world on Fri, 23 Oct 2026, 12:00 in Berlin. alice and bob live there, carol in New York.
// Clocks go back on Sunday in Berlin, and a week later in New York.
func newPlannedWorld(t testing.TB) *world {
	t.Helper()
	w := newWorld(t)
	w.Move(w.alice, "Europe/Berlin")
	w.Move(w.bob, "Europe/Berlin")
	w.Move(w.carol, "America/New_York")
	site := "https://chat.example"
	w.Config.ServiceSettings.SiteURL = &site
	require.NoError(t, w.plugin.OnConfigurationChange())
	w.clock.Set(at(t, "2026-10-23T12:00:00+02:00"))
	w.minutePasses()
	return w
}

// plans types a command that plans a meeting. The command must make one post.
func (w *world) plans(userID, flags string) *model.Post {
	w.t.Helper()
	return w.plansMeeting(userID, "m12-345-678", flags)
}

func (w *world) plansMeeting(userID, meeting, flags string) *model.Post {
	w.t.Helper()
	before := len(w.Posts(w.channel))
	response := w.types(userID, "/blizz "+meeting+" "+flags)
	posts := w.Posts(w.channel)
	require.Len(w.t, posts, before+1, response.Text)
	return posts[before]
}

// minutePasses runs the job of one minute.
func (w *world) minutePasses() {
	w.plugin.components.Load().everyMinute()
	w.settles()
}

// remindersAt sets the clock, runs the job, and returns the replies below a post.
func (w *world) remindersAt(post *model.Post, moment string) []*model.Post {
	w.t.Helper()
	w.clock.Set(at(w.t, moment))
	w.minutePasses()
	return w.replies(post)
}

func (w *world) replies(post *model.Post) (replies []*model.Post) {
	for _, other := range w.Posts(post.ChannelId) {
		if other.RootId == post.Id {
			replies = append(replies, other)
		}
	}
	return replies
}

func (w *world) bot() string {
	w.t.Helper()
	bot, err := w.EnsureBotUser(&model.Bot{Username: "blizz"})
	require.NoError(w.t, err)
	return bot
}

// deletes removes a post as a person.
func (w *world) deletes(userID string, post *model.Post) {
	w.t.Helper()
	require.Nil(w.t, w.DeletePost(post.Id))
	w.plugin.MessageHasBeenDeleted(&plugin.Context{SessionId: userID}, post)
	w.settles()
}

// goes adds a person's reaction for going.
func (w *world) goes(userID string, post *model.Post) {
	w.answers(userID, post, "white_check_mark")
}

// answers adds a person's reaction.
func (w *world) answers(userID string, post *model.Post, emoji string) {
	w.t.Helper()
	reaction := &model.Reaction{UserId: userID, PostId: post.Id, EmojiName: emoji}
	_, appErr := w.AddReaction(reaction)
	require.Nil(w.t, appErr)
	w.plugin.ReactionHasBeenAdded(nil, reaction)
}

func TestPlanByCommand(t *testing.T) {
	w := newPlannedWorld(t)

	response := w.types(w.alice, "/blizz m12-345-678 Sprint review --at tomorrow 9:00 --for 1h30m --password s3cret")

	assert.Empty(t, response.Text, "the command answers only with the post")
	posts := w.Posts(w.channel)
	require.Len(t, posts, 1)
	post := posts[0]
	assert.Equal(t, w.alice, post.UserId)
	assert.Equal(t, "custom_blizz", post.Type)
	assert.Equal(t, strings.Join([]string{
		"alice invites you to join [Blizz meeting m12-345-678](https://go.blizz.com/join/m12345678)",
		"Sprint review",
		"Sat, 24 Oct 2026, 09:00 (Berlin), 1 h 30 min",
		"Password: `s3cret`",
		"[Add to calendar](https://chat.example/plugins/blizz/api/v1/invitations/" + post.GetProp("plan_id").(string) + "/calendar.ics)",
	}, "\n"), post.Message)
	assert.Equal(t, model.StringInterface{
		"service": "blizz", "meeting_id": "m12345678",
		"topic":            "Sprint review",
		"password":         "s3cret",
		"status":           "open",
		"starts_at":        at(t, "2026-10-24T07:00:00Z").UnixMilli(),
		"duration_minutes": int64(90),
		"time_zone":        "Europe/Berlin",
		"meeting_provider": "Blizz",
		"meeting_link":     "https://go.blizz.com/join/m12345678",
		"plan_id":          post.GetProp("plan_id"),
	}, post.GetProps())
	reactions, _ := w.GetReactions(post.Id)
	require.Len(t, reactions, 3)
	for i, emoji := range []string{"white_check_mark", "x", "grey_question"} {
		assert.Equal(t, w.bot(), reactions[i].UserId)
		assert.Equal(t, emoji, reactions[i].EmojiName)
	}
	assert.Zero(t, post.EditAt, "the post must not be marked as edited")
	w.waitForRecent(w.alice, "m12345678")
}

func TestPlanFlags(t *testing.T) {
	w := newPlannedWorld(t)
	for command, want := range map[string]struct {
		start   string
		topic   any
		minutes any
		every   any
	}{
		"--at 14:30 Retro":                            {"2026-10-23T14:30:00+02:00", "Retro", nil, nil},
		"--at tomorrow 9:00 Retro":                    {"2026-10-24T09:00:00+02:00", "Retro", nil, nil},
		"Retro --at mon 10:00 --for 45m --every week": {"2026-10-26T10:00:00+01:00", "Retro", int64(45), "FREQ=WEEKLY"},
		`--at "tomorrow 9:00" Retro`:                  {"2026-10-24T09:00:00+02:00", "Retro", nil, nil},
		"—at „tomorrow 9:00“ –for 2h Retro":           {"2026-10-24T09:00:00+02:00", "Retro", int64(120), nil},
		"--at 14:30 --for 1h 30m Retro":               {"2026-10-23T14:30:00+02:00", "Retro", int64(90), nil},
		"--at 14:30 --for 1 h 30 min Retro":           {"2026-10-23T14:30:00+02:00", "Retro", int64(90), nil},
		"--at 14:30 --for 1h 30 topics":               {"2026-10-23T14:30:00+02:00", "30 topics", int64(60), nil},
		"--at=9pm Retro":                              {"2026-10-23T21:00:00+02:00", "Retro", nil, nil},
		"--at 9 pm Retro":                             {"2026-10-23T21:00:00+02:00", "Retro", nil, nil},
		"--at 9am tomorrow Retro":                     {"2026-10-24T09:00:00+02:00", "Retro", nil, nil},
		"--at 14:30 mon, Retro":                       {"2026-10-26T14:30:00+01:00", "Retro", nil, nil},
		"Retro --at 10:00 2026-11-23 --for 45m":       {"2026-11-23T10:00:00+01:00", "Retro", int64(45), nil},
		"--at 14:30 today's news":                     {"2026-10-23T14:30:00+02:00", "today's news", nil, nil},
		"--at +15m 3 topics":                          {"2026-10-23T12:15:00+02:00", "3 topics", nil, nil},
		"--at sat 9:00 --every weekday Retro":         {"2026-10-26T09:00:00+01:00", "Retro", nil, "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"},
		"--at mon 10:00 --every alle 2 Wochen Retro":  {"2026-10-26T10:00:00+01:00", "Retro", nil, "FREQ=WEEKLY;INTERVAL=2"},
		"--every week --until Dec 24 --at mon 10:00":  {"2026-10-26T10:00:00+01:00", nil, nil, "FREQ=WEEKLY;UNTIL=20261224T225959Z"},
		"--at mon 10:00 --every day --until 3 Mal X":  {"2026-10-26T10:00:00+01:00", "X", nil, "FREQ=DAILY;COUNT=3"},
	} {
		t.Run(command, func(t *testing.T) {
			post := w.plans(w.alice, command)
			assert.Equal(t, at(t, want.start).UnixMilli(), post.GetProp("starts_at"))
			assert.Equal(t, want.topic, post.GetProp("topic"))
			assert.Equal(t, want.minutes, post.GetProp("duration_minutes"))
			assert.Equal(t, want.every, post.GetProp("repeat"))
		})
	}
}

func TestADurationWithoutAStartMeansNow(t *testing.T) {
	w := newPlannedWorld(t)
	response := w.types(w.alice, "/blizz m12-345-678 --for 45m")
	assert.Equal(t, model.CommandResponseTypeInChannel, response.ResponseType, "the server posts the answer")
	assert.Contains(t, response.Text, "\n45 min")
	assert.Equal(t, int64(45), response.Props["duration_minutes"])
	assert.NotContains(t, response.Props, "starts_at")
}

func TestPlanOfATimePastTodayMeansTomorrowAndSaysSo(t *testing.T) {
	w := newPlannedWorld(t)
	response := w.types(w.bob, "/blizz m12-345-678 --at 9am")
	assert.Equal(t, model.CommandResponseTypeEphemeral, response.ResponseType)
	assert.Equal(t, "Diese Uhrzeit ist heute schon vorbei, also ist das Meeting morgen: Sa., 24. Okt. 2026, 09:00 (Berlin).", response.Text)
	require.Len(t, w.Posts(w.channel), 1)
	assert.Contains(t, w.Posts(w.channel)[0].Message, "Sat, 24 Oct 2026, 09:00", "the channel reads the server's language")
}

func TestPlanOnAWeekendForWeekdaysMeansMondayAndSaysSo(t *testing.T) {
	w := newPlannedWorld(t)
	for _, start := range []string{"9am", "sun 9:00"} {
		assert.Equal(t, "The first meeting by that rule is: Mon, 26 Oct 2026, 09:00 (Berlin).",
			w.types(w.alice, "/blizz m12-345-678 --every weekday --at "+start).Text)
	}
}

func TestPlanRefuses(t *testing.T) {
	w := newPlannedWorld(t)
	const planned = "`/blizz m12-345-678 Sprint review --at tomorrow 9:00 --for 45m`"
	for command, reason := range map[string]string{
		"/blizz m12-345-678 --at":                                   "nothing behind `--at`. Write for example `--at tomorrow 9:00`",
		"/blizz m12-345-678 --at --for 45m":                         "nothing behind `--at`",
		"/blizz m12-345-678 --at 14:30 --for":                       "nothing behind `--for`. Write for example `--for 45m`",
		"/blizz m12-345-678 --at soon":                              "can't read that start",
		"/blizz m12-345-678 --at 25:00":                             "no such date or time",
		"/blizz m12-345-678 --at 2026-02-30 9:00":                   "no such date or time",
		"/blizz m12-345-678 --at 2027-03-28 2:30":                   "the clocks go forward",
		"/blizz m12-345-678 --at today 9:00":                        "start is past",
		"/blizz m12-345-678 --at 9:00 today":                        "start is past",
		"/blizz m12-345-678 --at 2027-12-01 9:00":                   "more than a year ahead",
		"/blizz m12-345-678 --at 14:30 --for ever":                  "from a minute to a day",
		"/blizz m12-345-678 --at 14:30 --for 25h":                   "from a minute to a day",
		"/blizz m12-345-678 --at 14:30 --every year":                "how that repeats",
		"/blizz m12-345-678 --every week":                           "needs a start",
		"/blizz m123 --at 14:30":                                    "too short",
		"/blizz m12-345-678 --at 14:30 " + strings.Repeat("x", 251): "topic is too long",
	} {
		t.Run(command[:min(len(command), 60)], func(t *testing.T) {
			response := w.types(w.alice, command)
			assert.Equal(t, model.CommandResponseTypeEphemeral, response.ResponseType)
			assert.Contains(t, response.Text, reason)
			assert.Contains(t, response.Text, "Example: `/blizz m12-345-678 Sprint review")
		})
	}
	assert.Contains(t, w.types(w.alice, "/blizz m12-345-678 --at soon").Text, planned)
	assert.Empty(t, w.Posts(w.channel))
	assert.Empty(t, w.Keys("due_"))
	assert.Empty(t, w.Logged)
}

func TestPlanInThePersonsTimeZone(t *testing.T) {
	w := newPlannedWorld(t)
	assert.Contains(t, w.plans(w.carol, "--at 14:30").Message, "Fri, 23 Oct 2026, 14:30 (New York)")
	w.Move(w.carol, "")
	assert.Contains(t, w.plans(w.carol, "--at 14:30").Message, "Fri, 23 Oct 2026, 14:30 (UTC)")
}

func TestNothingIsPostedIfThePlanCannotBeStored(t *testing.T) {
	w := newPlannedWorld(t)
	w.Fail("KVSetWithOptions")
	response := w.types(w.alice, "/blizz m12-345-678 --at 14:30")
	assert.Contains(t, response.Text, "Something went wrong on the server, and nothing was posted")
	assert.Empty(t, w.Posts(w.channel))
}

func TestReminder(t *testing.T) {
	w := newPlannedWorld(t)
	post := w.plans(w.alice, "Sprint review @all --at 14:30")
	w.goes(w.bob, post)
	w.goes(w.alice, post)
	_, _ = w.AddReaction(&model.Reaction{UserId: w.carol, PostId: post.Id, EmojiName: "smile"})

	assert.Empty(t, w.remindersAt(post, "2026-10-23T14:29:59+02:00"))
	reminders := w.remindersAt(post, "2026-10-23T14:30:00+02:00")

	require.Len(t, reminders, 1)
	assert.Equal(t, "[Sprint review @\u200ball](https://go.blizz.com/join/m12345678) starts now\n@alice @bob", reminders[0].Message)
	assert.Equal(t, w.bot(), reminders[0].UserId)
	for _, later := range []string{"2026-10-23T14:30:20+02:00", "2026-10-23T14:31:00+02:00", "2026-10-30T14:30:00+01:00"} {
		assert.Len(t, w.remindersAt(post, later), 1, later)
	}
	assert.Empty(t, w.Keys("due_"))
	assert.Empty(t, w.Logged)
}

func TestReminderIsNeverInAPersonsName(t *testing.T) {
	mattermost := fake.New()
	person := mattermost.AddUser("blizz", "en")
	w := newWorldIn(t, mattermost)
	w.clock.Set(at(t, "2026-10-23T12:00:00+02:00"))
	post := w.plans(w.alice, "--at 14:30")
	reminders := w.remindersAt(post, "2026-10-23T14:30:00Z")
	require.Len(t, reminders, 1)
	assert.NotEqual(t, person, reminders[0].UserId)
}

func TestReminderInAThread(t *testing.T) {
	w := newPlannedWorld(t)
	root, _ := w.CreatePost(&model.Post{UserId: w.bob, ChannelId: w.channel})
	w.typesIn(w.alice, root.Id, "/blizz m12-345-678 --at 14:30")
	require.Len(t, w.replies(root), 1)
	assert.Len(t, w.remindersAt(root, "2026-10-23T14:30:00+02:00"), 2)
}

func TestReminderAfterAPause(t *testing.T) {
	for pause, want := range map[string]string{
		"2026-10-23T14:31:50+02:00": "starts now",
		"2026-10-23T15:29:00+02:00": "was planned for Fri, 23 Oct 2026, 14:30 (Berlin). This reminder is late.",
		"2026-10-23T15:30:00+02:00": "This reminder is late.",
		"2026-10-23T15:31:00+02:00": "",
		"2026-11-23T14:30:00+01:00": "",
	} {
		t.Run(pause, func(t *testing.T) {
			w := newPlannedWorld(t)
			post := w.plans(w.alice, "--at 14:30")
			reminders := w.remindersAt(post, pause)
			if want == "" {
				assert.Empty(t, reminders)
			} else {
				require.Len(t, reminders, 1)
				assert.Contains(t, reminders[0].Message, want)
			}
			assert.Empty(t, w.Keys("due_"), "no reminder is left to send")
		})
	}
}

func TestAReminderIsLeftOut(t *testing.T) {
	for name, change := range map[string]func(w *world, post *model.Post){
		"cancelled":                        func(w *world, _ *model.Post) { w.types(w.alice, "/blizz end all") },
		"deleted":                          func(w *world, post *model.Post) { w.deletes(w.alice, post) },
		"deleted while the plugin was off": func(w *world, post *model.Post) { _ = w.DeletePost(post.Id) },
		"archived":                         func(w *world, _ *model.Post) { w.Archive(w.channel) },
	} {
		t.Run(name, func(t *testing.T) {
			w := newPlannedWorld(t)
			post := w.plans(w.alice, "--at 14:30")
			change(w, post)
			assert.Empty(t, w.remindersAt(post, "2026-10-23T14:30:00+02:00"))
			w.passes("2026-10-23T14:31:00+02:00", "2026-10-23T14:33:00+02:00")
			assert.Empty(t, w.replies(post))
			assert.Empty(t, w.Keys("due_"))
		})
	}
}

// TestTheRecordDrivesTheReminder: changed props of the post do not count.
func TestTheRecordDrivesTheReminder(t *testing.T) {
	w := newPlannedWorld(t)
	post := w.plans(w.alice, "Sprint review --at 14:30")
	post.AddProp("starts_at", at(t, "2026-10-23T16:30:00+02:00").UnixMilli())
	post.AddProp("meeting_id", "https://evil.example")
	_, _ = w.UpdatePost(post)
	reminders := w.remindersAt(post, "2026-10-23T14:30:00+02:00")
	require.Len(t, reminders, 1)
	assert.Contains(t, reminders[0].Message, "[Sprint review](https://go.blizz.com/join/m12345678) starts now")
}

// TestReminderOnce: servers go down at every step, and others take over.
func TestReminderOnce(t *testing.T) {
	t.Run("many servers at once", func(t *testing.T) {
		w := newPlannedWorld(t)
		post := w.plans(w.alice, "--at 14:30")
		other := w.anotherServer()
		w.clock.Set(at(t, "2026-10-23T14:30:00+02:00"))
		var wait sync.WaitGroup
		for range 10 {
			wait.Go(w.plugin.components.Load().schedule.Run)
			wait.Go(other.components.Load().schedule.Run)
		}
		wait.Wait()
		assert.Len(t, w.replies(post), 1)
	})
	t.Run("the server goes down before it posts", func(t *testing.T) {
		w := newPlannedWorld(t)
		post := w.plans(w.alice, "--at 14:30")
		w.Fail("CreatePost")
		assert.Empty(t, w.remindersAt(post, "2026-10-23T14:30:00+02:00"))
		w.Mend("CreatePost")
		assert.Len(t, w.remindersAt(post, "2026-10-23T14:31:00+02:00"), 1)
		assert.Len(t, w.remindersAt(post, "2026-10-23T14:32:00+02:00"), 1)
	})
	t.Run("the server goes down before it notes the post", func(t *testing.T) {
		w := newPlannedWorld(t)
		post := w.plans(w.alice, "--at 14:30")
		due := fmt.Sprintf("due_%d_0", at(t, "2026-10-23T14:30:00+02:00").Unix()/60)
		assert.Len(t, w.remindersAt(post, "2026-10-23T14:30:00+02:00"), 1)
		w.Store(due, `{"version": 1, "revision": 9, "entries": ["`+post.GetProp("plan_id").(string)+`"]}`)
		assert.Len(t, w.remindersAt(post, "2026-10-23T14:31:00+02:00"), 1)
		assert.Empty(t, w.Keys("due_"))
	})
	t.Run("the plugin is disabled and enabled", func(t *testing.T) {
		w := newPlannedWorld(t)
		post := w.plans(w.alice, "--at 14:30")
		require.NoError(t, w.plugin.OnDeactivate())
		w.clock.Set(at(t, "2026-10-23T14:50:00+02:00"))
		require.NoError(t, w.plugin.OnActivate())
		w.minutePasses()
		require.Len(t, w.replies(post), 1)
		assert.Contains(t, w.replies(post)[0].Message, "This reminder is late.")
	})
	t.Run("the clock was a year ahead for a while", func(t *testing.T) {
		w := newPlannedWorld(t)
		w.clock.Set(at(t, "2027-10-23T14:50:00+02:00"))
		w.minutePasses()
		w.clock.Set(at(t, "2026-10-23T12:00:00+02:00"))
		post := w.plans(w.alice, "--at 14:30")
		assert.Len(t, w.remindersAt(post, "2026-10-23T14:30:00+02:00"), 1)
	})
	t.Run("the stored record is damaged", func(t *testing.T) {
		w := newPlannedWorld(t)
		post := w.plans(w.alice, "--at 14:30")
		w.Store("reminded", `{"version": 99}`)
		assert.Len(t, w.remindersAt(post, "2026-10-23T14:30:00+02:00"), 1)
	})
}

func TestAReminderThatAlwaysFailsIsGivenUp(t *testing.T) {
	w := newPlannedWorld(t)
	post := w.plans(w.alice, "--at 14:30")
	w.Fail("GetPost")
	w.passes("2026-10-23T14:30:00+02:00", "2026-10-23T15:30:00+02:00")
	require.NotEmpty(t, w.Keys("due_"))
	w.passes("2026-10-23T15:31:00+02:00", "2026-10-23T15:31:00+02:00")
	require.Empty(t, w.Keys("due_"))
	assert.Contains(t, w.Logged, "A reminder is left out")
	w.Mend("GetPost")
	w.Calls()
	w.passes("2026-10-23T15:32:00+02:00", "2026-10-23T15:32:00+02:00")
	assert.NotContains(t, w.Calls(), "KVList", "the run does not list all keys again")
	assert.Empty(t, w.replies(post))
}

// TestReminderRepeats: the local time stays when daylight saving ends.
func TestReminderRepeats(t *testing.T) {
	for name, c := range map[string]struct {
		flags  string
		starts []string
	}{
		"every week": {"--at mon 10:00 --every week", []string{
			"2026-10-26T10:00:00+01:00", "2026-11-02T10:00:00+01:00", "2026-11-09T10:00:00+01:00",
		}},
		"every weekday": {"--at 14:30 --every weekday", []string{
			"2026-10-23T14:30:00+02:00", "2026-10-26T14:30:00+01:00", "2026-10-27T14:30:00+01:00",
		}},
	} {
		t.Run(name, func(t *testing.T) {
			w := newPlannedWorld(t)
			post := w.plans(w.alice, c.flags)
			for i, start := range c.starts {
				assert.Len(t, w.remindersAt(post, at(t, start).Add(-time.Second).Format(time.RFC3339)), i, start)
				assert.Len(t, w.remindersAt(post, start), i+1, start)
			}
			w.types(w.alice, "/blizz end all")
			open, _ := w.GetPost(post.Id)
			assert.Equal(t, "ended", open.GetProp("status"), "the meeting has begun")
			assert.Len(t, w.remindersAt(post, "2026-12-07T10:00:00+01:00"), len(c.starts))
			assert.Empty(t, w.Keys("due_"))
		})
	}
}

func TestReminderGoesOnAfterAnOutageThatHasNotQuiteEnded(t *testing.T) {
	w := newPlannedWorld(t)
	post := w.plans(w.alice, "--at mon 10:00 --every week")
	w.Fail("GetPost")
	w.passes("2026-10-26T12:00:00+01:00", "2026-10-26T12:01:00+01:00")
	w.Mend("GetPost")
	assert.Empty(t, w.remindersAt(post, "2026-10-26T12:02:00+01:00"), "the reminder is too late")
	assert.Len(t, w.remindersAt(post, "2026-11-02T10:00:00+01:00"), 1)
}

func TestReminderGoesOnAfterALongPause(t *testing.T) {
	w := newPlannedWorld(t)
	post := w.plans(w.alice, "--at mon 10:00 --every week")
	assert.Empty(t, w.remindersAt(post, "2026-12-09T10:00:00+01:00"), "missed reminders are not sent")
	assert.Len(t, w.remindersAt(post, "2026-12-14T10:00:00+01:00"), 1)
}

func TestCancelling(t *testing.T) {
	w := newPlannedWorld(t)
	post := w.plans(w.alice, "Sprint review --at 14:30 --password s3cret")
	w.goes(w.bob, post)
	w.goes(w.alice, post)

	w.types(w.alice, "/blizz end all")

	cancelled, _ := w.GetPost(post.Id)
	assert.Equal(t, "alice invited you to Blizz meeting m12-345-678, which is cancelled\nSprint review\nFri, 23 Oct 2026, 14:30 (Berlin)", cancelled.Message)
	assert.Equal(t, "cancelled", cancelled.GetProp("status"))
	assert.NotZero(t, cancelled.GetProp("ended_at"))
	require.Len(t, w.replies(post), 1)
	assert.Equal(t, "alice cancelled Sprint review, planned for Fri, 23 Oct 2026, 14:30 (Berlin)\n@bob", w.replies(post)[0].Message)

	again := w.asks(w.alice, http.MethodPost, "/invitations/"+post.Id+"/end", "")
	assert.Equal(t, http.StatusConflict, again.Status)
	assert.Len(t, w.replies(post), 1, "one notice in the thread")

	lonely := w.plans(w.alice, "--at 14:30")
	w.types(w.alice, "/blizz end all")
	assert.Empty(t, w.replies(lonely), "nobody to tell")
}

func TestEndingAfterTheStartDoesNotCancel(t *testing.T) {
	w := newPlannedWorld(t)
	post := w.plans(w.alice, "--at 14:30")
	w.goes(w.bob, post)
	w.clock.Set(at(t, "2026-10-23T14:40:00+02:00"))
	w.types(w.alice, "/blizz end all")
	ended, _ := w.GetPost(post.Id)
	assert.Equal(t, "ended", ended.GetProp("status"))
	assert.Contains(t, ended.Message, "which has ended")
	assert.NotContains(t, ended.Message, "](")
	assert.Empty(t, w.replies(post))
}

func TestTheInviterLearnsThatAnotherPersonCancelled(t *testing.T) {
	w := newPlannedWorld(t)
	w.Grant(w.bob, w.channel, model.PermissionEditOthersPosts)
	post := w.plans(w.alice, "--at 14:30")
	w.goes(w.carol, post)
	w.asks(w.bob, http.MethodPost, "/invitations/"+post.Id+"/end", "")
	require.Len(t, w.replies(post), 1)
	assert.Equal(t, "bob cancelled Blizz m12-345-678, planned for Fri, 23 Oct 2026, 14:30 (Berlin)\n@alice @carol", w.replies(post)[0].Message)
}

func TestEndingASeriesTellsThePeopleWhoWereGoing(t *testing.T) {
	w := newPlannedWorld(t)
	post := w.plans(w.alice, "--at 14:30 --every week")
	w.goes(w.bob, post)
	w.passes("2026-10-23T14:30:00+02:00", "2026-10-23T14:40:00+02:00")
	require.Len(t, w.replies(post), 1)
	w.types(w.alice, "/blizz end all")
	require.Len(t, w.replies(post), 2)
	assert.Equal(t, "alice ended Blizz m12-345-678: it takes place no more\n@bob", w.replies(post)[1].Message)
	assert.Empty(t, w.Keys("upcoming_"))
}

func TestUpcoming(t *testing.T) {
	w := newPlannedWorld(t)
	assert.Contains(t, w.types(w.alice, "/blizz upcoming").Text, "Nothing comes up here.")
	later := w.plans(w.alice, "Retro --at mon 10:00 --every week")
	sooner := w.plans(w.bob, "--at 14:30 --for 45m")
	gone := w.plans(w.alice, "--at 15:00")
	w.deletes(w.alice, gone)
	w.plans(w.alice, "Called off --at 16:00")
	w.types(w.alice, "/blizz end all")

	assert.Equal(t, strings.Join([]string{
		"All times are those of New York.", "",
		"- Fri, 23 Oct 2026, 08:30, 45 min: [m12-345-678](https://chat.example/_redirect/pl/" + sooner.Id + "), bob",
		"- Mon, 26 Oct 2026, 05:00, every week: [Retro](https://chat.example/_redirect/pl/" + later.Id + "), alice",
	}, "\n"), w.types(w.carol, "/blizz upcoming").Text)

	w.remindersAt(sooner, "2026-10-23T14:30:00+02:00")
	assert.Contains(t, w.types(w.carol, "/blizz upcoming").Text, sooner.Id, "goes on for 45 minutes")
	w.remindersAt(sooner, "2026-10-26T10:00:00+01:00")
	listed := w.types(w.carol, "/blizz upcoming").Text
	assert.NotContains(t, listed, sooner.Id)
	assert.Contains(t, listed, "Mon, 2 Nov 2026, 04:00", "the next start; New York's clocks have gone back too")
}

func TestUpcomingSaysThatThereAreMoreMeetings(t *testing.T) {
	w := newPlannedWorld(t)
	for range 10 {
		w.plans(w.alice, "--at 14:30")
		w.plans(w.bob, "--at 14:30")
	}
	assert.NotContains(t, w.types(w.alice, "/blizz upcoming").Text, "the first 20")
	w.plans(w.alice, "Last --at 15:00")
	text := w.types(w.alice, "/blizz upcoming").Text
	assert.True(t, strings.HasSuffix(text, "\nThese are the first 20."), text)
	assert.NotContains(t, text, "Last")
}

func TestUpcomingMeetingsOfThePerson(t *testing.T) {
	w := newPlannedWorld(t)
	mine := w.plans(w.alice, "--at 14:30")
	theirs := w.plans(w.bob, "--at 14:30")
	own := w.AddChannelOf(model.ChannelTypeDirect, w.alice)
	channel, _ := w.GetChannel(own)
	channel.Name = w.alice + "__" + w.alice

	response, _ := w.plugin.ExecuteCommand(nil, &model.CommandArgs{UserId: w.alice, ChannelId: own, Command: "/blizz upcoming"})
	assert.Contains(t, response.Text, mine.Id)
	assert.NotContains(t, response.Text, theirs.Id)
}

// TestUpcomingMeetingsOfThePersonNameDirectMessages: a direct message has no name, so the list shows the other person's name. It
// shows more than twenty meetings.
func TestUpcomingMeetingsOfThePersonNameDirectMessages(t *testing.T) {
	w := newPlannedWorld(t)
	named := func(userIDs ...string) string {
		id := w.AddChannelOf(model.ChannelTypeDirect, userIDs...)
		channel, _ := w.GetChannel(id)
		channel.Name = model.GetDMNameFromIds(userIDs[0], userIDs[len(userIDs)-1])
		return id
	}
	direct, own := named(w.alice, w.bob), named(w.alice)
	for i := range 25 {
		start := at(t, "2026-10-26T10:00:00+01:00").Add(time.Duration(i) * time.Minute)
		got := w.invites(w.alice, map[string]any{"channel_id": direct, "starts_at": start.UnixMilli()})
		require.Equal(t, http.StatusCreated, got.Status, got.Body)
	}
	response, _ := w.plugin.ExecuteCommand(nil, &model.CommandArgs{UserId: w.alice, ChannelId: own, Command: "/blizz upcoming"})
	assert.Equal(t, 25, strings.Count(response.Text, "), bob"), response.Text)
}

func TestRoutePlans(t *testing.T) {
	w := newPlannedWorld(t)
	start := at(t, "2026-10-26T10:00:30+01:00").UnixMilli()
	got := w.invites(w.alice, map[string]any{"starts_at": start, "duration_minutes": 45, "repeat": "FREQ=WEEKLY", "pending_post_id": "click"})
	require.Equal(t, http.StatusCreated, got.Status, got.Body)
	again := w.invites(w.alice, map[string]any{"starts_at": start, "duration_minutes": 45, "repeat": "FREQ=WEEKLY", "pending_post_id": "click"})
	assert.Equal(t, got.post(t).Id, again.post(t).Id)

	posts := w.Posts(w.channel)
	require.Len(t, posts, 1)
	assert.Equal(t, posts[0].Message, got.post(t).Message, "the answer is the post as it stands")
	assert.Contains(t, posts[0].Message, "Mon, 26 Oct 2026, 10:00 (Berlin), 45 min, every week")
	assert.Equal(t, at(t, "2026-10-26T10:00:00+01:00").UnixMilli(), posts[0].GetProp("starts_at"), "without seconds")
	assert.Len(t, w.remindersAt(posts[0], "2026-10-26T10:00:00+01:00"), 1)
}

func TestRouteRefusesToPlan(t *testing.T) {
	w := newPlannedWorld(t)
	start := at(t, "2026-10-26T10:00:00+01:00").UnixMilli()
	for name, c := range map[string]struct {
		fields map[string]any
		code   string
	}{
		"past":                           {map[string]any{"starts_at": start - 7*24*3600*1000}, "invalid_start"},
		"before 1970":                    {map[string]any{"starts_at": -1}, "invalid_start"},
		"over a year ahead":              {map[string]any{"starts_at": start + 400*24*3600*1000}, "invalid_start"},
		"after the end of all calendars": {map[string]any{"starts_at": int64(9e18)}, "invalid_start"},
		"a text":                         {map[string]any{"starts_at": "14:30"}, "invalid_body"},
		"a duration below zero":          {map[string]any{"starts_at": start, "duration_minutes": -5}, "invalid_duration"},
		"a duration over a day":          {map[string]any{"starts_at": start, "duration_minutes": 1441}, "invalid_duration"},
		"a duration that overflows":      {map[string]any{"starts_at": start, "duration_minutes": int64(9e18)}, "invalid_duration"},
		"every year":                     {map[string]any{"starts_at": start, "repeat": "FREQ=YEARLY"}, "invalid_repeat"},
		"every week from now":            {map[string]any{"repeat": "FREQ=WEEKLY"}, "invalid_repeat"},
	} {
		t.Run(name, func(t *testing.T) {
			got := w.invites(w.alice, c.fields)
			code, message := got.error(t)
			assert.Equal(t, http.StatusBadRequest, got.Status)
			assert.Equal(t, c.code, code)
			assert.NotEmpty(t, message)
		})
	}
	assert.Empty(t, w.Posts(w.channel))
}

func TestDialogPlans(t *testing.T) {
	w := newPlannedWorld(t)
	submit := func(start, duration string) string {
		return w.asks(w.bob, http.MethodPost, "/dialogs/invite",
			`{"channel_id": "`+w.channel+`", "submission": {"meeting": "m12-345-678", "start": "`+start+`", "duration": "`+duration+`"}}`).Body
	}
	assert.Contains(t, submit("soon", ""), `"start":"Diesen Beginn kann ich nicht lesen`)
	assert.Contains(t, submit("14:30", "ever"), `"duration":"Ein Meeting dauert`)
	assert.Empty(t, w.Posts(w.channel))
	submit("9am", "45m")
	require.Len(t, w.Posts(w.channel), 1)
	assert.Contains(t, w.Posts(w.channel)[0].Message, "Sat, 24 Oct 2026, 09:00 (Berlin), 45 min")
	require.Len(t, w.Told[w.bob], 1)
	assert.Contains(t, w.Told[w.bob][0].Message, "heute schon vorbei")
}

// TestForgedPlans: anybody can make a post with any props. Invalid ones are left out.
func TestForgedPlans(t *testing.T) {
	w := newPlannedWorld(t)
	for name, props := range map[string]model.StringInterface{
		"texts":    {"starts_at": "14:30", "duration_minutes": "[x](https://evil.example)", "repeat": 1, "skipped": 3, "moved": []any{4}, "time_zone": 2},
		"extremes": {"starts_at": 1e300, "duration_minutes": -1e300, "repeat": "](https://evil.example)", "time_zone": "../../etc/passwd"},
		"too late": {"starts_at": 9.1e15, "duration_minutes": 1e6, "repeat": "FREQ=WEEKLY", "time_zone": "Local"},
		"too soon": {"starts_at": 1, "repeat": "FREQ=WEEKLY"},
		"nothing":  {"starts_at": nil, "duration_minutes": 0.5, "repeat": "FREQ=WEEKLY"},
	} {
		t.Run(name, func(t *testing.T) {
			props["meeting_id"], props["status"] = "m12345678", "open"
			forged, _ := w.CreatePost(&model.Post{UserId: w.alice, ChannelId: w.channel, Type: "custom_blizz", Message: "My own words", Props: props})
			got := w.asks(w.alice, http.MethodPost, "/invitations/"+forged.Id+"/end", "")
			require.Equal(t, http.StatusOK, got.Status, got.Body)
			ended, _ := w.GetPost(forged.Id)
			assert.Equal(t, "ended", ended.GetProp("status"))
			assert.Equal(t, "My own words", ended.Message, "the author wrote this message, and not the plugin")
			for _, prop := range []string{"starts_at", "duration_minutes", "repeat", "skipped", "moved", "time_zone"} {
				assert.Nil(t, ended.GetProp(prop))
			}
			assert.Equal(t, http.StatusNotFound, w.asks(w.alice, http.MethodGet, "/invitations/"+forged.Id+"/calendar.ics", "").Status)
		})
	}
}

// TestTimesBeginTheirLines: some languages write the days of the week in small letters, but not at the beginning of a
// line.
func TestTimesBeginTheirLines(t *testing.T) {
	w := newPlannedWorld(t)
	*w.Config.LocalizationSettings.DefaultClientLocale = "uk"
	require.NoError(t, w.plugin.OnConfigurationChange())
	dmytro := w.AddUser("dmytro", "uk")
	w.Move(dmytro, "Europe/Berlin")
	w.channel = w.AddChannel(w.alice, dmytro)

	post := w.plans(w.alice, "--at mon 9:00")
	assert.Contains(t, post.Message, "\nПн, 26 жовт. 2026 р., 09:00 ")
	assert.Contains(t, w.types(dmytro, "/blizz upcoming").Text, "- Пн, 26 жовт. 2026 р., 09:00")
	assert.Contains(t, w.types(dmytro, "/blizz m12-345-678 --at 9:00").Text, "тому зустріч завтра: сб, 24 жовт. 2026 р.")
}
