package when

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// FuzzReadStart: whatever is typed, a start that comes out is a whole minute to come within a year, in the zone asked
// for, and the next start of a repeated meeting shows the same local time, but for a day that skips it.
func FuzzReadStart(f *testing.F) {
	for _, text := range []string{"14:30", "9am", "tomorrow 9:00", "2026-11-23 14:30", "mon 10:00", "+1h30m", "2027-03-28 02:30", "9am tomorrow", "10:00 2026-11-23"} {
		f.Add(text, int64(1793359240), uint8(0))
	}
	zones := []string{"Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "UTC", "Asia/Kathmandu"}
	f.Fuzz(func(t *testing.T, text string, seconds int64, zone uint8) {
		const eightyYears = 80 * 365 * 24 * 3600
		now := time.Unix(seconds%eightyYears, 0).In(Zone(zones[int(zone)%len(zones)]))
		start, _, err := ReadStart(text, now)
		if err != nil {
			require.ErrorAs(t, err, new(Error))
			return
		}
		require.True(t, start.After(now))
		require.False(t, start.After(now.AddDate(1, 0, 0)))
		require.Zero(t, start.Second())
		require.Equal(t, now.Location(), start.Location())
		for _, every := range []Repeat{Week, Weekday} {
			plan := Plan{Start: start, Every: every}.Aligned()
			next := plan.Next(plan.Start)
			require.True(t, next.After(plan.Start))
			require.True(t, plan.IsAt(next))
			year, month, day := next.Date()
			if _, isSkipped := local(year, month, day, plan.Start.Hour(), plan.Start.Minute(), now.Location()); !isSkipped {
				require.Equal(t, plan.Start.Format(time.TimeOnly), next.Format(time.TimeOnly))
			}
		}
	})
}

// FuzzReadDuration: a duration that is read is of whole minutes, from one to a day, and reads the same once written.
func FuzzReadDuration(f *testing.F) {
	for _, text := range []string{"45m", "2h", "1h30m", "1h 30min", "0h", "24h1m", "99999h9999999m"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		duration, err := ReadDuration(text)
		if err != nil {
			require.Equal(t, BadDuration, err)
			return
		}
		require.Zero(t, duration%time.Minute)
		require.GreaterOrEqual(t, duration, time.Minute)
		require.LessOrEqual(t, duration, MaxDuration)
		again, err := ReadDuration(strings.TrimSuffix(duration.String(), "0s"))
		require.NoError(t, err)
		require.Equal(t, duration, again)
	})
}

// FuzzStartAhead: what is taken for a start is what the text begins with, and as a flag's value it reads the same.
func FuzzStartAhead(f *testing.F) {
	for _, text := range []string{"9:00 Retro", "mon 10:00 am stand-up", "tomorrow we meet", "9 am m12-345-678", "9:30 am tomorrow Retro", "14:30 mon, Retro", "9am today's news"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		ahead := StartAhead(text)
		require.True(t, strings.HasPrefix(text, ahead))
		require.Equal(t, ahead, StartAhead(ahead))
	})
}

// FuzzDurationAhead: what is taken for a duration is what the text begins with, and as a flag's value it reads the same.
func FuzzDurationAhead(f *testing.F) {
	for _, text := range []string{"45m Retro", "1h 30m Retro", "1 h 30 min", "1h 30 topics", "45 m12-345-678"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		ahead := DurationAhead(text)
		require.True(t, strings.HasPrefix(text, ahead))
		require.Equal(t, ahead, DurationAhead(ahead))
	})
}

// FuzzReadRepeat: a repetition that is read is one of those there are.
func FuzzReadRepeat(f *testing.F) {
	for _, text := range []string{"", "week", " WEEKDAY ", "day"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		repeat, err := ReadRepeat(text)
		if err != nil {
			require.Equal(t, BadRepeat, err)
		}
		require.Contains(t, []Repeat{Once, Weekday, Week}, repeat)
	})
}
