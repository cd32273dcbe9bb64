package main

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/mattermost/mattermost/server/public/plugin"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// changes sends a person's change of an invitation over HTTP.
func (w *world) changes(userID string, post *model.Post, fields map[string]any) answer {
	w.t.Helper()
	encoded, err := json.Marshal(fields)
	require.NoError(w.t, err)
	return w.asks(userID, http.MethodPatch, "/invitations/"+post.Id, string(encoded))
}

func (w *world) lastReply(post *model.Post) string {
	w.t.Helper()
	replies := w.replies(post)
	require.NotEmpty(w.t, replies)
	return replies[len(replies)-1].Message
}

func TestChange(t *testing.T) {
	w := newPlannedWorld(t)
	post := w.plans(w.alice, "Sprint review --at 14:30 --for 45m --password s3cret")
	w.goes(w.bob, post)
	uid := w.calendar(post)[4]
	got := w.changes(w.alice, post, map[string]any{"topic": "Retro", "starts_at": at(t, "2026-10-23T16:00:00+02:00").UnixMilli()})
	require.Equal(t, http.StatusOK, got.Status, got.Body)

	changed, _ := w.GetPost(post.Id)
	assert.Equal(t, changed.Message, got.post(t).Message)
	assert.Contains(t, changed.Message, "\nRetro\nFri, 23 Oct 2026, 16:00 (Berlin), 45 min\nPassword: `s3cret`")
	assert.Equal(t, post.GetProp("plan_id"), changed.GetProp("plan_id"))
	reactions, _ := w.GetReactions(post.Id)
	assert.Len(t, reactions, 1, "bob still goes")
	assert.Equal(t, "alice changed Sprint review: it is called Retro now, it is Fri, 23 Oct 2026, 16:00 (Berlin), 45 min now\n@bob", w.lastReply(post))
	assert.Equal(t, uid, w.calendar(post)[4], "the same UID")
	assert.Contains(t, w.calendar(post), "SEQUENCE:1")
	assert.Contains(t, w.types(w.carol, "/blizz upcoming").Text, "10:00, 45 min: [Retro]")

	assert.Len(t, w.remindersAt(post, "2026-10-23T14:30:00+02:00"), 1, "no reminder at the former start")
	assert.Len(t, w.remindersAt(post, "2026-10-23T16:00:00+02:00"), 2)
	assert.Contains(t, w.lastReply(post), "[Retro](https://go.blizz.com/join/m12345678) starts now")
}

func TestChangeIsRefused(t *testing.T) {
	w := newPlannedWorld(t)
	once := w.plans(w.alice, "--at 14:30")
	series := w.plans(w.alice, "--at mon 10:00 --every week")
	now := w.invites(w.alice, nil).post(t)
	over := w.plans(w.alice, "--at 15:00")
	w.types(w.alice, "/blizz end all")
	monday, tuesday := at(t, "2026-10-26T10:00:00+01:00").UnixMilli(), at(t, "2026-10-27T10:00:00+01:00").UnixMilli()
	for name, c := range map[string]struct {
		user   string
		post   *model.Post
		fields map[string]any
		status int
		code   string
	}{
		"nothing":       {w.alice, once, map[string]any{}, 400, "nothing_to_change"},
		"unknown field": {w.alice, once, map[string]any{"every": "week"}, 400, "invalid_body"},
		"another's":     {w.carol, once, map[string]any{"topic": "x"}, 403, "may_not_change"},
		"over":          {w.alice, over, map[string]any{"topic": "x"}, 409, "already_over"},
		"past":          {w.alice, once, map[string]any{"starts_at": 1}, 400, "invalid_start"},
		"no meeting":    {w.alice, once, map[string]any{"meeting": "x"}, 400, "invalid_meeting"},
		"topic":         {w.alice, once, map[string]any{"topic": strings.Repeat("x", 251)}, 400, "topic_too_long"},
		"duration":      {w.alice, once, map[string]any{"duration_minutes": -1}, 400, "invalid_duration"},
		"rule":          {w.alice, once, map[string]any{"repeat": "FREQ=YEARLY"}, 400, "invalid_repeat"},
		"one start of a meeting that takes place once": {w.alice, once, map[string]any{"occurrence": 1, "starts_at": monday}, 400, "no_occurrence"},
		"no occurrence":                         {w.alice, series, map[string]any{"occurrence": tuesday, "starts_at": monday}, 400, "no_occurrence"},
		"the topic of one start":                {w.alice, series, map[string]any{"occurrence": monday, "topic": "x"}, 400, "only_the_start"},
		"the start of a meeting without a plan": {w.alice, now, map[string]any{"starts_at": monday}, 400, "not_planned"},
	} {
		t.Run(name, func(t *testing.T) {
			got := w.changes(c.user, c.post, c.fields)
			code, message := got.error(t)
			assert.Equal(t, c.status, got.Status)
			assert.Equal(t, c.code, code)
			assert.NotEmpty(t, message)
			assert.Equal(t, got, w.checksChange(c.user, c.post, c.fields), "the check says the same")
		})
	}
	assert.Empty(t, w.Logged)
}

