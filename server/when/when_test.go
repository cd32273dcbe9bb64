package when

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// at returns a time written with its offset, such as 2026-11-23T14:30:00+01:00.
func at(t testing.TB, text string) time.Time {
	t.Helper()
	moment, err := time.Parse(time.RFC3339, text)
	require.NoError(t, err)
	return moment
}

func TestReadStart(t *testing.T) {
	// Friday. Berlin's clocks went back on 25 October; New York's will on 1 November.
	now := "2026-10-30T11:20:40Z"
	for zone, cases := range map[string]map[string]string{
		"Europe/Berlin": {
			"14:30":            "2026-10-30T14:30:00+01:00",
			" 9pm ":            "2026-10-30T21:00:00+01:00",
			"9:30PM":           "2026-10-30T21:30:00+01:00",
			"9:30 pm":          "2026-10-30T21:30:00+01:00",
			"today 17:00":      "2026-10-30T17:00:00+01:00",
			"tomorrow 9:00":    "2026-10-31T09:00:00+01:00",
			"Tomorrow 12am":    "2026-10-31T00:00:00+01:00",
			"tomorrow 12pm":    "2026-10-31T12:00:00+01:00",
			"2026-11-23 14:30": "2026-11-23T14:30:00+01:00",
			"2026-11-23T14:30": "2026-11-23T14:30:00+01:00",
			"2027-03-28 03:00": "2027-03-28T03:00:00+02:00",
			"2027-10-30 11:00": "2027-10-30T11:00:00+02:00",
			"2026-12-01 9:05":  "2026-12-01T09:05:00+01:00",
			"fri 12:30":        "2026-10-30T12:30:00+01:00",
			"Friday 12:00":     "2026-11-06T12:00:00+01:00",
			"mon 10:00":        "2026-11-02T10:00:00+01:00",
			"thursday 10am":    "2026-11-05T10:00:00+01:00",
			"9am tomorrow":     "2026-10-31T09:00:00+01:00",
			"9:30 PM Today":    "2026-10-30T21:30:00+01:00",
			"12:00  friday":    "2026-11-06T12:00:00+01:00",
			"10:00 mon":        "2026-11-02T10:00:00+01:00",
			"14:30 2026-11-23": "2026-11-23T14:30:00+01:00",
			"+15m":             "2026-10-30T12:35:00+01:00",
			"+1h30m":           "2026-10-30T13:50:00+01:00",
			"+8758h":           "2027-10-30T11:20:00+02:00",
		},
		"America/New_York": {
			"14:30":            "2026-10-30T14:30:00-04:00",
			"sun 1:30":         "2026-11-01T01:30:00-04:00", // the first of two
			"sunday 2:00":      "2026-11-01T02:00:00-05:00",
			"+72h":             "2026-11-02T06:20:00-05:00",
			"2027-03-14 03:30": "2027-03-14T03:30:00-04:00",
		},
		"Australia/Lord_Howe": { // clocks move by half an hour
			"tomorrow 9:00":    "2026-10-31T09:00:00+11:00",
			"2027-04-04 01:45": "2027-04-04T01:45:00+11:00", // the first of two
			"2027-04-05 01:45": "2027-04-05T01:45:00+10:30",
		},
	} {
		for text, want := range cases {
			t.Run(zone+" "+text, func(t *testing.T) {
				start, isTomorrow, err := ReadStart(text, at(t, now).In(Zone(zone)))
				require.NoError(t, err)
				assert.Equal(t, want, start.Format(time.RFC3339))
				assert.Equal(t, zone, start.Location().String())
				assert.False(t, isTomorrow)
			})
		}
	}
}

