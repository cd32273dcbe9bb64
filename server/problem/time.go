package problem

import (
	"net/http"

	"github.com/nicksnyder/go-i18n/v2/i18n"

	"mattermost-plugin-blizz/server/when"
)

// timeTexts say why a start, a duration or a rule can't be used. Texts.Say fills in {{.Date}}.
var timeTexts = map[when.Error]*i18n.Message{
	when.Unreadable: {
		ID:    "problem.start.unreadable",
		Other: "I can't read that start. Write for example 14:30, 9am, tomorrow 9:00, mon 10:00, {{.Date}} 14:30 or in 15 minutes.",
	},
	when.NoTime: {
		ID:    "problem.start.no_time",
		Other: "That is a day without a time. Write for example tomorrow 9:00 or {{.Date}} 14:30.",
	},
	when.Ambiguous: {
		ID:    "problem.start.ambiguous",
		Other: "That can be read in two ways. Write the date as {{.Date}}, and the time as 14:30 or 2pm.",
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
	when.NoUnit: {
		ID:    "problem.duration.unit",
		Other: "Say minutes or hours, for example 45m or 2h.",
	},
	when.BadDuration: {
		ID:    "problem.duration",
		Other: "A meeting lasts from a minute to a day, for example 45m or 1h30m.",
	},
	when.NoStart: {
		ID:    "problem.repeat.no_start",
		Other: "A meeting that repeats needs a start. Write for example mon 10:00.",
	},
	when.BadRepeat: {
		ID:    "problem.repeat",
		Other: "I can't read how that repeats. Write for example day, weekday, week, 2 weeks, month or mon,thu.",
	},
	when.BadUntil: {
		ID:    "problem.until",
		Other: "A meeting that repeats ends on a day to come, or after so many times, for example {{.Date}} or 10 times.",
	},
	when.NoOccurrence: {
		ID:    "problem.occurrence",
		Other: "There is no such meeting in that series.",
	},
	when.Taken: {
		ID:    "problem.occurrence.taken",
		Other: "Another meeting of that series starts at that time.",
	},
	when.TooManyExceptions: {
		ID:    "problem.occurrence.too_many",
		Other: "Too many meetings of that series are skipped or moved. Change the whole series, or end it and plan a new one.",
	},
}

// timeCodes holds the codes of errors that are not about the start. All others have invalid_start.
var timeCodes = map[when.Error]string{
	when.BadDuration: "invalid_duration", when.NoUnit: "invalid_duration",
	when.NoStart: "invalid_repeat", when.BadRepeat: "invalid_repeat", when.BadUntil: "invalid_repeat",
	when.NoOccurrence: "no_occurrence", when.Taken: "occurrence_taken", when.TooManyExceptions: "too_many_exceptions",
}

func timeProblem(reason when.Error) *Problem {
	code, ok := timeCodes[reason]
	if !ok {
		code = "invalid_start"
	}
	return New(http.StatusBadRequest, code, timeTexts[reason])
}
