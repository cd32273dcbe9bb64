package posting

import (
	"time"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/nicksnyder/go-i18n/v2/i18n"

	"mattermost-plugin-blizz/server/invitation"
	"mattermost-plugin-blizz/server/person"
	"mattermost-plugin-blizz/server/when"
)

// Timing says when a meeting takes place, in a person's words. Each field may be empty.
type Timing struct {
	// Start is a start such as "tomorrow 9:00", in the time zone of the person's profile. Empty means now.
	Start string
	// Duration is a duration such as "1h30m".
	Duration string
	// Every is a rule such as "weekday", "2 weeks" or "mon,thu".
	Every string
	// Until is the end of the rule: a date such as "2026-12-24", or "10 times".
	Until string
}

// Notices that say how a start was understood, if that may surprise the person. Time holds the day, the time and the
// time zone.
var (
	meansTomorrow = &i18n.Message{
		ID:    "plan.tomorrow",
		Other: "That time is past for today, so the meeting is tomorrow: {{.Time}}.",
	}
	firstIsLater = &i18n.Message{
		ID:    "plan.first",
		Other: "The first meeting by that rule is: {{.Time}}.",
	}
)

// ReadPlan reads a timing. If notice is not nil, the person must be told how the timing was understood. Without a
// start, it makes no call to Mattermost.
func (p *Poster) ReadPlan(userID string, timing Timing) (plan when.Plan, notice *i18n.LocalizeConfig, err error) {
	if timing.Duration != "" {
		if plan.Duration, err = when.ReadDuration(timing.Duration); err != nil {
			return when.Plan{}, nil, err
		}
	}
	if plan.Rule, err = when.ReadRule(timing.Every); err != nil {
		return when.Plan{}, nil, err
	}
	if timing.Start == "" {
		return plan, nil, checkNow(plan, timing.Until)
	}
	zone, err := person.Zone(p.API, userID)
	if err != nil {
		return when.Plan{}, nil, err
	}
	var isTomorrow bool
	if plan.Start, isTomorrow, err = when.ReadStart(timing.Start, p.Now().In(zone)); err != nil {
		return when.Plan{}, nil, err
	}
	if timing.Until != "" {
		if plan.Rule, err = when.ReadUntil(plan.Rule, timing.Until, p.Now().In(zone)); err != nil {
			return when.Plan{}, nil, err
		}
	}
	aligned, err := plan.Aligned()
	if err != nil {
		return when.Plan{}, nil, err
	}
	switch {
	case !aligned.Start.Equal(plan.Start):
		notice, err = p.noticeOf(firstIsLater, userID, aligned.Start)
	case isTomorrow:
		notice, err = p.noticeOf(meansTomorrow, userID, aligned.Start)
	}
	return aligned, notice, err
}

func (p *Poster) noticeOf(message *i18n.Message, userID string, start time.Time) (*i18n.LocalizeConfig, error) {
	text, err := invitation.Time(p.Texts.For(userID), when.Plan{Start: start})
	return &i18n.LocalizeConfig{DefaultMessage: message, TemplateData: map[string]string{"Time": text}}, err
}

// PlanAt returns a program's plan. The start is in milliseconds since 1970, and its seconds are cut off; 0 means now.
// The duration is in minutes; 0 means none. rule is the value of an RRULE property; it is empty for a meeting that
// takes place once.
func (p *Poster) PlanAt(userID string, startsAt, durationMinutes int64, repeat string) (plan when.Plan, err error) {
	if durationMinutes != 0 {
		if durationMinutes < 0 || durationMinutes > int64(when.MaxDuration/time.Minute) {
			return when.Plan{}, when.BadDuration
		}
		plan.Duration = time.Duration(durationMinutes) * time.Minute
	}
	if startsAt == 0 {
		if repeat != "" {
			return when.Plan{}, when.NoStart
		}
		return plan, nil
	}
	zone, err := person.Zone(p.API, userID)
	if err != nil {
		return when.Plan{}, err
	}
	if plan.Rule, err = when.ParseRule(repeat, zone); err != nil {
		return when.Plan{}, err
	}
	plan.Start = time.UnixMilli(startsAt).Truncate(time.Minute).In(zone)
	if err := when.CheckStart(plan.Start, p.Now()); err != nil {
		return when.Plan{}, err
	}
	return plan.Aligned()
}

// checkNow refuses a rule, and an end of a rule, without a start.
func checkNow(plan when.Plan, until string) error {
	switch {
	case plan.Rule.Repeats():
		return when.NoStart
	case until != "":
		return when.BadUntil
	}
	return nil
}

// Tell shows a text in the channel that only the person sees.
func (p *Poster) Tell(userID string, place Place, message *i18n.LocalizeConfig) {
	p.API.SendEphemeralPost(userID, &model.Post{
		ChannelId: place.ChannelID,
		RootId:    place.RootID,
		Message:   p.Texts.Say(p.Texts.For(userID), message),
	})
}
