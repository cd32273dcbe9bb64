package when

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestReadRule(t *testing.T) {
	for text, want := range map[string]string{
		"":                 "",
		"day":              "FREQ=DAILY",
		" Weekday ":        "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
		"week":             "FREQ=WEEKLY",
		"2 weeks":          "FREQ=WEEKLY;INTERVAL=2",
		"3days":            "FREQ=DAILY;INTERVAL=3",
		"month":            "FREQ=MONTHLY",
		"mon,thu":          "FREQ=WEEKLY;BYDAY=MO,TH",
		"Thursday, monday": "FREQ=WEEKLY;BYDAY=MO,TH",
		"2 weeks mon":      "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO",
		"2 weeks on mon":   "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO",
		"freq=daily":       "FREQ=DAILY",
	} {
		rule, err := ReadRule(text)
		require.NoError(t, err, text)
		assert.Equal(t, want, rule.String(), text)
	}
	for _, text := range []string{"year", "0 weeks", "100 weeks", "13 months", "monkey", "mon,", "mon thu", "two weeks", "week mon,"} {
		_, err := ReadRule(text)
		assert.Equal(t, BadRepeat, err, text)
	}
}

func TestParseRule(t *testing.T) {
	for _, text := range []string{
		"", "FREQ=DAILY", "FREQ=DAILY;INTERVAL=99;COUNT=999", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH;UNTIL=20261224T225959Z",
		"FREQ=MONTHLY;BYDAY=2TU", "FREQ=MONTHLY;BYDAY=-1FR", "FREQ=MONTHLY;BYMONTHDAY=31", "FREQ=MONTHLY;BYMONTHDAY=-1",
	} {
		rule, err := ParseRule(text, time.UTC)
		require.NoError(t, err, text)
		assert.Equal(t, text, rule.String())
	}
	for text, want := range map[string]string{
		"RRULE:FREQ=WEEKLY;WKST=MO;INTERVAL=1":  "FREQ=WEEKLY",
		"FREQ=WEEKLY;UNTIL=20261224":            "FREQ=WEEKLY;UNTIL=20261224T225959Z",
		"FREQ=WEEKLY;UNTIL=20261224T120000":     "FREQ=WEEKLY;UNTIL=20261224T110000Z",
		"FREQ=WEEKLY;UNTIL=20261224T120000Z":    "FREQ=WEEKLY;UNTIL=20261224T120000Z",
		"BYDAY=TH,MO,TH;FREQ=WEEKLY;INTERVAL=1": "FREQ=WEEKLY;BYDAY=MO,TH",
	} {
		rule, err := ParseRule(text, Zone("Europe/Berlin"))
		require.NoError(t, err, text)
		assert.Equal(t, want, rule.String())
	}
	for _, text := range []string{
		"week", "FREQ=YEARLY", "FREQ=HOURLY", "FREQ=SECONDLY;INTERVAL=1", "INTERVAL=2", "FREQ=DAILY;INTERVAL=100", "FREQ=DAILY;INTERVAL=-1",
		"FREQ=MONTHLY;INTERVAL=13", "FREQ=DAILY;COUNT=1000", "FREQ=DAILY;COUNT=-1", "FREQ=DAILY;COUNT=2;UNTIL=20261224", "FREQ=DAILY;BYDAY=MO",
		"FREQ=WEEKLY;BYDAY=2MO", "FREQ=WEEKLY;BYMONTHDAY=3", "FREQ=WEEKLY;WKST=SU", "FREQ=MONTHLY;BYDAY=MO", "FREQ=MONTHLY;BYDAY=6MO",
		"FREQ=MONTHLY;BYDAY=1MO,2MO", "FREQ=MONTHLY;BYDAY=-2MO", "FREQ=MONTHLY;BYMONTHDAY=1,2", "FREQ=MONTHLY;BYMONTHDAY=-2",
		"FREQ=MONTHLY;BYDAY=1MO;BYMONTHDAY=1", "FREQ=WEEKLY;BYSETPOS=1", "FREQ=DAILY;BYHOUR=1,2,3", "FREQ=DAILY;BYEASTER=1", "FREQ=MONTHLY;BYDAY=99MO",
		"DTSTART:20260101T000000Z\nRRULE:FREQ=DAILY", "DTSTART=20260101T000000Z;FREQ=DAILY", "FREQ=DAILY;", "FREQ=WEEKLY;BYDAY=" + strings.Repeat("MO,", 60) + "TU",
	} {
		_, err := ParseRule(text, time.UTC)
		assert.Equal(t, BadRepeat, err, text)
	}
}

func TestReadUntil(t *testing.T) {
	now := at(t, "2026-10-30T11:20:40Z").In(Zone("Europe/Berlin"))
	weekly, err := ReadRule("week")
	require.NoError(t, err)
	for text, want := range map[string]string{
		"2026-12-24": "FREQ=WEEKLY;UNTIL=20261224T225959Z",
		"10 times":   "FREQ=WEEKLY;COUNT=10",
		"10x":        "FREQ=WEEKLY;COUNT=10",
		"1 time":     "FREQ=WEEKLY;COUNT=1",
	} {
		rule, err := ReadUntil(weekly, text, now)
		require.NoError(t, err, text)
		assert.Equal(t, want, rule.String(), text)
	}
	for _, text := range []string{"", "0 times", "1000 times", "2026-10-29", "2026-02-30", "10", "christmas"} {
		_, err := ReadUntil(weekly, text, now)
		assert.Equal(t, BadUntil, err, text)
	}
	_, err = ReadUntil(Rule{}, "2026-12-24", now)
	assert.Equal(t, BadUntil, err, "there is no rule to end")
}
