package invitation

import (
	"strings"
	"time"

	"github.com/nicksnyder/go-i18n/v2/i18n"

	"mattermost-plugin-blizz/server/localize"
	"mattermost-plugin-blizz/server/when"
)

// Texts about repetition. Count is a number from 1.
var (
	everyDay = &i18n.Message{
		ID: "repeat.days", One: "every day", Other: "every {{.Count}} days",
	}
	everyWeekday = &i18n.Message{
		ID: "repeat.weekday", Other: "every weekday",
	}
	everyWeek = &i18n.Message{
		ID: "repeat.weeks", One: "every week", Other: "every {{.Count}} weeks",
	}
	everyMonth = &i18n.Message{
		ID: "repeat.months", One: "every month", Other: "every {{.Count}} months",
	}
	onDays = &i18n.Message{
		ID:          "repeat.on_days",
		Description: "Every is for example repeat.weeks; Days is one day of the week or a list of them.",
		Other:       "{{.Every}} on {{.Days}}",
	}
	onMonthDay = &i18n.Message{
		ID:          "repeat.on_month_day",
		Description: "Every is repeat.months; Day is the day of the month, from 1 to 31.",
		Other:       "{{.Every}} on day {{.Day}}",
	}
	onLastDay = &i18n.Message{
		ID:          "repeat.on_last_day",
		Description: "Every is repeat.months.",
		Other:       "{{.Every}} on the last day",
	}
	untilDate = &i18n.Message{
		ID:          "repeat.until",
		Description: "Every is how a meeting repeats; Date is the last day on which it can.",
		Other:       "{{.Every}} until {{.Date}}",
	}
	forTimes = &i18n.Message{
		ID:          "repeat.times",
		Description: "Every is how a meeting repeats; Count is how many meetings there are.",
		One:         "{{.Every}}, once", Other: "{{.Every}}, {{.Count}} times",
	}
	lastOfList = &i18n.Message{
		ID:          "list.last",
		Description: "The end of a list of days of the week. First is one day, or several with commas between them.",
		Other:       "{{.First}} and {{.Last}}",
	}
	listComma = &i18n.Message{
		ID:          "list.comma",
		Description: "Stands between the days of a list, but for the last two.",
		Other:       ", ",
	}
)

// ordinals holds the texts for a weekday of a month, by when.Rule.Ordinal. For every such weekday, repeat.months is
// used.
var ordinals = map[int]*i18n.Message{
	1:  {ID: "repeat.first", Other: "{{.Every}} on the first {{.Day}}"},
	2:  {ID: "repeat.second", Other: "{{.Every}} on the second {{.Day}}"},
	3:  {ID: "repeat.third", Other: "{{.Every}} on the third {{.Day}}"},
	4:  {ID: "repeat.fourth", Other: "{{.Every}} on the fourth {{.Day}}"},
	5:  {ID: "repeat.fifth", Other: "{{.Every}} on the fifth {{.Day}}"},
	-1: {ID: "repeat.last", Other: "{{.Every}} on the last {{.Day}}"},
}

// Rule returns the repetition in words, such as "every 2 weeks on Monday and Thursday until 24 Dec 2026". The date is
// in the time zone of the plan's start. It is empty for a meeting that takes place once.
func Rule(localizer *i18n.Localizer, plan when.Plan) (string, error) {
	rule := plan.Rule
	if !rule.Repeats() {
		return "", nil
	}
	words := sayer{localizer: localizer}
	every := words.rule(rule)
	switch {
	case rule.Count != 0:
		every = words.count(forTimes, rule.Count, map[string]any{"Every": every, "Count": rule.Count})
	case !rule.Until.IsZero():
		format := formatOf(localizer)
		date := format.write(format.date, rule.Until.In(plan.Start.Location()))
		every = words.say(untilDate, map[string]any{"Every": every, "Date": date})
	}
	return every, words.err
}

// sayer localizes several messages and keeps the first error.
type sayer struct {
	localizer *i18n.Localizer
	err       error
}

func (s *sayer) say(message *i18n.Message, data map[string]any) string {
	return s.localize(&i18n.LocalizeConfig{DefaultMessage: message, TemplateData: data})
}

// count localizes a message that has different texts for one and for several.
func (s *sayer) count(message *i18n.Message, count int, data map[string]any) string {
	return s.localize(&i18n.LocalizeConfig{DefaultMessage: message, TemplateData: data, PluralCount: count})
}

func (s *sayer) localize(config *i18n.LocalizeConfig) string {
	text, err := localize.Text(s.localizer, config)
	if s.err == nil {
		s.err = err
	}
	return text
}

// rule returns how often and on which days the meeting takes place.
func (s *sayer) rule(rule when.Rule) string {
	every := map[when.Frequency]*i18n.Message{when.Daily: everyDay, when.Weekly: everyWeek, when.Monthly: everyMonth}[rule.Frequency]
	if every == everyWeek && rule.Interval == 1 && rule.Days == when.WorkingDays {
		return s.say(everyWeekday, nil)
	}
	data := map[string]any{"Count": rule.Interval}
	data["Every"] = s.count(every, rule.Interval, data)
	switch {
	case rule.Ordinal != 0:
		data["Day"] = s.say(weekdays[rule.Days.List()[0]], nil)
		return s.say(ordinals[rule.Ordinal], data)
	case rule.Days != 0:
		data["Days"] = s.days(rule.Days.List())
		return s.say(onDays, data)
	case rule.MonthDay == -1:
		return s.say(onLastDay, data)
	case rule.MonthDay != 0:
		data["Day"] = rule.MonthDay
		return s.say(onMonthDay, data)
	}
	return data["Every"].(string)
}

// days returns a list of days: Monday, Tuesday and Friday.
func (s *sayer) days(days []time.Weekday) string {
	names := make([]string, len(days))
	for i, day := range days {
		names[i] = s.say(weekdays[day], nil)
	}
	last := len(names) - 1
	if last == 0 {
		return names[0]
	}
	first := strings.Join(names[:last], s.say(listComma, nil))
	return s.say(lastOfList, map[string]any{"First": first, "Last": names[last]})
}
