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

// The days of the week, by time.Weekday.
var weekdays = [...]*i18n.Message{
	{ID: "weekday.sunday", Other: "Sunday"},
	{ID: "weekday.monday", Other: "Monday"},
	{ID: "weekday.tuesday", Other: "Tuesday"},
	{ID: "weekday.wednesday", Other: "Wednesday"},
	{ID: "weekday.thursday", Other: "Thursday"},
	{ID: "weekday.friday", Other: "Friday"},
	{ID: "weekday.saturday", Other: "Saturday"},
}

// TimeLine is Time as the beginning of a line: with a capital letter, which the days of the week have in some languages
// only.
func TimeLine(localizer *i18n.Localizer, plan when.Plan) (string, error) {
	text, err := Time(localizer, plan)
	return capital(text), err
}

// ListLine is TimeLine without the time zone, for a list of meetings that says once where its times are.
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

// Time says when a meeting takes place, as the localizer's language writes it: the day of the week, the date with the
// month's name, the time on a clock of 24 hours and where it is that time, the duration, and how it repeats: Wed, 25 Nov
// 2026, 14:00 (Berlin), 45 min, every week. Of a plan that says nothing it is empty.
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

// duration returns a duration in the international symbols for hours and minutes: 1 h 30 min.
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
