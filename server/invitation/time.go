package invitation

import (
	"fmt"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/nicksnyder/go-i18n/v2/i18n"

	"mattermost-plugin-blizz/server/when"
)

// The days of the week, indexed by time.Weekday.
var weekdays = [...]*i18n.Message{
	{ID: "weekday.sunday", Other: "Sunday"},
	{ID: "weekday.monday", Other: "Monday"},
	{ID: "weekday.tuesday", Other: "Tuesday"},
	{ID: "weekday.wednesday", Other: "Wednesday"},
	{ID: "weekday.thursday", Other: "Thursday"},
	{ID: "weekday.friday", Other: "Friday"},
	{ID: "weekday.saturday", Other: "Saturday"},
}

// TimeLine is like Time, for the beginning of a line. It begins with a capital letter: in most languages, days of the
// week do not.
func TimeLine(localizer *i18n.Localizer, plan when.Plan) (string, error) {
	text, err := Time(localizer, plan)
	return capital(text), err
}

// ListLine is like TimeLine, without the time zone. It is for a list that names the time zone once.
func ListLine(localizer *i18n.Localizer, plan when.Plan) (string, error) {
	text, err := timeText(localizer, plan, "")
	return capital(text), err
}

func capital(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	if size == 0 {
		return text
	}
	return string(unicode.ToUpper(first)) + text[size:]
}

// Time says in the localizer's language when a meeting takes place: Wed, 25 Nov 2026, 14:00 (Berlin), 45 min, every
// week. The clock has 24 hours. It is empty for an empty plan.
func Time(localizer *i18n.Localizer, plan when.Plan) (string, error) {
	return timeText(localizer, plan, " ("+Place(plan.Start)+")")
}

func timeText(localizer *i18n.Localizer, plan when.Plan, place string) (string, error) {
	var parts []string
	if plan.IsPlanned() {
		parts = append(parts, formatOf(localizer).dayAndTime(plan.Start)+place)
	}
	if plan.Duration != 0 {
		parts = append(parts, duration(plan.Duration))
	}
	if plan.Rule.Repeats() {
		every, err := Rule(localizer, plan)
		if err != nil {
			return "", err
		}
		parts = append(parts, every)
	}
	return strings.Join(parts, ", "), nil
}

// duration returns a duration with the international symbols for hours and minutes: 1 h 30 min.
func duration(d time.Duration) string {
	hours, minutes := int(d.Hours()), int(d.Minutes())%60
	switch {
	case hours == 0:
		return fmt.Sprintf("%d min", minutes)
	case minutes == 0:
		return fmt.Sprintf("%d h", hours)
	}
	return fmt.Sprintf("%d h %d min", hours, minutes)
}
