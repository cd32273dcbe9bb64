package when

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// planOf returns a plan with a rule as people write it.
func planOf(t testing.TB, zone, start, every string) Plan {
	t.Helper()
	rule, err := ReadRule(every)
	require.NoError(t, err)
	return Plan{Start: at(t, start).In(Zone(zone)), Rule: rule}
}

// startsOf returns the first starts of a plan after a moment.
func startsOf(plan Plan, after time.Time, atMost int) []string {
	var starts []string
	for occurrence := range plan.Starts(after) {
		starts = append(starts, occurrence.Start.Format(time.RFC3339))
		if len(starts) == atMost {
			break
		}
	}
	return starts
}

// requireRepeats plans a meeting that repeats. Its second start must have the local time of the first.
func requireRepeats(t *testing.T, start time.Time, every string) {
	t.Helper()
	rule, err := ReadRule(every)
	require.NoError(t, err)
	plan, err := Plan{Start: start, Rule: rule}.Aligned()
	require.NoError(t, err)
	next, ok := plan.Next(plan.Start)
	require.True(t, ok)
	require.True(t, next.Start.After(plan.Start))
	require.True(t, plan.IsAt(next.Start))
	year, month, day := next.Start.Date()
	if _, isSkipped := local(year, month, day, plan.Start.Hour(), plan.Start.Minute(), start.Location()); !isSkipped {
		require.Equal(t, plan.Start.Format(time.TimeOnly), next.Start.Format(time.TimeOnly))
	}
}

func TestStarts(t *testing.T) {
	for name, c := range map[string]struct {
		zone, start, every string
		want               []string
	}{
		"once": {"Europe/Berlin", "2026-10-23T10:00:00+02:00", "", []string{"2026-10-23T10:00:00+02:00"}},
		"every day, over the end of daylight saving": {"Europe/Berlin", "2026-10-24T10:00:00+02:00", "day", []string{
			"2026-10-24T10:00:00+02:00", "2026-10-25T10:00:00+01:00", "2026-10-26T10:00:00+01:00",
		}},
		"weekly over the end of daylight saving": {"Europe/Berlin", "2026-10-19T10:00:00+02:00", "week", []string{
			"2026-10-19T10:00:00+02:00", "2026-10-26T10:00:00+01:00", "2026-11-02T10:00:00+01:00",
		}},
		"on weekdays, over a weekend and the beginning of daylight saving": {"America/New_York", "2026-03-05T09:15:00-05:00", "weekday", []string{
			"2026-03-05T09:15:00-05:00", "2026-03-06T09:15:00-05:00", "2026-03-09T09:15:00-04:00", "2026-03-10T09:15:00-04:00",
		}},
		"weekly at a time that is skipped once": {"Europe/Berlin", "2027-03-21T02:30:00+01:00", "week", []string{
			"2027-03-21T02:30:00+01:00", "2027-03-28T03:30:00+02:00", "2027-04-04T02:30:00+02:00",
		}},
		"weekly at a time that occurs twice once": {"America/New_York", "2026-10-25T01:30:00-04:00", "week", []string{
			"2026-10-25T01:30:00-04:00", "2026-11-01T01:30:00-04:00", "2026-11-08T01:30:00-05:00",
		}},
		"in a zone where the date differs from UTC": {"Pacific/Auckland", "2026-09-24T08:00:00+12:00", "weekday", []string{
			"2026-09-24T08:00:00+12:00", "2026-09-25T08:00:00+12:00", "2026-09-28T08:00:00+13:00",
		}},
		"every two weeks, on two days": {"UTC", "2026-12-17T10:00:00Z", "2 weeks mon,thu", []string{
			"2026-12-17T10:00:00Z", "2026-12-28T10:00:00Z", "2026-12-31T10:00:00Z", "2027-01-11T10:00:00Z",
		}},
		"monthly on a day that not all months have": {"UTC", "2026-12-31T10:00:00Z", "month", []string{
			"2026-12-31T10:00:00Z", "2027-01-31T10:00:00Z", "2027-03-31T10:00:00Z",
		}},
		"monthly on the last day": {"UTC", "2026-12-31T10:00:00Z", "FREQ=MONTHLY;BYMONTHDAY=-1", []string{
			"2026-12-31T10:00:00Z", "2027-01-31T10:00:00Z", "2027-02-28T10:00:00Z",
		}},
		"monthly on the second Tuesday": {"UTC", "2026-11-10T10:00:00Z", "FREQ=MONTHLY;BYDAY=2TU", []string{
			"2026-11-10T10:00:00Z", "2026-12-08T10:00:00Z", "2027-01-12T10:00:00Z",
		}},
		"monthly on the last Friday": {"UTC", "2026-11-27T10:00:00Z", "FREQ=MONTHLY;BYDAY=-1FR", []string{
			"2026-11-27T10:00:00Z", "2026-12-25T10:00:00Z", "2027-01-29T10:00:00Z",
		}},
		"three times": {"UTC", "2026-11-27T10:00:00Z", "FREQ=WEEKLY;COUNT=3", []string{
			"2026-11-27T10:00:00Z", "2026-12-04T10:00:00Z", "2026-12-11T10:00:00Z",
		}},
		"until a day": {"UTC", "2026-11-27T10:00:00Z", "FREQ=WEEKLY;UNTIL=20261204", []string{
			"2026-11-27T10:00:00Z", "2026-12-04T10:00:00Z",
		}},
	} {
		t.Run(name, func(t *testing.T) {
			plan := planOf(t, c.zone, c.start, c.every)
			starts := startsOf(plan, plan.Start.Add(-time.Minute), len(c.want)+1)
			assert.Equal(t, c.want, starts[:len(c.want)])
			for _, want := range c.want {
				start := at(t, want)
				assert.True(t, plan.IsAt(start))
				assert.False(t, plan.IsAt(start.Add(time.Minute)))
			}
		})
	}
	assert.Empty(t, startsOf(Plan{}, time.Now(), 1))
	assert.False(t, Plan{}.IsAt(time.Time{}))
}