// checksChange requests the preview of a change over HTTP.
func (w *world) checksChange(userID string, post *model.Post, fields map[string]any) answer {
	w.t.Helper()
	encoded, err := json.Marshal(fields)
	require.NoError(w.t, err)
	return w.asks(userID, http.MethodPost, "/invitations/"+post.Id+"/check", string(encoded))
}

func TestCheckAChange(t *testing.T) {
	w := newPlannedWorld(t)
	planned := w.plans(w.alice, "Sprint review --at 14:30 --for 45m")
	now := w.invites(w.alice, map[string]any{"topic": "Stand-up"}).post(t)
	for name, c := range map[string]struct {
		post   *model.Post
		fields map[string]any
	}{
		"planned": {planned, map[string]any{"topic": "Retro", "starts_at": at(t, "2026-10-23T16:00:00+02:00").UnixMilli(), "repeat": "FREQ=DAILY"}},
		"now":     {now, map[string]any{"meeting": "https://go.blizz.com/join/m99999999"}},
	} {
		t.Run(name, func(t *testing.T) {
			before, _ := w.GetPost(c.post.Id)
			got := w.checksChange(w.alice, c.post, c.fields)
			require.Equal(t, http.StatusOK, got.Status, got.Body)
			var would struct{ Message, Topic string }
			require.NoError(t, json.Unmarshal([]byte(got.Body), &would))
			after, _ := w.GetPost(c.post.Id)
			assert.Equal(t, before, after, "nothing has changed")
			changed := w.changes(w.alice, c.post, c.fields).post(t)
			assert.Equal(t, changed.Message, would.Message)
			assert.Equal(t, changed.GetProp("topic"), would.Topic)
		})
	}
}

func TestChangeOfAMeetingWithoutAStart(t *testing.T) {
	w := newPlannedWorld(t)
	post := w.invites(w.alice, map[string]any{"topic": "Sprint review"}).post(t)
	got := w.changes(w.alice, post, map[string]any{"meeting": "m99-999-999", "topic": "", "duration_minutes": 30})
	require.Equal(t, http.StatusOK, got.Status, got.Body)
	assert.Equal(t, "alice invites you to join [Blizz meeting m99-999-999](https://go.blizz.com/join/m99999999)\n30 min", got.post(t).Message)
}

func TestMoveAndSkipOneStartOfASeries(t *testing.T) {
	w := newPlannedWorld(t)
	post := w.plans(w.alice, "Stand-up --at mon 10:00 --every week")
	w.goes(w.bob, post)
	monday := at(t, "2026-10-26T10:00:00+01:00")
	got := w.changes(w.alice, post, map[string]any{"occurrence": monday.UnixMilli(), "starts_at": at(t, "2026-10-27T11:00:00+01:00").UnixMilli()})
	require.Equal(t, http.StatusOK, got.Status, got.Body)
	assert.Equal(t, "alice moved Stand-up of Mon, 26 Oct 2026, 10:00 (Berlin) to Tue, 27 Oct 2026, 11:00 (Berlin)\n@bob", w.lastReply(post))
	got = w.asks(w.alice, http.MethodPost, "/invitations/"+post.Id+"/skip", `{"starts_at": 1793610000000}`)
	require.Equal(t, http.StatusOK, got.Status, got.Body)
	assert.Equal(t, "alice left out Stand-up of Mon, 2 Nov 2026, 10:00 (Berlin)\n@bob", w.lastReply(post))

	assert.Contains(t, w.types(w.alice, "/blizz upcoming").Text, "Tue, 27 Oct 2026, 11:00, every week, moved from Mon, 26 Oct 2026, 10:00: [Stand-up]")

	for moment, reminders := range map[string]int{
		"2026-10-26T10:00:00+01:00": 0, "2026-10-27T11:00:00+01:00": 1, "2026-11-02T10:00:00+01:00": 0, "2026-11-09T10:00:00+01:00": 1,
	} {
		w := newPlannedWorld(t)
		post := w.plans(w.alice, "Stand-up --at mon 10:00 --every week")
		w.changes(w.alice, post, map[string]any{"occurrence": monday.UnixMilli(), "starts_at": at(t, "2026-10-27T11:00:00+01:00").UnixMilli()})
		w.asks(w.alice, http.MethodPost, "/invitations/"+post.Id+"/skip", `{"starts_at": 1793610000000}`)
		for _, all := range []string{"2026-10-26T10:00:00+01:00", "2026-10-27T11:00:00+01:00", "2026-11-02T10:00:00+01:00", "2026-11-09T10:00:00+01:00"} {
			before := len(w.replies(post))
			after := len(w.remindersAt(post, all))
			if all == moment {
				assert.Equal(t, reminders, after-before, moment)
			}
		}
	}
}

