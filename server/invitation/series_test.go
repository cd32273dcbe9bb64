package invitation

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"mattermost-plugin-blizz/server/when"
)

func TestRuleInWords(t *testing.T) {
	for repeat, want := range map[string]string{
		"":                           "",
		"FREQ=DAILY":                 "every day",
		"FREQ=DAILY;INTERVAL=3":      "every 3 days",
		"FREQ=WEEKLY":                "every week",
		"FREQ=WEEKLY;BYDAY=MO":       "every week on Monday",
		"FREQ=WEEKLY;BYDAY=MO,TU,FR": "every week on Monday, Tuesday and Friday",
		"FREQ=WEEKLY;INTERVAL=2":     "every 2 weeks",
		"FREQ=MONTHLY":               "every month",
		"FREQ=MONTHLY;BYMONTHDAY=15": "every month on day 15",
		"FREQ=MONTHLY;BYMONTHDAY=-1": "every month on the last day",
		"FREQ=MONTHLY;BYDAY=2TU":     "every month on the second Tuesday",
		"FREQ=MONTHLY;INTERVAL=2;BYDAY=-1FR;COUNT=3":                "every 2 months on the last Friday, 3 times",
		"FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;COUNT=1":                  "every weekday, once",
		"FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TU,WE,TH,FR":               "every 2 weeks on Monday, Tuesday, Wednesday, Thursday and Friday",
		"FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH;UNTIL=20261224T225959Z": "every 2 weeks on Monday and Thursday until 24 Dec 2026",
	} {
		rule, err := when.ParseRule(repeat, time.UTC)
		require.NoError(t, err)
		got, err := Rule(english(), when.Plan{Start: start, Rule: rule})
		require.NoError(t, err)
		assert.Equal(t, want, got)
	}
}

// series returns a meeting that repeats, with skipped and moved starts.
func series(t *testing.T) Invitation {
	t.Helper()
	invited := planned()
	second := start.AddDate(0, 0, 7)
	plan, err := invited.When.Skip(second)
	require.NoError(t, err)
	invited.When, err = plan.Move(second.AddDate(0, 0, 7), second)
	require.NoError(t, err)
	return invited
}

func TestSeriesInProps(t *testing.T) {
	const week = 7 * 24 * time.Hour
	second := start.AddDate(0, 0, 7)
	invited := series(t)
	props := invited.Props(blizz(t))
	assert.Equal(t, []any{second.UnixMilli()}, props["skipped"])
	third := second.Add(week)
	assert.Equal(t, map[string]any{milli(third): second.UnixMilli()}, props["moved"])

	read, ok := FromProps("alice", props, blizz(t))
	require.True(t, ok)
	assert.Equal(t, invited, read)

	written, err := json.Marshal(props)
	require.NoError(t, err)
	var stored map[string]any
	require.NoError(t, json.Unmarshal(written, &stored))
	read, ok = FromProps("alice", stored, blizz(t))
	require.True(t, ok)
	assert.Equal(t, invited, read, "as the database gives it back")

	ended, err := planned().End(start)
	require.NoError(t, err)
	assert.NotContains(t, ended.PropsOver(props, blizz(t)), "skipped")
}

// milli returns a time as a key of the prop moved.
func milli(moment time.Time) string {
	text, _ := json.Marshal(moment.UnixMilli())
	return string(text)
}

func TestFromPropsLeavesOutExceptions(t *testing.T) {
	second := start.AddDate(0, 0, 7)
	many := map[string]any{}
	for i := range when.MaxExceptions + 1 {
		many[milli(start.AddDate(0, 0, 7*i))] = start.UnixMilli()
	}
	for name, change := range map[string]map[string]any{
		"no list":                {"skipped": "1793170859999"},
		"a list of texts":        {"skipped": []any{"x", nil, map[string]any{}}},
		"no start of the rule":   {"skipped": []any{second.AddDate(0, 0, 1).UnixMilli()}},
		"no object":              {"moved": []any{1, 2}},
		"an object of no times":  {"moved": map[string]any{"x": 1, milli(second): "soon"}},
		"more than the most":     {"moved": many},
		"a rule without a start": {"repeat": "FREQ=WEEKLY;UNTIL=19700101", "skipped": []any{second.UnixMilli()}},
	} {
		t.Run(name, func(t *testing.T) {
			props := planned().Props(blizz(t))
			for prop, value := range change {
				props[prop] = value
			}
			read, ok := FromProps("alice", props, blizz(t))
			require.True(t, ok)
			assert.Empty(t, read.When.Skipped)
			assert.Empty(t, read.When.Moved)
		})
	}
}

func TestFromPropsAligns(t *testing.T) {
	props := planned().Props(blizz(t))
	props["repeat"] = "FREQ=WEEKLY;BYDAY=MO"
	read, ok := FromProps("alice", props, blizz(t))
	require.True(t, ok)
	assert.Equal(t, time.Monday, read.When.Start.Weekday(), "it was a Saturday")
}

func TestFromPropsChecksThePlanID(t *testing.T) {
	for _, id := range []any{nil, 1, "", "ABCDEFGHIJKLMNOPQRSTUVWXYZ", planID + "a", "../../../../../../../../etc"} {
		props := planned().Props(blizz(t))
		props["plan_id"] = id
		read, ok := FromProps("alice", props, blizz(t))
		require.True(t, ok)
		assert.Empty(t, read.PlanID, id)
	}
}