func TestSeriesIsOver(t *testing.T) {
	plan := planOf(t, "UTC", "2026-11-27T10:00:00Z", "FREQ=WEEKLY;COUNT=2")
	plan.Duration = time.Hour
	assert.Len(t, startsOf(plan, time.Time{}, 9), 2)
	assert.False(t, plan.IsOver(at(t, "2026-12-04T10:59:00Z")))
	assert.True(t, plan.IsOver(at(t, "2026-12-04T11:00:00Z")))
	assert.False(t, Plan{}.IsOver(time.Now()), "a meeting without a start has no end")
}

// TestOldSeries looks for the next start of series from 1970, which anybody can post.
func TestOldSeries(t *testing.T) {
	for every, want := range map[string]string{
		"day":                                "2026-11-25T10:00:00Z",
		"FREQ=DAILY;INTERVAL=99":             "2026-12-03T10:00:00Z",
		"2 weeks":                            "2026-12-03T10:00:00Z",
		"weekday":                            "2026-11-25T10:00:00Z",
		"month":                              "2026-12-01T10:00:00Z",
		"FREQ=MONTHLY;INTERVAL=5;BYDAY=-1FR": "2027-02-26T10:00:00Z",
		"FREQ=DAILY;COUNT=999":               "",
	} {
		plan := planOf(t, "UTC", "1970-01-01T10:00:00Z", every)
		next, ok := plan.Next(at(t, "2026-11-25T09:00:00Z"))
		if !ok {
			assert.Empty(t, want, every)
			continue
		}
		assert.Equal(t, want, next.Start.Format(time.RFC3339), every)
	}
	never := planOf(t, "UTC", "2026-02-10T10:00:00Z", "FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=30")
	_, ok := never.Next(never.Start)
	assert.False(t, ok, "no February has 30 days")
}

func TestAligned(t *testing.T) {
	plan, err := planOf(t, "America/New_York", "2026-10-31T01:30:00-04:00", "weekday").Aligned()
	require.NoError(t, err)
	assert.Equal(t, "2026-11-02T01:30:00-05:00", plan.Start.Format(time.RFC3339), "a Saturday")

	weekly := planOf(t, "America/New_York", "2026-10-31T01:30:00-04:00", "week")
	plan, err = weekly.Aligned()
	require.NoError(t, err)
	assert.Equal(t, weekly, plan)

	_, err = planOf(t, "UTC", "2026-10-31T10:00:00Z", "FREQ=WEEKLY;UNTIL=20261030").Aligned()
	assert.Equal(t, BadUntil, err)
}

