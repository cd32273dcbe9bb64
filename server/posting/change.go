package posting

import (
	"net/http"
	"regexp"
	"time"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/nicksnyder/go-i18n/v2/i18n"

	"mattermost-plugin-blizz/server/audit"
	"mattermost-plugin-blizz/server/invitation"
	"mattermost-plugin-blizz/server/person"
	"mattermost-plugin-blizz/server/problem"
	"mattermost-plugin-blizz/server/secret"
	"mattermost-plugin-blizz/server/when"
)

// Changes are changes of an invitation. A nil field leaves its value unchanged.
type Changes struct {
	// Meeting is an ID, a link or a pasted invitation.
	Meeting *string
	Topic   *string
	// Password removes the password if it is empty.
	Password *string
	// Start is the new first start or, with Occurrence, the new start of that meeting.
	Start *time.Time
	// Duration removes the duration if it is 0.
	Duration *time.Duration
	// Rule ends the repetition if it is the zero Rule.
	Rule *when.Rule
	// Occurrence is the present start of the one meeting of a series that is moved.
	Occurrence *time.Time
	// Consent says whether a link with a secret may be posted. It changes nothing by itself.
	Consent secret.Consent
}

// isEmpty tells whether nothing is to be changed.
func (c Changes) isEmpty() bool {
	return c == Changes{Consent: c.Consent}
}

var (
	mayNotChange = problem.New(http.StatusForbidden, "may_not_change", &i18n.Message{
		ID:    "problem.may_not_change",
		Other: "Only whoever invited, or who may edit others' posts in this channel, can change this meeting.",
	})
	nothingToChange = problem.New(http.StatusBadRequest, "nothing_to_change", &i18n.Message{
		ID:    "problem.nothing_to_change",
		Other: "Say what is to be changed: the topic, the start, the duration, the repetition, the password or the meeting.",
	})
	notPlanned = problem.New(http.StatusBadRequest, "not_planned", &i18n.Message{
		ID:    "problem.not_planned",
		Other: "This meeting is not planned: it has no start that could be changed. End it, and plan a new one.",
	})
	onlyTheStart = problem.New(http.StatusBadRequest, "only_the_start", &i18n.Message{
		ID:    "problem.only_the_start",
		Other: "Of one meeting of a series only the start can be changed. Change the whole series for anything else.",
	})
)

// Change changes the invitation of a post and returns the post. The post's author may do that, and everybody who may
// edit others' posts there. The post keeps its reactions. The people who are going are told in the thread.
func (p *Poster) Change(userID, postID string, changes Changes) (*model.Post, error) {
	if changes.isEmpty() {
		return nil, nothingToChange
	}
	return p.changeBy(userID, postID, func(invited invitation.Invitation) (invitation.Invitation, error) {
		return p.changed(userID, invited, changes)
	})
}

// Skip leaves out one meeting of a series and returns the post. It needs the same permissions as Change.
func (p *Poster) Skip(userID, postID string, start time.Time) (*model.Post, error) {
	return p.changeBy(userID, postID, func(invited invitation.Invitation) (invitation.Invitation, error) {
		plan, err := invited.When.Skip(start)
		if err != nil {
			return invited, err
		}
		if !isToCome(invited.When, start, p.Now()) {
			return invited, when.Past
		}
		invited.When = plan
		return invited, nil
	})
}

// isToCome tells whether an occurrence is still to come. occurrence is its start or its original start.
func isToCome(plan when.Plan, start, now time.Time) bool {
	occurrence, ok := plan.Occurrence(start)
	return ok && occurrence.Start.After(now)
}

func (p *Poster) changeBy(userID, postID string, change func(invitation.Invitation) (invitation.Invitation, error)) (*model.Post, error) {
	post, record, err := p.changeable(userID, postID, mayNotChange)
	if err != nil {
		return nil, err
	}
	var changed *model.Post
	if record.Exists() {
		changed, err = p.Schedule.Change(record, userID, change)
	} else {
		changed, err = p.changeUnplanned(post, func(invited invitation.Invitation) (invitation.Invitation, error) {
			if invited.Status != invitation.Open {
				return invited, invitation.ErrOver
			}
			return change(invited)
		})
	}
	if err == nil {
		p.auditOther(audit.ChangedByOther, userID, post)
	}
	return changed, err
}

// changed returns an invitation with changes. It makes no change if one of them is invalid.
func (p *Poster) changed(userID string, before invitation.Invitation, changes Changes) (invitation.Invitation, error) {
	after, err := p.withTexts(userID, before, changes)
	if err != nil {
		return before, err
	}
	if changes.Occurrence != nil {
		after.When, err = p.withMove(before.When, changes)
	} else {
		after.When, err = p.withTimes(before.When, changes)
	}
	if err != nil {
		return before, err
	}
	return after, nil
}

// withTexts changes the meeting, the topic and the password. A pasted invitation brings its own password. It brings a
// topic only if the invitation has none. A new meeting whose link holds a secret needs the person's consent.
func (p *Poster) withTexts(userID string, before invitation.Invitation, changes Changes) (invitation.Invitation, error) {
	named, topic, password := before.Meeting, before.Topic, before.Password
	if changes.Meeting != nil {
		found, err := p.Settings().Services.Find(*changes.Meeting)
		if err != nil {
			return before, err
		}
		if found.Meeting != named {
			if err := secret.Check(p.API, userID, found.Meeting, changes.Consent); err != nil {
				return before, err
			}
			named, password = found.Meeting, found.Password
		}
	}
	if changes.Topic != nil {
		topic = *changes.Topic
	}
	if changes.Password != nil {
		password = *changes.Password
	}
	checked, err := invitation.New(before.Inviter, named, topic, password, before.When)
	if err != nil {
		return before, err
	}
	after := before
	after.Meeting, after.Topic, after.Password = checked.Meeting, checked.Topic, checked.Password
	return after, nil
}