func TestChangeByCommand(t *testing.T) {
	for command, want := range map[string]string{
		"--at 16:00":                          "\nSprint review\nMon, 26 Oct 2026, 16:00 (Berlin)",
		"--at tomorrow 9:00":                  "\nSprint review\nSat, 24 Oct 2026, 09:00",
		"Retro and more":                      "\nRetro and more\nMon, 26 Oct 2026, 10:00",
		"--for 1h30m":                         "10:00 (Berlin), 1 h 30 min",
		"--every 2 weeks --until 2026-12-24":  "every 2 weeks",
		"--password s3cret":                   "Password: `s3cret`",
		"Retro --at 9am --every mon,thu":      "\nRetro\nMon, 26 Oct 2026, 09:00",
		"--every week --until 10 times Retro": "\nRetro\n",
	} {
		t.Run(command, func(t *testing.T) {
			w := newPlannedWorld(t)
			post := w.plans(w.alice, "Sprint review --at mon 10:00")
			w.plans(w.alice, "Later --at 2026-11-20 10:00")
			w.plans(w.bob, "Another's --at 14:30")
			response := w.types(w.alice, "/blizz change "+command)
			assert.Contains(t, response.Text, "I changed [Sprint review](https://chat.example/_redirect/pl/"+post.Id+").")
			changed, _ := w.GetPost(post.Id)
			assert.Contains(t, changed.Message, want)
		})
	}
	w := newPlannedWorld(t)
	assert.Contains(t, w.types(w.alice, "/blizz change --at 16:00").Text, "You have planned no meeting in this channel")
	w.plans(w.alice, "--at 14:30")
	assert.Contains(t, w.types(w.alice, "/blizz change").Text, "Say what is to be changed")
	assert.Contains(t, w.types(w.alice, "/blizz change").Text, "Example: `/blizz change --at tomorrow 10:00`")
	assert.Equal(t, "change of plans", w.types(w.alice, "/blizz change of plans m12-345-678").Props["topic"], "an invitation")
}

func TestSkipByCommand(t *testing.T) {
	w := newPlannedWorld(t)
	assert.Contains(t, w.types(w.alice, "/blizz skip").Text, "You have planned no meeting in this channel")
	once := w.plans(w.alice, "Sprint review --at 14:30")
	assert.Contains(t, w.types(w.alice, "/blizz skip").Text, "[Sprint review](https://chat.example/_redirect/pl/"+once.Id+") does not repeat.")
	w.types(w.alice, "/blizz end all")
	series := w.plans(w.alice, "Stand-up --at 14:30 --every weekday")
	assert.Equal(t, "I left out [Stand-up](https://chat.example/_redirect/pl/"+series.Id+") of Fri, 23 Oct 2026, 14:30 (Berlin).",
		w.types(w.alice, "/blizz skip").Text)
	assert.Empty(t, w.remindersAt(series, "2026-10-23T14:30:00+02:00"))
	assert.Len(t, w.remindersAt(series, "2026-10-26T14:30:00+01:00"), 1)
}

func TestEndAsksBeforeItEndsAPlan(t *testing.T) {
	w := newPlannedWorld(t)
	post := w.plans(w.alice, "Sprint review --at 14:30")
	assert.Contains(t, w.types(w.alice, "/blizz end").Text, "That would cancel [Sprint review](https://chat.example/_redirect/pl/"+post.Id+"), planned for Fri")
	open, _ := w.GetPost(post.Id)
	assert.Equal(t, "open", open.GetProp("status"))
	assert.Contains(t, w.types(w.alice, "/blizz end all").Text, "I ended [Sprint review]")
	series := w.plans(w.alice, "Stand-up --at 14:30 --every week")
	assert.Contains(t, w.types(w.alice, "/blizz end").Text, "That would end all of [Stand-up](https://chat.example/_redirect/pl/"+series.Id+")")
}