func TestSkipAndMove(t *testing.T) {
	plan := planOf(t, "Europe/Berlin", "2026-10-19T10:00:00+02:00", "week")
	first, second, third := plan.Start, at(t, "2026-10-26T10:00:00+01:00"), at(t, "2026-11-02T10:00:00+01:00")
	skipped, err := plan.Skip(second)
	require.NoError(t, err)
	assert.Equal(t, []string{"2026-11-02T10:00:00+01:00"}, startsOf(skipped, first, 1))
	assert.Empty(t, plan.Skipped, "the former plan stays as it was")

	moved, err := skipped.Move(third, third.Add(25*time.Hour))
	require.NoError(t, err)
	assert.Equal(t, []string{"2026-11-03T11:00:00+01:00", "2026-11-09T10:00:00+01:00"}, startsOf(moved, first, 2))
	occurrence, ok := moved.Occurrence(third.Add(25 * time.Hour))
	require.True(t, ok)
	assert.True(t, occurrence.IsMoved())
	assert.True(t, occurrence.Original.Equal(third))
	same, ok := moved.Occurrence(third)
	require.True(t, ok)
	assert.Equal(t, occurrence.Start, same.Start, "the original start names it too")

	back, err := moved.Move(third.Add(25*time.Hour), third)
	require.NoError(t, err)
	assert.Equal(t, skipped.Skipped, back.Skipped)
	assert.Empty(t, back.Moved)

	gone, err := moved.Skip(third.Add(25 * time.Hour))
	require.NoError(t, err)
	assert.Equal(t, []string{"2026-11-09T10:00:00+01:00"}, startsOf(gone, first, 1))
	assert.Empty(t, gone.Moved)

	for name, refused := range map[string]struct {
		err  Error
		make func() (Plan, error)
	}{
		"to skip a skipped start":        {NoOccurrence, func() (Plan, error) { return skipped.Skip(second) }},
		"to skip no start":               {NoOccurrence, func() (Plan, error) { return plan.Skip(second.Add(time.Minute)) }},
		"to skip the only start":         {NoOccurrence, func() (Plan, error) { return Plan{Start: first}.Skip(first) }},
		"to move no start":               {NoOccurrence, func() (Plan, error) { return plan.Move(second.Add(time.Minute), third) }},
		"to move one start onto another": {Taken, func() (Plan, error) { return plan.Move(second, third) }},
		"to skip more than the most":     {TooManyExceptions, func() (Plan, error) { return skipMany(plan, MaxExceptions+1) }},
	} {
		_, err := refused.make()
		assert.Equal(t, refused.err, err, name)
	}
	_, err = skipMany(plan, MaxExceptions)
	require.NoError(t, err)
	unmoved, err := plan.Move(second, second)
	require.NoError(t, err)
	assert.Equal(t, plan, unmoved)
}

// skipMany skips the first starts of a plan.
func skipMany(plan Plan, count int) (Plan, error) {
	for range count {
		next, _ := plan.Next(time.Time{})
		var err error
		if plan, err = plan.Skip(next.Start); err != nil {
			return plan, err
		}
	}
	return plan, nil
}

func TestStoredExceptions(t *testing.T) {
	plan := planOf(t, "Europe/Berlin", "2026-10-19T10:00:00+02:00", "week")
	second, third := at(t, "2026-10-26T10:00:00+01:00"), at(t, "2026-11-02T10:00:00+01:00")
	read := plan.WithExceptions(
		[]time.Time{third.Add(time.Hour), second.Add(2 * 24 * time.Hour), third},
		[]Move{{second, third.Add(time.Hour)}, {third, second}, {second, second.Add(time.Hour)}, {second.AddDate(0, 0, 1), third}},
	)
	assert.Equal(t, []time.Time{third.In(plan.Start.Location())}, read.Skipped, "as before the zone's rules changed")
	require.Len(t, read.Moved, 1)
	assert.True(t, read.Moved[0].From.Equal(second))
	assert.True(t, read.Moved[0].To.Equal(third.Add(time.Hour)))

	many := make([]time.Time, 0, 2*MaxExceptions)
	for occurrence := range plan.Starts(time.Time{}) {
		many = append(many, occurrence.Start)
		if len(many) == cap(many) {
			break
		}
	}
	assert.Len(t, plan.WithExceptions(many, nil).Skipped, MaxExceptions)
	assert.Empty(t, Plan{Start: second}.WithExceptions(many, nil).Skipped, "a meeting that takes place once has no exceptions")
}

// TestFarFromTheStart looks for starts at the end of the calendar, as a forged post or request can.
func TestFarFromTheStart(t *testing.T) {
	plan := planOf(t, "Europe/Berlin", "1970-01-02T10:00:00+01:00", "day")
	began := time.Now()
	far := make([]time.Time, MaxExceptions)
	for i := range far {
		far[i] = at(t, "9999-06-01T10:00:00+02:00").AddDate(0, 0, -i)
	}
	assert.Len(t, plan.WithExceptions(far, nil).Skipped, MaxExceptions)
	assert.Less(t, time.Since(began), time.Second)
}
