package main

import (
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/stretchr/testify/require"

	"mattermost-plugin-blizz/server/invitation"
	"mattermost-plugin-blizz/server/schedule"
	"mattermost-plugin-blizz/server/when"
)

// records returns all stored plans.
func (m *scheduleModel) records() (records []schedule.Record) {
	keys := m.fake.Keys("plan_")
	slices.Sort(keys)
	for _, key := range keys {
		if r, ok := m.record(strings.TrimPrefix(key, "plan_")); ok {
			records = append(records, r)
		}
	}
	return records
}

func (m *scheduleModel) record(id string) (r schedule.Record, ok bool) {
	stored := m.fake.Value("plan_" + id)
	return r, stored != nil && json.Unmarshal(stored, &r) == nil
}

// open returns the open plans that have a post.
func (m *scheduleModel) open() (open []schedule.Record) {
	for _, r := range m.records() {
		if r.State == schedule.Open && m.postOf(r) != nil {
			open = append(open, r)
		}
	}
	return open
}

// isAnyOpen tells whether a plan is open and has more starts, with or without a post.
func (m *scheduleModel) isAnyOpen() bool {
	return slices.ContainsFunc(m.records(), func(r schedule.Record) bool { return r.State == schedule.Open && r.Next != 0 })
}

// postOf returns the post of a plan, even if the record does not know it yet; nil for none.
func (m *scheduleModel) postOf(r schedule.Record) *model.Post {
	for _, post := range m.fake.Posts(r.ChannelID) {
		if post.Type == "custom_blizz" && post.GetProp("plan_id") == r.ID {
			return post
		}
	}
	return nil
}

// planOf returns when a plan takes place by the present rules of its time zone. The first start keeps its local time.
func planOf(r schedule.Record) when.Plan {
	stored := invitation.PlanOf(r.Props)
	if stored.Start.Format("2006-01-02T15:04") == r.Local {
		return stored // even if clocks go back and that time comes twice
	}
	start, err := time.ParseInLocation("2006-01-02T15:04", r.Local, stored.Start.Location())
	if err != nil {
		return stored
	}
	props := maps.Clone(r.Props)
	props["starts_at"] = start.UnixMilli()
	return invitation.PlanOf(props)
}

func samePlan(a, b when.Plan) bool {
	return a.Start.Equal(b.Start) && a.Rule == b.Rule
}

// notices counts the bot's notices in the channels, by name.
func (m *scheduleModel) notices() map[string]int {
	found := map[string]int{}
	for _, channelID := range m.channels {
		for _, post := range m.fake.Posts(channelID) {
			if name, ok := post.GetProp("blizz_reminder").(string); ok {
				found[name]++
			}
		}
	}
	return found
}

// leftOut tells whether a start was logged as left out.
func (m *scheduleModel) leftOut(planID string, start time.Time) bool {
	return slices.ContainsFunc(m.logOf(planID), func(at string) bool { return at == start.UTC().Format(time.RFC3339) })
}

// logOf returns the starts of a plan that were logged as left out.
func (m *scheduleModel) logOf(planID string) (starts []string) {
	for _, line := range m.fake.Log() {
		if start, ok := line.Field("start").(string); ok && line.Field("plan_id") == planID {
			starts = append(starts, start)
		}
	}
	return starts
}

// checkAlways holds whenever no action is going on.
func (m *scheduleModel) checkAlways() {
	for name, times := range m.notices() {
		require.Equal(m, 1, times, "%s was said more than once\n%s", name, m.story())
	}
	m.checkEarly()
	for _, r := range m.records() {
		m.checkIsLookedAt(r)
	}
}

// checkEarly checks that nobody is reminded twice before the same start.
func (m *scheduleModel) checkEarly() {
	bot := m.world.bot()
	for _, person := range m.people {
		channel, _ := m.fake.GetDirectChannel(bot, person)
		said := map[string]bool{}
		for _, post := range m.fake.Posts(channel.Id) {
			// If the rules of a zone have changed, one local time means two moments.
			require.False(m, said[post.Message] && m.isZoneKept, "%s was said twice\n%s", post.Message, m.story())
			said[post.Message] = true
		}
	}
}

// checkIsLookedAt checks that a plan is noted in a minute that comes in time.
func (m *scheduleModel) checkIsLookedAt(r schedule.Record) {
	var until int64
	switch {
	case r.State == schedule.Unfinished && m.postOf(r) != nil:
		until = r.PlannedAt + 2*time.Minute.Milliseconds()
	case r.State == schedule.Open && r.Next != 0:
		until = r.Next
	default:
		return
	}
	now := m.now.Unix() / 60
	for _, key := range m.fake.Keys("due_") {
		text, _, _ := strings.Cut(strings.TrimPrefix(key, "due_"), "_")
		minute, err := strconv.ParseInt(text, 10, 64)
		if err == nil && minute <= max(until/60_000, now) && strings.Contains(string(m.fake.Value(key)), r.ID) {
			return
		}
	}
	require.Fail(m, "nobody looks at a plan", "%s (%s) at %s\n%s", r.ID, r.State, time.UnixMilli(until).UTC(), m.story())
}

