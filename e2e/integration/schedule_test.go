package integration

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"mattermost-plugin-blizz/e2e/mattermost"
)

// reminderTime limits the delay of a reminder. A server that takes over from a dead one waits until that one's lock
// expires after 15 seconds.
const reminderTime = 50 * time.Second

// nextMinute returns the next whole minute that leaves enough time for preparations.
func nextMinute() time.Time {
	const preparation = 15 * time.Second
	return time.Now().Add(preparation).Truncate(time.Minute).Add(time.Minute)
}

// plans posts a planned meeting through the route.
func plans(t *testing.T, person *mattermost.Person, c *model.Channel, start time.Time, fields body) *model.Post {
	t.Helper()
	content := body{"channel_id": c.Id, "meeting": "m12-345-678", "starts_at": start.UnixMilli()}
	for name, value := range fields {
		content[name] = value
	}
	return invites(t, person, content).post(t, http.StatusCreated)
}

// goes adds a person's reaction for going.
func goes(t *testing.T, person *mattermost.Person, post *model.Post) {
	t.Helper()
	_, _, err := person.SaveReaction(t.Context(), &model.Reaction{UserId: person.User.Id, PostId: post.Id, EmojiName: "white_check_mark"})
	require.NoError(t, err)
}

// replies returns the replies below a post.
func replies(t *testing.T, post *model.Post) []*model.Post {
	t.Helper()
	thread, _, err := env.Admin.GetPostThread(t.Context(), post.Id, "", false)
	require.NoError(t, err)
	var replies []*model.Post
	for _, reply := range thread.ToSlice() {
		if reply.Id != post.Id {
			replies = append(replies, reply)
		}
	}
	return replies
}

// waitForReply waits for the first reply below a post. There must not be a second one.
func waitForReply(t *testing.T, post *model.Post, start time.Time) *model.Post {
	t.Helper()
	var found []*model.Post
	assert.Eventually(t, func() bool {
		found = replies(t, post)
		return len(found) > 0
	}, time.Until(start)+reminderTime, 500*time.Millisecond)
	require.Len(t, found, 1)
	return found[0]
}

// TestReminders: two servers share a database, and both could remind. These tests mostly wait for a minute, so they run
// in parallel.
func TestReminders(t *testing.T) {
	startTwin(t)
	c := publicChannel(t, env.Alice, env.Bob, env.Carol)
	direct := directMessages(t, env.Alice, env.Bob)
	root := says(t, env.Carol, in(c), "When do we meet?")
	start := nextMinute()

	plain := plans(t, env.Alice, c, start, body{"topic": "Sprint review @all"})
	goes(t, env.Bob, plain)
	inThread := plans(t, env.Alice, c, start, body{"root_id": root.Id})
	inDirect := plans(t, env.Alice, direct, start, nil)
	repeated := plans(t, env.Alice, c, start, body{"repeat": "FREQ=WEEKLY"})
	cancelled := plans(t, env.Alice, c, start, nil)
	goes(t, env.Bob, cancelled)
	ends(t, env.Alice, cancelled.Id).post(t, http.StatusOK)
	deleted := plans(t, env.Alice, c, start, nil)
	_, err := env.Alice.DeletePost(t.Context(), deleted.Id)
	require.NoError(t, err)

	var many []*model.Post
	for range 8 { // one person can plan ten for a minute
		many = append(many, plans(t, env.Bob, c, start, nil), plans(t, env.Carol, c, start, nil))
	}

	reminder := waitForReply(t, plain, start)
	require.Equal(t, "[Sprint review @\u200ball]("+link+") starts now\n@alice @bob", reminder.Message)
	bot, _, err := env.Alice.GetUser(t.Context(), reminder.UserId, "")
	require.NoError(t, err)
	require.Equal(t, "blizz", bot.Username)
	require.True(t, bot.IsBot)
	mentions, _, err := env.Bob.GetChannelMember(t.Context(), c.Id, env.Bob.User.Id, "")
	require.NoError(t, err)
	require.Positive(t, mentions.MentionCount+mentions.MentionCountRoot, "bob was not notified")

	waitForReply(t, inDirect, start)
	waitForReply(t, repeated, start)
	require.Eventually(t, func() bool { return len(replies(t, root)) == 2 }, reminderTime, 500*time.Millisecond)
	require.Equal(t, inThread.RootId, root.Id)
	told := waitForReply(t, cancelled, start)
	require.Regexp(t, `^alice cancelled Blizz m12-345-678, planned for .*\n@bob$`, told.Message)
	require.Equal(t, "cancelled", reads(t, env.Bob, cancelled).GetProp("status"))

	for _, post := range many {
		waitForReply(t, post, start)
	}
	requireNoMore(t, append(many, plain, inDirect, repeated, cancelled))
	require.Contains(t, types(t, env.Carol, in(c), "/blizz upcoming").Message, repeated.Id, "in a week")
}