func (p *Poster) withMove(plan when.Plan, changes Changes) (when.Plan, error) {
	onlyMove := Changes{Occurrence: changes.Occurrence, Start: changes.Start, Consent: changes.Consent}
	if changes.Start == nil || changes != onlyMove {
		return plan, onlyTheStart
	}
	moved, err := plan.Move(*changes.Occurrence, *changes.Start)
	if err != nil {
		return plan, err
	}
	if !isToCome(plan, *changes.Occurrence, p.Now()) {
		return plan, when.Past
	}
	return moved, when.CheckStart(*changes.Start, p.Now())
}

// withTimes changes when the meeting takes place. An exception of a series stays if the new rule still has its start.
func (p *Poster) withTimes(before when.Plan, changes Changes) (when.Plan, error) {
	after := before
	if changes.Duration != nil {
		after.Duration = *changes.Duration
		if after.Duration != 0 {
			if err := when.CheckDuration(after.Duration); err != nil {
				return before, err
			}
		}
	}
	if changes.Start == nil && changes.Rule == nil {
		return after, nil
	}
	if !before.IsPlanned() {
		return before, notPlanned
	}
	if changes.Start != nil {
		after.Start = changes.Start.Truncate(time.Minute).In(before.Start.Location())
		if err := when.CheckStart(after.Start, p.Now()); err != nil {
			return before, err
		}
	}
	if changes.Rule != nil {
		after.Rule = *changes.Rule
	}
	aligned, err := after.Aligned()
	if err != nil {
		return before, err
	}
	aligned = aligned.WithExceptions(before.Skipped, before.Moved)
	if _, ok := aligned.Next(p.Now()); !ok {
		return before, when.Past
	}
	return aligned, nil
}

// ReadChanges reads changes as a person writes them. An empty text leaves its value unchanged.
func (p *Poster) ReadChanges(userID string, invited invitation.Invitation, topic, password string, timing Timing) (Changes, error) {
	var changes Changes
	if topic != "" {
		changes.Topic = &topic
	}
	if password != "" {
		changes.Password = &password
	}
	if timing.Duration != "" {
		duration, err := when.ReadDuration(timing.Duration)
		if err != nil {
			return Changes{}, err
		}
		changes.Duration = &duration
	}
	return changes, p.readTimes(userID, invited.When, timing, &changes)
}

// bareClock matches a start that is a time without a day. A change to it keeps the meeting's day.
var bareClock = regexp.MustCompile(`(?i)^\d{1,2}(?:[:.]\d{2})?\s*(?:am|pm)?$`)

func (p *Poster) readTimes(userID string, plan when.Plan, timing Timing, changes *Changes) error {
	if timing.Start == "" && timing.Every == "" && timing.Until == "" {
		return nil
	}
	zone, err := person.Zone(p.API, userID)
	if err != nil {
		return err
	}
	now := p.Now().In(zone)
	if timing.Start != "" {
		from := now
		if next, ok := plan.Next(now); ok && bareClock.MatchString(timing.Start) {
			year, month, day := next.Start.In(zone).Date()
			from = time.Date(year, month, day, 0, 0, 0, 0, zone).Add(-time.Second)
		}
		start, _, err := when.ReadStart(timing.Start, from)
		if err != nil {
			return err
		}
		changes.Start = &start
	}
	if timing.Every == "" && timing.Until == "" {
		return nil
	}
	rule := plan.Rule
	if timing.Every != "" {
		if rule, err = when.ReadRule(timing.Every); err != nil {
			return err
		}
	}
	if timing.Until != "" {
		if rule, err = when.ReadUntil(rule, timing.Until, now); err != nil {
			return err
		}
	}
	changes.Rule = &rule
	return nil
}

// ChangesOf returns a program's changes. Absent values stay unchanged. Times are milliseconds since 1970, a duration is
// in minutes, and a rule is the value of an RRULE property.
func (p *Poster) ChangesOf(startsAt, durationMinutes *int64, repeat *string, occurrence *int64) (Changes, error) {
	var changes Changes
	if startsAt != nil {
		start := time.UnixMilli(*startsAt)
		if err := when.CheckStart(start, p.Now()); err != nil {
			return Changes{}, err
		}
		changes.Start = &start
	}
	if durationMinutes != nil {
		if *durationMinutes < 0 || *durationMinutes > int64(when.MaxDuration/time.Minute) {
			return Changes{}, when.BadDuration
		}
		duration := time.Duration(*durationMinutes) * time.Minute
		changes.Duration = &duration
	}
	if repeat != nil {
		rule, err := when.ParseRule(*repeat, time.UTC)
		if err != nil {
			return Changes{}, err
		}
		changes.Rule = &rule
	}
	if occurrence != nil {
		start := time.UnixMilli(*occurrence)
		changes.Occurrence = &start
	}
	return changes, nil
}

var howToChange = &i18n.Message{
	ID:          "change.how",
	Description: "The answer to a person who edits an invitation's message. Change is a button.",
	Other:       "An invitation can't be edited like a message. Use Change on it, or type for example: /blizz change --at tomorrow 10:00",
}

// HowToChange tells a person how to change an invitation.
func (p *Poster) HowToChange(userID string) string {
	return p.Texts.Say(p.Texts.For(userID), &i18n.LocalizeConfig{DefaultMessage: howToChange})
}
