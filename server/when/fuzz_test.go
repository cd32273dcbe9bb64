package when

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// FuzzReadStart: any start that is read is a whole minute within a year, in the given zone. The next start of a
// repeated meeting has the same local time, except on a day without that time.
func FuzzReadStart(f *testing.F) {
	for _, text := range []string{"14:30", "9am", "tomorrow 9:00", "2026-11-23 14:30", "mon 10:00", "+1h30m", "2027-03-28 02:30", "9am tomorrow", "10:00 2026-11-23", "24.12. 10:00", "morgen um 10 Uhr", "明日の午後2時に", "next monday 10:00", "12/11", "in 10 minutes"} {
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
		for _, every := range []string{"week", "weekday", "day", "month"} {
			requireRepeats(t, start, every)
		}
	})
}

// FuzzReadDuration: any duration that is read has whole minutes, between one and a day. It can be written and read
// back.
func FuzzReadDuration(f *testing.F) {
	for _, text := range []string{"45m", "2h", "1h30m", "1h 30min", "0h", "24h1m", "99999h9999999m"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		duration, err := ReadDuration(text)
		if err != nil {
			require.Contains(t, []error{BadDuration, NoUnit}, err)
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

// FuzzStartAhead: the result is the beginning of the text, and reads the same as a flag's value.
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

// FuzzDurationAhead: the result is the beginning of the text, and reads the same as a flag's value.
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

// FuzzReadRule: any rule that is read can be written and read back.
func FuzzReadRule(f *testing.F) {
	for _, text := range []string{"", "week", " WEEKDAY ", "day", "2 weeks", "month", "mon,thu", "3 weeks on fri", "FREQ=MONTHLY;BYDAY=-1FR;COUNT=3", "FREQ=DAILY;UNTIL=20261224"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		rule, err := ReadRule(text)
		if err != nil {
			require.Equal(t, BadRepeat, err)
			return
		}
		again, err := ParseRule(rule.String(), time.UTC)
		require.NoError(t, err)
		require.Equal(t, rule, again)
	})
}

// FuzzParseRule: for any stored rule, the search for starts ends.
func FuzzParseRule(f *testing.F) {
	f.Add("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH;UNTIL=20271224T120000Z", int64(1793359200), int64(1893359200))
	f.Add("FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=30", int64(1771700000), int64(4102444800))
	f.Add("FREQ=DAILY;COUNT=999", int64(0), int64(253402300799))
	f.Fuzz(func(t *testing.T, text string, start, after int64) {
		rule, err := ParseRule(text, time.UTC)
		const latest = 253402300799
		if err != nil || start < 0 || start > latest || after < 0 || after > latest {
			return
		}
		plan := Plan{Start: time.Unix(start, 0).Truncate(time.Minute).In(Zone("Europe/Berlin")), Rule: rule}
		next, ok := plan.Next(time.Unix(after, 0))
		if ok {
			require.True(t, next.Start.After(time.Unix(after, 0)))
			require.True(t, plan.IsAt(next.Start))
		}
	})
}