func TestRemindersAfterThePluginWasDown(t *testing.T) {
	var reminded []*model.Post
	for name, down := range map[string]func(t *testing.T, start time.Time){
		"killed while reminding": func(t *testing.T, start time.Time) {
			waitUntil(t, start.Add(80*time.Millisecond))
			require.NoError(t, env.Server.KillPlugin(t.Context(), env.Plugin.Id))
		},
		"switched off": func(t *testing.T, start time.Time) {
			_, err := env.Admin.DisablePlugin(t.Context(), env.Plugin.Id)
			require.NoError(t, err)
			waitUntil(t, start.Add(time.Second))
			_, err = env.Admin.InstallPlugin(t.Context(), env.Bundle)
			require.NoError(t, err)
		},
	} {
		t.Run(name, func(t *testing.T) {
			waitForPlugin(t)
			c := publicChannel(t, env.Alice, env.Bob)
			start := nextMinute()
			var planned []*model.Post
			for range 10 { // the limit of a person's plans for one minute
				planned = append(planned, plans(t, env.Alice, c, start, nil))
			}
			down(t, start)
			// Mattermost looks every 30 seconds for plugins that died. A reminder that the dead plugin had claimed
			// stays claimed for 90 seconds. The job that takes it over runs every minute.
			late := start.Add(90*time.Second + time.Minute)
			for _, post := range planned {
				waitForReply(t, post, late)
			}
			reminded = append(reminded, planned...)
		})
	}
	requireNoMore(t, reminded)
}

// waitForPlugin waits until Mattermost has started the plugin again: the other subtest may have just killed it.
func waitForPlugin(t *testing.T) {
	t.Helper()
	require.Eventually(t, func() bool {
		_, err := calls(t.Context(), env.Alice, http.MethodGet, "/settings", nil)
		return err == nil
	}, reminderTime, 500*time.Millisecond)
}

// startTwin starts a second server on the same database, with the plugin.
func startTwin(t *testing.T) {
	t.Helper()
	twin, err := env.Server.Twin(t.Context())
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, twin.Stop()) })
	admin, err := twin.LogIn(t.Context(), env.Admin.User.Username, env.Password)
	require.NoError(t, err)
	_, err = admin.InstallPlugin(t.Context(), env.Bundle)
	require.NoError(t, err)
}

// requireNoMore checks that the next minute brings no second reminder.
func requireNoMore(t *testing.T, reminded []*model.Post) {
	t.Helper()
	waitUntil(t, time.Now().Truncate(time.Minute).Add(65*time.Second))
	for _, post := range reminded {
		require.Len(t, replies(t, post), 1)
	}
}

// waitUntil waits for a time.
func waitUntil(t *testing.T, moment time.Time) {
	t.Helper()
	select {
	case <-time.After(time.Until(moment)):
	case <-t.Context().Done():
		t.Fatal(t.Context().Err())
	}
}