func TestReadStartOfATimePastToday(t *testing.T) {
	for _, c := range []struct{ now, zone, text, want string }{
		{"2026-10-30T11:20:40Z", "Europe/Berlin", "9am", "2026-10-31T09:00:00+01:00"},
		{"2026-10-30T11:20:40Z", "Europe/Berlin", "12:20", "2026-10-31T12:20:00+01:00"},
		{"2026-10-24T11:00:00Z", "Europe/Berlin", "9:00", "2026-10-25T09:00:00+01:00"},    // 25 hours of a day between
		{"2026-03-08T15:00:00Z", "America/New_York", "2:30", "2026-03-09T02:30:00-04:00"}, // today has no 2:30
		{"2026-12-31T23:30:00Z", "UTC", "9:00", "2027-01-01T09:00:00Z"},
	} {
		t.Run(c.text, func(t *testing.T) {
			start, isTomorrow, err := ReadStart(c.text, at(t, c.now).In(Zone(c.zone)))
			require.NoError(t, err)
			assert.Equal(t, c.want, start.Format(time.RFC3339))
			assert.True(t, isTomorrow)
		})
	}
}

func TestReadStartRefuses(t *testing.T) {
	now := at(t, "2026-10-30T11:20:40Z").In(Zone("Europe/Berlin"))
	for text, want := range map[string]Error{
		"":                      Unreadable,
		"soon":                  Unreadable,
		"9":                     Unreadable,
		"tomorrow":              NoTime,
		"friday":                NoTime,
		"2026-11-23":            NoTime,
		"24.12.":                NoTime,
		"24.12":                 NoTime,
		"next monday":           NoTime,
		"12/11 10:00":           Ambiguous,
		"12/11":                 Ambiguous,
		"12/11/2026 10:00":      Ambiguous,
		"12-11-2026 9:00":       Ambiguous,
		"10.11":                 Ambiguous, // a time, or a day in November
		"at 3":                  Ambiguous, // by day, or by night
		"um 3":                  Ambiguous,
		"2026":                  Ambiguous, // a year, or 20:26
		"next sunday 9:00":      Ambiguous, // in two days, or in nine
		"12:00 am montag":       Ambiguous, // "am" is German, too
		"930":                   Unreadable,
		"14.30.15":              Impossible,
		"heute morgen 9:00":     Unreadable,
		"mañana lunes 9:00":     Unreadable,
		"tomorrow monday 9:00":  Unreadable,
		"tue, 23 nov 2026 9:00": Impossible, // a Monday
		"31.11. 10:00":          Impossible,
		"29.2.2027 10:00":       Impossible,
		"31/13 10:00":           Impossible,
		"in 10":                 Unreadable,
		"10 minutes":            Unreadable,
		"in 0 minutes":          Past,
		"9999":                  Unreadable,
		"下午13点":                 Impossible,
		"14:30 monkey":          Unreadable,
		"9 tomorrow":            Unreadable,
		"mon 9:00 mon":          Unreadable,
		"14:30:00":              Unreadable,
		"14:30 UTC":             Zoned,
		"tomorrow 9am EST":      Zoned,
		"+":                     Unreadable,
		"+15":                   Unreadable,
		"-15m":                  Unreadable,
		"monkey 10:00":          Unreadable,
		"25:00":                 Impossible,
		"24:00":                 Impossible,
		"14:60":                 Impossible,
		"13pm":                  Impossible,
		"0am":                   Impossible,
		"2026-02-30 9:00":       Impossible,
		"25:00 tomorrow":        Impossible,
		"9am 2026-02-30":        Impossible,
		"2026-13-01 9:00":       Impossible,
		"2027-03-28 02:30":      Skipped,
		"today 9:00":            Past,
		"9:00 today":            Past,
		"2026-10-30 12:20":      Past,
		"2020-01-01 9:00":       Past,
		"+0m":                   Past,
		"2027-10-30 12:30":      TooFar,
		"9999-12-31 9:00":       TooFar,
		"+8761h":                TooFar,
		"+99999h9999999m":       TooFar,
	} {
		t.Run(text, func(t *testing.T) {
			_, _, err := ReadStart(text, now)
			assert.Equal(t, want, err)
		})
	}
	_, _, err := ReadStart("2:30", at(t, "2026-03-08T05:30:00Z").In(Zone("America/New_York")))
	assert.Equal(t, Skipped, err, "today has no 2:30, and tomorrow is not what was meant")
}

