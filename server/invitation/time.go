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
	first, size := utf8.DecodeRuneInString(text)
	if size == 0 {
		return text, err
	}
	return string(unicode.ToUpper(first)) + text[size:], err
}

// Time says when a meeting takes place, as nobody can misread it, wherever they are: the day of the week, the date by
// ISO 8601, the time on a clock of 24 hours, its zone and offset from UTC, the duration, and how it repeats. Of a plan
// that says nothing it is empty.
func Time(localizer *i18n.Localizer, plan when.Plan) (string, error) {
	var parts []string
	if plan.IsPlanned() {
		weekday, err := localized(localizer, weekdays[plan.Start.Weekday()], nil)
		if err != nil {
			return "", err
		}
		parts = append(parts, weekday, plan.Start.Format("2006-01-02, 15:04")+" "+zone(plan.Start))
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

// zone is a moment's time zone in brackets: (Europe/Berlin, UTC+01:00).
func zone(moment time.Time) string {
	name := moment.Location().String()
	if name == time.UTC.String() {
		return "(UTC)"
	}
	return "(" + Escape(name) + ", UTC" + moment.Format("-07:00") + ")"
}

// duration is a duration in the international symbols for hours and minutes: 1 h 30 min.
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