func TestPlanningByCommand(t *testing.T) {
	c := publicChannel(t, env.Alice, env.Bob)
	livesIn(t, env.Alice, "America/New_York")
	post := types(t, env.Alice, in(c), "/blizz m12-345-678 Sprint review --at tomorrow 9:00 --for 1h30m")
	requireInvitation(t, post, env.Alice, link)
	require.Regexp(t, `\w+, \d+ \w+ \d{4}, 09:00 \(New York\), 1 h 30 min`, post.Message)

	var planned *model.Post
	require.Eventually(t, func() bool {
		planned = reads(t, env.Bob, post)
		return strings.Contains(planned.Message, "/calendar.ics") && planned.HasReactions
	}, reminderTime, 100*time.Millisecond)
	requireInvitation(t, planned, env.Alice, link)
	var reactions []*model.Reaction
	require.Eventually(t, func() bool {
		reactions, _, _ = env.Bob.GetReactions(t.Context(), post.Id)
		return len(reactions) == 3
	}, reminderTime, 100*time.Millisecond, "the bot adds them one after the other")
	require.Equal(t, "white_check_mark", reactions[0].EmojiName)
	require.Zero(t, planned.EditAt, "the post must not be marked as edited")
	goes(t, env.Bob, post)
	require.Eventually(t, func() bool {
		reactions, _, err := env.Bob.GetReactions(t.Context(), post.Id)
		return err == nil && len(reactions) == 1
	}, reminderTime, 100*time.Millisecond, "the bot's reactions go once somebody has answered")

	requireCorrected(t, types(t, env.Alice, in(c), "/blizz m12-345-678 --at 25:00"))
	require.Contains(t, types(t, env.Bob, in(c), "/blizz upcoming").Message, "/_redirect/pl/"+post.Id)
	self := directMessages(t, env.Alice, env.Alice)
	require.Contains(t, types(t, env.Alice, in(self), "/blizz upcoming").Message, "/_redirect/pl/"+post.Id)

	ends(t, env.Alice, post.Id).post(t, http.StatusOK)
	require.Equal(t, "cancelled", reads(t, env.Bob, post).GetProp("status"))
	require.Contains(t, reads(t, env.Bob, post).Message, "Blizz meeting m12-345-678, which is cancelled")
	require.NotContains(t, types(t, env.Bob, in(c), "/blizz upcoming").Message, post.Id)
}

// TestChanging moves a planned meeting, skips one meeting of a series, and tries to edit the post.
func TestChanging(t *testing.T) {
	c := publicChannel(t, env.Alice, env.Bob)
	series := plans(t, env.Alice, c, nextMinute().Add(time.Hour), body{"topic": "Stand-up", "repeat": "FREQ=DAILY"})
	goes(t, env.Bob, series)
	later := nextMinute().Add(2 * time.Hour)

	answer, err := calls(t.Context(), env.Alice, http.MethodPatch, "/invitations/"+series.Id, body{"starts_at": later.UnixMilli(), "topic": "Retro"})
	require.NoError(t, err)
	changed := answer.post(t, http.StatusOK)
	require.Equal(t, "Retro", changed.GetProp("topic"))
	require.Equal(t, series.GetProp("plan_id"), reads(t, env.Bob, series).GetProp("plan_id"))
	require.Eventually(t, func() bool {
		told := replies(t, series)
		return len(told) == 1 && strings.HasPrefix(told[0].Message, "alice changed Stand-up: ") && strings.HasSuffix(told[0].Message, "\n@bob")
	}, reminderTime, 100*time.Millisecond)

	answer, err = calls(t.Context(), env.Alice, http.MethodPost, "/invitations/"+series.Id+"/skip", body{"starts_at": later.UnixMilli()})
	require.NoError(t, err)
	require.Equal(t, http.StatusOK, answer.status, answer.text)
	require.Contains(t, answers(t, env.Alice, c, "/blizz change Planning --for 45m"), "I changed [Retro]")
	require.Contains(t, answers(t, env.Alice, c, "/blizz skip"), "I left out [Planning]")

	_, _, err = env.Alice.PatchPost(t.Context(), series.Id, &model.PostPatch{Message: model.NewPointer("my own words")})
	require.ErrorContains(t, err, "/blizz change")
	_, err = env.Alice.PinPost(t.Context(), series.Id)
	require.NoError(t, err)

	answer, err = calls(t.Context(), env.Bob, http.MethodPatch, "/invitations/"+series.Id, body{"topic": "Mine"})
	require.NoError(t, err)
	require.Equal(t, http.StatusForbidden, answer.status)
	_, err = env.Alice.DeletePost(t.Context(), series.Id)
	require.NoError(t, err)
	require.Eventually(t, func() bool {
		posts, _, err := env.Bob.GetPostsForChannel(t.Context(), c.Id, 0, 5, "", false, false)
		return err == nil && strings.Contains(posts.ToSlice()[0].Message, "alice deleted the invitation to Planning")
	}, reminderTime, 100*time.Millisecond)
}

// livesIn sets the time zone of a person's profile.
func livesIn(t *testing.T, person *mattermost.Person, zone string) {
	t.Helper()
	_, _, err := person.PatchUser(t.Context(), person.User.Id, &model.UserPatch{
		Timezone: model.StringMap{"useAutomaticTimezone": "false", "manualTimezone": zone},
	})
	require.NoError(t, err)
}