func TestStartAhead(t *testing.T) {
	for text, want := range map[string]string{
		"14:30 Retro":            "14:30",
		"tomorrow 9:00 Retro":    "tomorrow 9:00",
		"tomorrow 9 am Retro":    "tomorrow 9 am",
		"9 am Retro":             "9 am",
		"9 amazing things":       "9",
		"9:00 PST Retro":         "9:00 PST",
		"9am tomorrow CET":       "9am tomorrow CET",
		"9:00 ESTimate":          "9:00",
		"2026-11-23 14:30 Retro": "2026-11-23 14:30",
		"mon 10:00 m12-345-678":  "mon 10:00",
		"monday Retro":           "monday",
		"tomorrow --for 45m":     "tomorrow",
		"+15m 3 topics":          "+15m",
		"9am tomorrow Retro":     "9am tomorrow",
		"9 am Tomorrow Retro":    "9 am Tomorrow",
		"14:30 mon, Retro":       "14:30 mon",
		"10:00 2026-11-23":       "10:00 2026-11-23",
		"25:00 friday\nRetro":    "25:00 friday",
		"14:30 today's news":     "14:30",
		"14:30 month-end report": "14:30",
		"14:30 sun-dried plums":  "14:30",
		"":                       "",
	} {
		assert.Equal(t, want, StartAhead(text), text)
	}
}

func TestReadDuration(t *testing.T) {
	for text, want := range map[string]time.Duration{
		"45m": 45 * time.Minute, "45min": 45 * time.Minute, "2h": 2 * time.Hour, "1h30m": 90 * time.Minute,
		"1H 30M": 90 * time.Minute, "90m": 90 * time.Minute, "24h": 24 * time.Hour, "1m": time.Minute,
		"1 h 30 min": 90 * time.Minute, "45 min": 45 * time.Minute, "1h30": 90 * time.Minute, "90 Minuten": 90 * time.Minute,
		"1時間30分": 90 * time.Minute, "2 часа": 2 * time.Hour,
	} {
		got, err := ReadDuration(text)
		require.NoError(t, err, text)
		assert.Equal(t, want, got, text)
	}
	for _, text := range []string{"", "0m", "1.5h", "h", "-5m", "24h1m", "25h", "99999h", "m45", "30s", "45 m12"} {
		_, err := ReadDuration(text)
		assert.Equal(t, BadDuration, err, text)
	}
	_, err := ReadDuration("30")
	assert.Equal(t, NoUnit, err)
}

func TestDurationAhead(t *testing.T) {
	for text, want := range map[string]string{
		"45m Retro":             "45m",
		"1h30m Retro":           "1h30m",
		"1h 30m Retro":          "1h 30m",
		"1 h 30 min, Retro":     "1 h 30 min",
		"2 H Retro":             "2 H",
		"45 min\nRetro":         "45 min",
		"1h 30 topics":          "1h",
		"1h 30 men":             "1h",
		"1h 12345678":           "1h",
		"45 m12-345-678":        "45",
		"1h m12-345-678":        "1h",
		"ever and ever":         "ever",
		"--at tomorrow":         "--at",
		"99999h 999999999m now": "99999h 999999999m",
		"":                      "",
	} {
		assert.Equal(t, want, DurationAhead(text), text)
	}
}

func TestZone(t *testing.T) {
	for name, want := range map[string]string{
		"Europe/Berlin": "Europe/Berlin", "America/Argentina/Ushuaia": "America/Argentina/Ushuaia", "Etc/GMT+5": "Etc/GMT+5",
		"": "UTC", "Local": "UTC", "../etc/passwd": "UTC", "Europe/../Europe/Berlin": "UTC", "/etc/localtime": "UTC", "Nowhere/Land": "UTC",
		"right/Europe/Berlin": "UTC",
	} {
		assert.Equal(t, want, Zone(name).String(), name)
	}
}

func TestZoneIsReadAnew(t *testing.T) {
	before := Zone("Europe/Berlin")
	assert.Same(t, before, Zone("Europe/Berlin"))
	ForgetZones()
	assert.NotSame(t, before, Zone("Europe/Berlin"))
}
