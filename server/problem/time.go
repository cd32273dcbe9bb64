package problem

import (
	"net/http"
	"time"

	"github.com/nicksnyder/go-i18n/v2/i18n"

	"mattermost-plugin-blizz/server/when"
)

// timeTexts tell why a start, a duration or a repetition can't be used.
var timeTexts = map[when.Error]*i18n.Message{
	when.Unreadable: {
		ID:    "problem.start.unreadable",
		Other: "I can't read that start. Write for example 14:30, 9am, tomorrow 9:00, mon 10:00, {{.Date}} 14:30 or +15m.",
	},
	when.Zoned: {
		ID:    "problem.start.zone",
		Other: "Times are in the time zone of your profile, so leave the zone out. Write for example 14:30.",
	},
	when.Impossible: {
		ID:    "problem.start.impossible",
		Other: "There is no such date or time. Write for example 14:30 or {{.Date}} 14:30.",
	},
	when.Skipped: {
		ID:    "problem.start.skipped",
		Other: "There is no such time on that day: the clocks go forward then. Write for example tomorrow 9:00.",
	},
	when.Past: {
		ID:    "problem.start.past",
		Other: "That start is past. Choose a later one.",
	},
	when.TooFar: {
		ID:    "problem.start.too_far",
		Other: "That start is more than a year ahead. Choose an earlier one.",
	},
	when.BadDuration: {
		ID:    "problem.duration",
		Other: "A meeting lasts from a minute to a day, for example 45m or 1h30m.",
	},
	when.BadRepeat: {
		ID:    "problem.every",
		Other: "A meeting with a start can repeat every weekday or every week. Write for example weekday or week.",
	},
}

// timeCodes are for programs, which get invalid_start for whatever is wrong with a start.
var timeCodes = map[when.Error]string{when.BadDuration: "invalid_duration", when.BadRepeat: "invalid_every"}

func timeProblem(reason when.Error) *Problem {
	code, ok := timeCodes[reason]
	if !ok {
		code = "invalid_start"
	}
	p := New(http.StatusBadRequest, code, timeTexts[reason])
	p.Text.TemplateData = map[string]string{"Date": when.ExampleDate(time.Now())}
	return p
}
