package live

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"mattermost-plugin-blizz/server/when"
)

// clock returns a moment on 2026-10-26, a Monday, in UTC.
func clock(t *testing.T, text string) time.Time {
	t.Helper()
	moment, err := time.Parse("2006-01-02 15:04", "2026-10-26 "+text)
	require.NoError(t, err)
	return moment
}

func TestAMeetingIsOver(t *testing.T) {
	for name, c := range map[string]struct {
		since, last string
		start       string
		duration    time.Duration
		end         string
		isKnown     bool
	}{
		"four hours after the last join, with nothing planned": {"09:00", "10:00", "", 0, "14:00", false},
		"four hours after the last join, with no planned end":  {"09:00", "10:00", "09:00", 0, "14:00", false},
		"at the planned end":                                    {"08:55", "09:20", "09:00", time.Hour, "10:00", true},
		"half an hour after a late join":                        {"08:55", "09:45", "09:00", time.Hour, "10:15", true},
		"half an hour after a join behind the planned end":      {"08:55", "10:10", "09:00", time.Hour, "10:40", true},
		"exactly half an hour before the planned end":           {"08:55", "09:30", "09:00", time.Hour, "10:00", true},
		"four hours after the last join of a long meeting":      {"09:00", "09:10", "09:00", 8 * time.Hour, "13:10", false},
		"a duration without a start counts from the first join": {"09:10", "09:15", "", 45 * time.Minute, "09:55", true},
		"joined long after the planned end":                     {"15:00", "15:00", "09:00", time.Hour, "15:30", true},
	} {
		t.Run(name, func(t *testing.T) {
			plan := when.Plan{Duration: c.duration}
			if c.start != "" {
				plan.Start = clock(t, c.start)
			}
			m := gathering{Since: clock(t, c.since).UnixMilli(), LastJoined: clock(t, c.last).UnixMilli()}
			end, isKnown := m.endOf(plan)
			assert.Equal(t, c.end, end.UTC().Format("15:04"))
			assert.Equal(t, c.isKnown, isKnown)

			assert.False(t, m.expire(plan, end.Add(-time.Millisecond)))
			assert.True(t, m.isOn())
			assert.True(t, m.expire(plan, end))
			assert.Equal(t, end.UnixMilli(), m.OverAt)
			assert.Equal(t, isKnown, m.Lasted != 0)
		})
	}
}

var (
	weekly   = when.Rule{Frequency: when.Weekly, Interval: 1}
	weekdays = when.Rule{Frequency: when.Weekly, Interval: 1, Days: when.WorkingDays}
)

func TestAJoinCountsForTheNearestStart(t *testing.T) {
	for name, c := range map[string]struct {
		now       time.Time
		plan      when.Plan
		want      time.Time
		isCounted bool
	}{
		"no plan":                           {clock(t, "12:00"), when.Plan{}, time.Time{}, true},
		"half an hour early":                {clock(t, "08:30"), when.Plan{Start: clock(t, "09:00")}, clock(t, "09:00"), true},
		"earlier":                           {clock(t, "08:29"), when.Plan{Start: clock(t, "09:00")}, time.Time{}, false},
		"long after":                        {clock(t, "20:00"), when.Plan{Start: clock(t, "09:00")}, clock(t, "09:00"), true},
		"the first of a series":             {clock(t, "08:45"), when.Plan{Start: clock(t, "09:00"), Rule: weekly}, clock(t, "09:00"), true},
		"too early for a series":            {clock(t, "08:00"), when.Plan{Start: clock(t, "09:00"), Rule: weekly}, time.Time{}, false},
		"the second of a series":            {clock(t, "09:05").AddDate(0, 0, 7), when.Plan{Start: clock(t, "09:00"), Rule: weekly}, clock(t, "09:00").AddDate(0, 0, 7), true},
		"between two starts of a series":    {clock(t, "09:05").AddDate(0, 0, 3), when.Plan{Start: clock(t, "09:00"), Rule: weekly}, time.Time{}, false},
		"during a long meeting of a series": {clock(t, "20:00"), when.Plan{Start: clock(t, "09:00"), Rule: weekly, Duration: 12 * time.Hour}, clock(t, "09:00"), true},
		"the next start of a long series":   {clock(t, "08:45").AddDate(0, 0, 1), when.Plan{Start: clock(t, "09:00"), Rule: weekdays, Duration: 24 * time.Hour}, clock(t, "09:00").AddDate(0, 0, 1), true},
	} {
		t.Run(name, func(t *testing.T) {
			start, ok := startOf(c.plan, c.now)
			assert.Equal(t, c.isCounted, ok)
			if ok {
				assert.True(t, c.want.Equal(start), "%v", start)
			}
		})
	}
}

func TestAChannelsMeetingsAndPeopleAreBounded(t *testing.T) {
	var s state
	now := clock(t, "09:00")
	for i := range maxMeetings + 5 {
		s.join(Join{PostID: string(rune('a' + i)), UserID: "u", At: now.Add(time.Duration(i) * time.Minute), IsShown: true})
	}
	assert.Len(t, s.on(), maxMeetings)
	assert.Equal(t, string(rune('a'+maxMeetings+4)), s.on()[0].PostID, "the one that began last")

	for i := range maxJoined + 5 {
		s.join(Join{PostID: "z", UserID: time.Duration(i).String(), At: now.Add(time.Hour), IsShown: true})
	}
	assert.Len(t, s.find("z", 0).Joined, maxJoined)
}