func TestCalendarFile(t *testing.T) {
	c := privateChannel(t, env.Alice, env.Carol)
	livesIn(t, env.Alice, "Europe/Berlin")
	start := nextMinute().Add(time.Hour)
	post := plans(t, env.Alice, c, start, body{"topic": "Sprint review; part 1, 2", "duration_minutes": 45, "password": "s3cret"})
	for name, test := range map[string]struct {
		person *mattermost.Person
		status int
	}{
		"not a member": {env.Bob, http.StatusNotFound},
		"nobody":       {nil, http.StatusUnauthorized},
	} {
		t.Run(name, func(t *testing.T) {
			answer, err := calls(t.Context(), test.person, http.MethodGet, "/invitations/"+post.Id+"/calendar.ics", "")
			require.NoError(t, err)
			answer.requireRefused(t, test.status)
		})
	}
	t.Run("a browser without a session", func(t *testing.T) {
		request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, env.Server.URL+"/plugins/blizz/api/v1/invitations/"+post.Id+"/calendar.ics", nil)
		require.NoError(t, err)
		request.Header.Set("Accept", "text/html,*/*;q=0.8")
		response, err := http.DefaultTransport.RoundTrip(request) // does not follow redirects
		require.NoError(t, err)
		require.NoError(t, response.Body.Close())
		require.Equal(t, http.StatusSeeOther, response.StatusCode)
		require.Equal(t, env.Server.URL+"/_redirect/pl/"+post.Id, response.Header.Get("Location"))
	})
	t.Run("once", func(t *testing.T) {
		planned := opensCalendar(t, env.Carol, post)
		require.Contains(t, planned.UID, fmt.Sprint(post.GetProp("plan_id"), "@"))
		require.Equal(t, "Sprint review; part 1, 2", planned.Summary)
		require.Equal(t, "alice invites you\nMeeting ID: m12-345-678\nJoin: "+link+"\nPassword: s3cret", planned.Description)
		require.Equal(t, link, planned.URL)
		require.Equal(t, []time.Time{start.UTC()}, planned.Starts)
		require.Equal(t, 45, planned.Minutes)
		require.Equal(t, "CONFIRMED", planned.Status)

		ends(t, env.Alice, post.Id).post(t, http.StatusOK)
		cancelled := opensCalendar(t, env.Carol, post)
		require.Equal(t, planned.UID, cancelled.UID)
		require.Equal(t, "CANCELLED", cancelled.Status)
		require.Greater(t, cancelled.Sequence, planned.Sequence)
		require.Empty(t, cancelled.URL)
	})
	t.Run("every week", func(t *testing.T) {
		berlin, err := time.LoadLocation("Europe/Berlin")
		require.NoError(t, err)
		repeated := opensCalendar(t, env.Carol, plans(t, env.Alice, c, start, body{"repeat": "FREQ=WEEKLY"}))
		require.Len(t, repeated.Starts, 60, "the local time stays when the clocks change")
		year, month, day := start.In(berlin).Date()
		for week, at := range repeated.Starts {
			want := time.Date(year, month, day+7*week, start.In(berlin).Hour(), start.Minute(), 0, 0, berlin)
			require.Equal(t, want.UTC(), at)
		}
	})
}

// calendarEvent is an event as a calendar program reads it.
type calendarEvent struct {
	UID, Summary, Description, URL, Status string
	Sequence, Minutes                      int
	Starts                                 []time.Time
}

// opensCalendar opens an invitation's calendar file with a parser that the plugin does not use.
func opensCalendar(t *testing.T, person *mattermost.Person, post *model.Post) calendarEvent {
	t.Helper()
	answer, err := calls(t.Context(), person, http.MethodGet, "/invitations/"+post.Id+"/calendar.ics", "")
	require.NoError(t, err)
	require.Equal(t, http.StatusOK, answer.status, "%s", answer.text)
	program := exec.CommandContext(t.Context(), "node", "../calendar/read.js")
	program.Stdin = bytes.NewReader(answer.text)
	output, err := program.Output()
	require.NoError(t, err, "%s", answer.text)
	var event calendarEvent
	require.NoError(t, json.Unmarshal(output, &event))
	return event
}