func TestEditsOfInvitationsAreRefused(t *testing.T) {
	w := newPlannedWorld(t)
	post := w.plans(w.alice, "Sprint review --at 14:30")
	byPerson := &plugin.Context{SessionId: w.bob}
	edited := func(change func(*model.Post)) *model.Post {
		changed := post.Clone()
		change(changed)
		return changed
	}
	reworded := edited(func(p *model.Post) { p.Message += "!" })
	forged := edited(func(p *model.Post) { p.AddProp("topic", "Other") })
	pinned := edited(func(p *model.Post) { p.IsPinned = true; p.AddProp("other_plugin", "x") })

	for _, changed := range []*model.Post{reworded, forged} {
		kept, reason := w.plugin.MessageWillBeUpdated(byPerson, changed, post)
		assert.Nil(t, kept)
		assert.Contains(t, reason, "/blizz change --at morgen 10:00")
	}
	kept, reason := w.plugin.MessageWillBeUpdated(byPerson, pinned, post)
	assert.Equal(t, pinned, kept)
	assert.Empty(t, reason)
	kept, _ = w.plugin.MessageWillBeUpdated(&plugin.Context{}, reworded, post)
	assert.Equal(t, reworded, kept, "the plugin's own")
	plain := &model.Post{Message: "a"}
	kept, _ = w.plugin.MessageWillBeUpdated(byPerson, &model.Post{Message: "b"}, plain)
	assert.NotNil(t, kept)
}

func TestTheEndKeepsTheAuthorsOwnWords(t *testing.T) {
	w := newPlannedWorld(t)
	post := w.plans(w.alice, "Sprint review --at 14:30")
	post.Message = "Bring cake!\n" + post.Message + "\nSee you"
	_, _ = w.UpdatePost(post)
	w.types(w.alice, "/blizz end all")
	ended, _ := w.GetPost(post.Id)
	assert.True(t, strings.HasPrefix(ended.Message, "Bring cake!\nalice invited you"), ended.Message)
	assert.True(t, strings.HasSuffix(ended.Message, "\nSee you"), ended.Message)
}

func TestMe(t *testing.T) {
	w := newWorld(t)
	me := func(method, body string) answer { return w.asks(w.alice, method, "/me", body) }
	for _, c := range []struct{ method, body, holds string }{
		{http.MethodGet, "", `{"remind_before_minutes": 10, "show_status": false, "do_not_disturb": false, "show_joined": true}`},
		{http.MethodPut, `{"remind_before_minutes": 0}`, `{"remind_before_minutes": 0, "show_status": false, "do_not_disturb": false, "show_joined": true}`},
		{http.MethodPut, `{"show_status": true}`, `{"remind_before_minutes": 0, "show_status": true, "do_not_disturb": false, "show_joined": true}`},
		{http.MethodPut, `{"do_not_disturb": true}`, `{"remind_before_minutes": 0, "show_status": true, "do_not_disturb": true, "show_joined": true}`},
		{http.MethodPut, `{"show_joined": false}`, `{"remind_before_minutes": 0, "show_status": true, "do_not_disturb": true, "show_joined": false}`},
		{http.MethodGet, "", `{"remind_before_minutes": 0, "show_status": true, "do_not_disturb": true, "show_joined": false}`},
	} {
		assert.JSONEq(t, c.holds, me(c.method, c.body).Body, c.body)
	}
	for _, body := range []string{`{"remind_before_minutes": 7}`, `{"remind_before_minutes": -5}`} {
		code, _ := me(http.MethodPut, body).error(t)
		assert.Equal(t, "invalid_remind_before", code)
	}
	assert.Equal(t, http.StatusBadRequest, me(http.MethodPut, `{"other": 1}`).Status)
	assert.Equal(t, http.StatusUnauthorized, w.asks("", http.MethodGet, "/me", "").Status)
	me(http.MethodPut, `{"remind_before_minutes": 10, "show_status": false, "do_not_disturb": false, "show_joined": true}`)
	assert.Empty(t, w.Keys("me_"), "the default is not stored")
}

// messagesTo returns the bot's direct messages to a person.
func (w *world) messagesTo(userID string) (messages []string) {
	w.t.Helper()
	channel, appErr := w.GetDirectChannel(w.bot(), userID)
	require.Nil(w.t, appErr)
	for _, post := range w.Posts(channel.Id) {
		messages = append(messages, post.Message)
	}
	return messages
}

