package schedule

import (
	"slices"
	"strings"
	"time"

	"github.com/nicksnyder/go-i18n/v2/i18n"

	"mattermost-plugin-blizz/server/invitation"
	"mattermost-plugin-blizz/server/when"
)

var (
	wasChanged = &i18n.Message{
		ID:          "change.changed",
		Description: "Said in a thread. What is a list of what is new, such as: Fri, 23 Oct 2026, 15:00 (Berlin).",
		Other:       "{{.Person}} changed {{.Topic}}: {{.What}}",
	}
	wasMoved = &i18n.Message{
		ID:          "change.moved",
		Description: "Said in a thread, of one meeting of a series. Time and To are day and time.",
		Other:       "{{.Person}} moved {{.Topic}} of {{.Time}} to {{.To}}",
	}
	wasSkipped = &i18n.Message{
		ID:          "change.skipped",
		Description: "Said in a thread, of one meeting of a series. Time is day and time.",
		Other:       "{{.Person}} left out {{.Topic}} of {{.Time}}",
	}
	newTopic    = &i18n.Message{ID: "change.topic", Other: "it is called {{.Topic}} now"}
	newTime     = &i18n.Message{ID: "change.time", Other: "it is {{.Time}} now"}
	newMeeting  = &i18n.Message{ID: "change.meeting", Other: "[here is the new link]({{.Link}})"}
	newPassword = &i18n.Message{ID: "change.password", Other: "it has a new password"}
)

// tellOfChange tells the people who are going what has changed, in the thread. It leaves out the person who changed it.
func (s *Schedule) tellOfChange(before invitation.Invitation, r Record, userID string) {
	after, ok := s.Invitation(r)
	if !ok {
		return
	}
	text := s.changeText(r, before, after, userID)
	if text == "" {
		return
	}
	concerned, err := s.peopleOf(r)
	if err == nil {
		told := concerned.but(userID)
		if len(told.going) == 0 {
			return
		}
		root := r.RootID
		if root == "" {
			root = r.PostID
		}
		if _, appErr := s.api.CreatePost(s.notice(r.ChannelID, root, text+told.mentions(), "")); appErr != nil {
			err = appErr
		}
	}
	if err != nil {
		s.api.LogError("Failed to tell of a change", "error", err.Error(), "plan_id", r.ID)
	}
}

// changeText says what has changed. It is empty if people need not know.
func (s *Schedule) changeText(r Record, before, after invitation.Invitation, userID string) string {
	localizer := s.texts.In(s.settings().Language)
	say := func(message *i18n.Message, data map[string]string) string {
		data["Person"] = s.nameOf(userID)
		if data["Topic"] == "" {
			data["Topic"] = s.topic(r, false)
		}
		return s.sayIn(localizer, message, data)
	}
	if start, ok := newIn(after.When.Skipped, before.When.Skipped, time.Time.Equal); ok {
		return say(wasSkipped, map[string]string{"Time": s.time(localizer, start)})
	}
	if move, ok := newIn(after.When.Moved, before.When.Moved, func(a, b when.Move) bool { return a.From.Equal(b.From) && a.To.Equal(b.To) }); ok {
		from := move.From
		if was, ok := before.When.Occurrence(move.From); ok {
			from = was.Start
		}
		zone := after.When.Start.Location()
		return say(wasMoved, map[string]string{"Time": s.time(localizer, from.In(zone)), "To": s.time(localizer, move.To.In(zone))})
	}
	var what []string
	if before.Topic != after.Topic && after.Topic != "" {
		what = append(what, say(newTopic, map[string]string{}))
	}
	if s.planText(localizer, before) != s.planText(localizer, after) {
		what = append(what, say(newTime, map[string]string{"Time": s.planText(localizer, after)}))
	}
	if before.Meeting != after.Meeting {
		link := invitation.LinkTarget(s.settings().Services.JoinURL(after.Meeting, after.Password))
		what = append(what, say(newMeeting, map[string]string{"Link": link}))
	}
	if before.Password != after.Password && after.Password != "" {
		what = append(what, say(newPassword, map[string]string{}))
	}
	if len(what) == 0 {
		return ""
	}
	return say(wasChanged, map[string]string{"Topic": s.called(before), "What": strings.Join(what, ", ")})
}

func (s *Schedule) planText(localizer *i18n.Localizer, invited invitation.Invitation) string {
	plan := invited.When
	plan.Skipped, plan.Moved = nil, nil
	text, err := invitation.Time(localizer, plan)
	if err != nil {
		s.api.LogError("Failed to say when a meeting is", "error", err.Error(), "plan_id", invited.PlanID)
	}
	return text
}

// newIn returns the elements of one list that another lacks.
func newIn[T any](list, other []T, equal func(a, b T) bool) (found T, ok bool) {
	for _, item := range list {
		if !slices.ContainsFunc(other, func(o T) bool { return equal(item, o) }) {
			return item, true
		}
	}
	return found, false
}
