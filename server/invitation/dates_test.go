package invitation

import (
	"testing"
	"time"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/language"

	"mattermost-plugin-blizz/server/when"
)

// in returns texts in a language that has only the name of one day.
func in(t *testing.T, tag language.Tag) *i18n.Localizer {
	t.Helper()
	bundle := i18n.NewBundle(language.English)
	require.NoError(t, bundle.AddMessages(tag, &i18n.Message{ID: "weekday.monday", Other: "?"}))
	return i18n.NewLocalizer(bundle, tag.String())
}

func TestTimeInTheLanguagesFormat(t *testing.T) {
	for name, want := range map[string]string{
		"en":    "Wed, 25 Nov 2026, 14:00 (Berlin)",
		"de":    "Mi., 25. Nov. 2026, 14:00 (Berlin)",
		"fr":    "mer. 25 nov. 2026, 14:00 (Berlin)",
		"es":    "mié, 25 nov 2026, 14:00 (Berlin)",
		"it":    "mer 25 nov 2026, 14:00 (Berlin)",
		"nl":    "wo 25 nov 2026, 14:00 (Berlin)",
		"pl":    "śr., 25 lis 2026, 14:00 (Berlin)",
		"pt-BR": "qua., 25 de nov. de 2026, 14:00 (Berlin)",
		"sv":    "ons 25 nov. 2026, 14:00 (Berlin)",
		"tr":    "25 Kas 2026 Çar, 14:00 (Berlin)",
		"uk":    "ср, 25 лист. 2026 р., 14:00 (Berlin)",
		"ru":    "ср, 25 нояб. 2026 г., 14:00 (Berlin)",
		"ja":    "2026年11月25日(水) 14:00 (Berlin)",
		"ko":    "2026년 11월 25일 (수) 14:00 (Berlin)",
		"zh-CN": "2026年11月25日 周三 14:00 (Berlin)",
		"zh-TW": "2026年11月25日 週三 14:00 (Berlin)",
		"hu":    "Wed, 25 Nov 2026, 14:00 (Berlin)",
	} {
		got, err := Time(in(t, language.MustParse(name)), when.Plan{Start: time.Date(2026, time.November, 25, 14, 0, 0, 0, when.Zone("Europe/Berlin"))})
		require.NoError(t, err)
		assert.Equal(t, want, got, name)
	}
}

// TestDatesOfAllMonths writes each month and each day of the week once in every language.
func TestDatesOfAllMonths(t *testing.T) {
	for name, format := range dateFormats {
		written := map[string]bool{}
		for i := range 12 {
			written[format.write("M E", time.Date(2026, time.Month(i+1), 1+i, 0, 0, 0, 0, time.UTC))] = true
		}
		assert.Len(t, written, 12, name)
	}
	broken := untranslatable(t, "weekday.monday")
	got, err := Time(broken, when.Plan{Start: start})
	require.NoError(t, err)
	assert.Equal(t, "Sat, 24 Oct 2026, 09:00 (Berlin)", got, "an unknown language shows English")
}

func TestPlace(t *testing.T) {
	for zone, want := range map[string]string{
		"Europe/Berlin": "Berlin", "America/New_York": "New York", "America/Argentina/Ushuaia": "Ushuaia", "Etc/GMT+5": "UTC-05:00", "UTC": "UTC", "EST5EDT": "UTC-05:00",
	} {
		assert.Equal(t, want, Place(time.Date(2026, time.November, 25, 14, 0, 0, 0, when.Zone(zone))), zone)
	}
}

func TestListLine(t *testing.T) {
	got, err := ListLine(english(), when.Plan{Start: start, Duration: time.Hour, Rule: weekly})
	require.NoError(t, err)
	assert.Equal(t, "Sat, 24 Oct 2026, 09:00, 1 h, every week", got)
	got, err = ListLine(english(), when.Plan{})
	require.NoError(t, err)
	assert.Empty(t, got)
}