// checkAll checks everything. It may be called after all failures are repaired and some time has passed.
func (m *scheduleModel) checkAll() {
	m.checkAlways()
	said := m.notices()
	for _, r := range m.records() {
		post := m.postOf(r)
		switch {
		case r.State == schedule.Unfinished:
			require.Nil(m, post, "%s was left unfinished\n%s", r.ID, m.story())
		case r.IsOver():
			m.checkEnd(r, said)
		case post == nil:
			require.True(m, m.deleted[r.ID], "%s is open without a post\n%s", r.ID, m.story())
		default:
			m.checkReminders(r, said)
			m.checkShown(r, post)
		}
	}
	for _, post := range m.invitations() {
		id, _ := post.GetProp("plan_id").(string)
		_, ok := m.record(id)
		require.True(m, ok, "%s has a post and no record\n%s", id, m.story())
	}
}

// forgetWhatIsDue removes the due starts in the model's zone that were not reminded of.
func (m *scheduleModel) forgetWhatIsDue() {
	for _, r := range m.records() {
		if planOf(r).Start.Location().String() == modelZone {
			delete(m.due, r.ID)
		}
	}
}

// checkReminders checks that each start of an open plan was reminded of, or logged as left out.
func (m *scheduleModel) checkReminders(r schedule.Record, said map[string]int) {
	for start := range m.due[r.ID] {
		isSaid := said[r.ID+"_"+strconv.FormatInt(start/60_000, 10)] == 1
		require.True(m, isSaid || m.leftOut(r.ID, time.UnixMilli(start)), "%s of %s was forgotten\n%s",
			time.UnixMilli(start).UTC().Format("2006-01-02 15:04"), r.ID, m.story())
	}
	_, goesOn := invitation.PlanOf(r.Props).Next(time.UnixMilli(max(m.now.UnixMilli(), r.Done)))
	require.True(m, r.Next != 0 || !goesOn, "%s stopped without a notice\n%s", r.ID, m.story())
}

// checkEnd checks that a plan ended for a valid reason, and that people were told.
func (m *scheduleModel) checkEnd(r schedule.Record, said map[string]int) {
	isTold := said[r.ID+"_over"] == 1
	switch r.Reason {
	case schedule.ByPerson:
		require.NotEmpty(m, m.endedBy[r.ID], "nobody ended %s\n%s", r.ID, m.story())
	case schedule.PostDeleted:
		require.True(m, m.deleted[r.ID], "nobody deleted %s\n%s", r.ID, m.story())
	case schedule.InviterLeft, schedule.InviterDeactivated:
		require.True(m, m.absent[r.InviterID], "the inviter of %s never left\n%s", r.ID, m.story())
		require.True(m, isTold, "nobody was told that %s is over\n%s", r.ID, m.story())
	default:
		require.Fail(m, "an unknown reason", "%s: %s\n%s", r.ID, r.Reason, m.story())
	}
	if post := m.postOf(r); post != nil {
		require.NotEqual(m, "open", post.GetProp("status"), "the post of the ended %s\n%s", r.ID, m.story())
	}
}

// checkShown checks that a post shows its record, and that people's reactions replace the bot's.
func (m *scheduleModel) checkShown(r schedule.Record, post *model.Post) {
	shown, stored := invitation.PlanOf(post.GetProps()), planOf(r)
	isDone := r.Next == 0 // nobody looks at it any more, so a changed zone is not noticed
	require.True(m, isDone || shown.Start.Equal(stored.Start) && shown.Rule == stored.Rule, "%s is shown at %s\n%s", r.ID, shown.Start, m.story())
	require.Equal(m, r.Props["topic"], post.GetProp("topic"), m.story())
	reactions, _ := m.fake.GetReactions(post.Id)
	people := 0
	for _, reaction := range reactions {
		if reaction.UserId != m.world.bot() {
			people++
		}
	}
	require.True(m, people == 0 || people == len(reactions), "the bot's reactions are beside people's below %s\n%s", r.ID, m.story())
}

// checkNothingIsLeft holds three months after all plans have ended.
func (m *scheduleModel) checkNothingIsLeft() {
	for _, prefix := range []string{"plan_", "due_", "upcoming_", "plans_of_"} {
		for _, key := range m.fake.Keys(prefix) {
			require.Fail(m, "something is left over", "%s: %s\n%s", key, m.fake.Value(key), m.story())
		}
	}
}
