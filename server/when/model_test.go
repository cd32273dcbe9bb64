package when

import (
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// anyPlan draws a plan with any rule, in a zone that changes its clocks.
func anyPlan(t *rapid.T) Plan {
	zone := Zone(rapid.SampledFrom([]string{"Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "UTC", "Pacific/Apia"}).Draw(t, "zone"))
	minutes := rapid.Int64Range(0, 60*365*24*60).Draw(t, "minutes since 1970")
	rule := Rule{
		Frequency: rapid.SampledFrom([]Frequency{Daily, Weekly, Monthly}).Draw(t, "frequency"),
		Interval:  rapid.IntRange(1, MaxMonths).Draw(t, "interval"),
		Count:     rapid.SampledFrom([]int{0, 0, 1, 7, MaxCount}).Draw(t, "count"),
	}
	switch rule.Frequency {
	case Weekly:
		rule.Days = Weekdays(rapid.IntRange(0, 127).Draw(t, "days"))
	case Monthly:
		if rapid.Bool().Draw(t, "by weekday") {
			rule.Ordinal = rapid.SampledFrom([]int{1, 2, 3, 4, 5, -1}).Draw(t, "ordinal")
			rule.Days = rule.Days.With(time.Weekday(rapid.IntRange(0, 6).Draw(t, "day")))
		} else {
			rule.MonthDay = rapid.SampledFrom([]int{0, 1, 28, 29, 30, 31, -1}).Draw(t, "day of the month")
		}
	case Once, Daily:
	}
	plan, err := Plan{Start: time.Unix(minutes*60, 0).In(zone), Rule: rule}.Aligned()
	if err != nil {
		t.Skip("the rule has no start")
	}
	return plan
}

// firstOf returns the first occurrences of a plan after a moment.
func firstOf(plan Plan, after time.Time, atMost int) []Occurrence {
	var found []Occurrence
	for occurrence := range plan.Starts(after) {
		if found = append(found, occurrence); len(found) == atMost {
			break
		}
	}
	return found
}

// TestAnyRuleInOrder: occurrences are in order. They have the local time of the start, except if clocks skip it. A
// search from the middle finds the same ones as a search from the beginning.
func TestAnyRuleInOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		plan := anyPlan(t)
		found := firstOf(plan, time.Time{}, 20)
		require.NotEmpty(t, found)
		require.True(t, found[0].Start.Equal(plan.Start))
		for i, occurrence := range found {
			require.False(t, occurrence.IsMoved())
			year, month, day := occurrence.Start.Date()
			wanted, _ := local(year, month, day, plan.Start.Hour(), plan.Start.Minute(), plan.Start.Location())
			require.True(t, wanted.Equal(occurrence.Start) || occurrence.Start.Sub(wanted).Abs() <= 24*time.Hour)
			if i == 0 {
				continue
			}
			require.True(t, occurrence.Start.After(found[i-1].Start))
			between, ok := plan.Next(occurrence.Start.Add(-time.Nanosecond))
			require.True(t, ok)
			require.Equal(t, occurrence, between)
		}
	})
}

// TestAnyRuleReadsBack: a written rule reads back unchanged.
func TestAnyRuleReadsBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		plan := anyPlan(t)
		again, err := ParseRule(plan.Rule.String(), time.UTC)
		require.NoError(t, err)
		require.Equal(t, plan.Rule, again)
	})
}

// TestExceptionsInAnyOrder: the order of skips and moves does not matter. The plan reads back unchanged. Its starts are
// those of the rule without the exceptions, as far as a search looks ahead: a fifth Sunday of February comes every 28
// years.
func TestExceptionsInAnyOrder(t *testing.T) {
	type change func(Plan) (Plan, error)
	rapid.Check(t, func(t *rapid.T) {
		plan := anyPlan(t)
		var changes []change
		var want []time.Time
		for _, occurrence := range firstOf(plan, time.Time{}, 8) {
			if occurrence.Start.After(plan.Start.AddDate(horizon, 0, 0)) {
				break
			}
			switch rapid.IntRange(0, 2).Draw(t, "what happens") {
			case 0:
				changes = append(changes, func(p Plan) (Plan, error) { return p.Skip(occurrence.Original) })
			case 1:
				to := occurrence.Start.Add(7 * time.Minute)
				want = append(want, to)
				changes = append(changes, func(p Plan) (Plan, error) { return p.Move(occurrence.Original, to) })
			default:
				want = append(want, occurrence.Start)
			}
		}
		apply := func(changes []change) Plan {
			changed := plan
			for _, change := range changes {
				var err error
				changed, err = change(changed)
				require.NoError(t, err)
			}
			return changed
		}
		changed := apply(changes)
		slices.Reverse(changes)
		require.Equal(t, changed, apply(changes))
		require.Equal(t, changed, plan.WithExceptions(changed.Skipped, changed.Moved))
		if len(want) == 0 {
			return
		}
		for i, occurrence := range firstOf(changed, time.Time{}, len(want)) {
			require.True(t, want[i].Equal(occurrence.Start), "%s is not %s", occurrence.Start, want[i])
		}
	})
}

// TestAnyTextEnds: for any stored rule, the search for the next start takes little time.
func TestAnyTextEnds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		plan := anyPlan(t)
		after := time.Unix(rapid.Int64Range(0, 253402300799).Draw(t, "after"), 0)
		began := time.Now()
		next, ok := plan.Next(after)
		require.Less(t, time.Since(began), time.Second)
		if ok {
			require.True(t, next.Start.After(after))
		}
	})
}