func TestReminderBeforeTheStart(t *testing.T) {
	w := newPlannedWorld(t)
	post := w.plans(w.alice, "Sprint review --at 14:30")
	w.goes(w.bob, post)
	w.answers(w.carol, post, "x")
	dave := w.AddUser("dave", "en")
	w.AddMember(w.channel, dave)
	w.goes(dave, post)
	w.asks(dave, http.MethodPut, "/me", `{"remind_before_minutes": 60}`)
	w.asks(w.bob, http.MethodPut, "/me", `{"remind_before_minutes": 0}`)

	w.passes("2026-10-23T13:29:00+02:00", "2026-10-23T13:29:00+02:00")
	assert.Empty(t, w.messagesTo(dave))
	w.passes("2026-10-23T13:30:00+02:00", "2026-10-23T14:19:00+02:00")
	assert.Equal(t, []string{"[Sprint review](https://chat.example/_redirect/pl/" + post.Id + ") starts in 60 minutes: Fri, 23 Oct 2026, 12:30 (UTC). [Join](https://go.blizz.com/join/m12345678)"}, w.messagesTo(dave))
	assert.Empty(t, w.messagesTo(w.alice))
	w.passes("2026-10-23T14:20:00+02:00", "2026-10-23T14:40:00+02:00")
	assert.Equal(t, []string{"[Sprint review](https://chat.example/_redirect/pl/" + post.Id + ") starts in 10 minutes: Fri, 23 Oct 2026, 14:30 (Berlin). [Join](https://go.blizz.com/join/m12345678)"}, w.messagesTo(w.alice))
	assert.Len(t, w.messagesTo(dave), 1)
	assert.Empty(t, w.messagesTo(w.bob), "none for bob")
	assert.Empty(t, w.messagesTo(w.carol), "carol can't")
	assert.Len(t, w.replies(post), 1, "the reminder at the start stays")
}

// TestAReminderBeforeTheStartIsTriedAgain: the run of the next minute tries a failed reminder again.
func TestAReminderBeforeTheStartIsTriedAgain(t *testing.T) {
	for _, failing := range []string{"GetReactions", "GetChannel", "GetUsersByIds", "GetChannelMembersByIds"} {
		t.Run(failing, func(t *testing.T) {
			w := newPlannedWorld(t)
			w.plans(w.alice, "Sprint review --at 14:30")
			w.Fail(failing)
			w.passes("2026-10-23T14:20:00+02:00", "2026-10-23T14:20:00+02:00")
			require.Empty(t, w.messagesTo(w.alice))
			w.Mend(failing)
			w.passes("2026-10-23T14:21:00+02:00", "2026-10-23T14:22:00+02:00")
			require.Len(t, w.messagesTo(w.alice), 1)
			assert.Contains(t, w.messagesTo(w.alice)[0], "starts in 9 minutes")
		})
	}
}

func TestTheBotsReactionsAreRemoved(t *testing.T) {
	w := newPlannedWorld(t)
	post := w.plans(w.alice, "--at 14:30")
	emoji := func() (names []string) {
		reactions, _ := w.GetReactions(post.Id)
		for _, reaction := range reactions {
			names = append(names, reaction.EmojiName)
		}
		return names
	}
	w.answers(w.bob, post, "tada")
	assert.ElementsMatch(t, []string{"white_check_mark", "x", "grey_question", "tada"}, emoji())
	w.answers(w.bob, post, "grey_question")
	assert.ElementsMatch(t, []string{"tada", "grey_question"}, emoji())
	w.Calls()
	w.answers(w.carol, post, "x")
	assert.Equal(t, []string{"AddReaction"}, w.Calls(), "the bot removed its reactions after the first answer")
	plain, _ := w.CreatePost(&model.Post{UserId: w.bob, ChannelId: w.channel})
	w.answers(w.carol, plain, "x")
	w.answers(w.alice, plain, "x")
	assert.Len(t, slices.DeleteFunc(w.Calls(), func(call string) bool { return call != "GetPost" }), 1, "the plugin gets a post once")
}

func TestTheLastAnswerCounts(t *testing.T) {
	w := newPlannedWorld(t)
	post := w.plans(w.alice, "--at 14:30")
	w.answers(w.bob, post, "white_check_mark")
	w.answers(w.bob, post, "x")
	w.answers(w.carol, post, "grey_question")
	w.answers(w.carol, post, "white_check_mark")
	reminders := w.remindersAt(post, "2026-10-23T14:30:00+02:00")
	require.Len(t, reminders, 1)
	assert.True(t, strings.HasSuffix(reminders[0].Message, "\n@alice @carol"), reminders[0].Message)
}
