package schedule

import (
	"cmp"
	"strings"
	"time"

	"github.com/nicksnyder/go-i18n/v2/i18n"

	"mattermost-plugin-blizz/server/invitation"
	"mattermost-plugin-blizz/server/when"
)

var (
	startsNow = &i18n.Message{
		ID:          "reminder.now",
		Description: "Topic is a meeting's topic, as a link to join it.",
		Other:       "{{.Topic}} starts now",
	}
	startedLate = &i18n.Message{
		ID:          "reminder.late",
		Description: "Takes the place of reminder.now when the server was down. Time is day, time and time zone.",
		Other:       "{{.Topic}} was planned for {{.Time}}. This reminder is late.",
	}
	startsSoon = &i18n.Message{
		ID:          "reminder.soon",
		Description: "A message to one person. Topic leads to the invitation. Time is day, time and time zone.",
		Other:       "{{.Topic}} starts in {{.Minutes}} minutes: {{.Time}}. [Join]({{.Link}})",
	}
	isCancelled = &i18n.Message{
		ID:    "reminder.cancelled",
		Other: "{{.Person}} cancelled {{.Topic}}, planned for {{.Time}}",
	}
	noMore = &i18n.Message{
		ID:          "reminder.no_more",
		Description: "Said when a person ends a meeting that repeats.",
		Other:       "{{.Person}} ended {{.Topic}}: it takes place no more",
	}
	wasDeleted = &i18n.Message{
		ID:          "reminder.deleted",
		Description: "Said when a person deletes the invitation to a planned meeting.",
		Other:       "{{.Person}} deleted the invitation to {{.Topic}}, so it does not take place",
	}
	postGone = &i18n.Message{
		ID:    "reminder.post_gone",
		Other: "The invitation to {{.Topic}} was deleted, so it does not take place",
	}
	inviterLeft = &i18n.Message{
		ID:          "reminder.inviter_left",
		Description: "Person is who invited to the meeting.",
		Other:       "{{.Topic}} does not take place any more: {{.Person}} is no longer in this channel",
	}
	inviterDeactivated = &i18n.Message{
		ID:          "reminder.inviter_deactivated",
		Description: "Person is who invited to the meeting.",
		Other:       "{{.Topic}} does not take place any more: the account of {{.Person}} is deactivated",
	}
)

// reminder returns the reminder's text in the server's language.
func (s *Schedule) reminder(r Record, start time.Time) string {
	message := startsNow
	if s.now().Sub(start) >= late {
		message = startedLate
	}
	return s.say(r, message, start, true, "")
}

// endText says why a plan is over.
func (s *Schedule) endText(r Record) string {
	person := r.EndedBy
	var message *i18n.Message
	switch {
	case r.Reason == InviterLeft:
		message, person = inviterLeft, r.InviterID
	case r.Reason == InviterDeactivated:
		message, person = inviterDeactivated, r.InviterID
	case r.Reason == PostDeleted && person == "":
		message = postGone
	case r.Reason == PostDeleted:
		message = wasDeleted
	case r.State == Cancelled:
		message = isCancelled
	default:
		message = noMore
	}
	return s.say(r, message, r.plan().Start, false, person)
}

// say returns a sentence about a plan in the server's language. hasLink makes the topic a link to join.
func (s *Schedule) say(r Record, message *i18n.Message, start time.Time, hasLink bool, personID string) string {
	return s.sayIn(s.texts.In(s.settings().Language), message, map[string]string{
		"Time":   s.time(s.texts.In(s.settings().Language), start.In(r.plan().Start.Location())),
		"Topic":  s.topic(r, hasLink),
		"Person": s.nameOf(personID),
	})
}

func (s *Schedule) sayIn(localizer *i18n.Localizer, message *i18n.Message, data map[string]string) string {
	return s.texts.Say(localizer, &i18n.LocalizeConfig{DefaultMessage: message, TemplateData: data})
}

func (s *Schedule) time(localizer *i18n.Localizer, start time.Time) string {
	text, err := invitation.Time(localizer, when.Plan{Start: start})
	if err != nil {
		s.api.LogError("Failed to say when a meeting is", "error", err.Error(), "start", start.UTC().Format(time.RFC3339))
	}
	return text
}

// nameOf returns a person's name without a mention.
func (s *Schedule) nameOf(userID string) string {
	if userID == "" {
		return ""
	}
	name, err := s.names.Name(userID)
	if err != nil {
		s.api.LogError("Failed to name a person", "error", err.Error(), "user_id", userID)
	}
	return invitation.Escape(name)
}

// topic returns the topic of a plan. If hasLink is true and its service is set up, it is a link to join.
func (s *Schedule) topic(r Record, hasLink bool) string {
	invited, ok := s.Invitation(r)
	if !ok {
		return ""
	}
	link := s.settings().Services.JoinURL(invited.Meeting, invited.Password)
	if !hasLink || link == "" {
		return s.called(invited)
	}
	return "[" + s.called(invited) + "](" + invitation.LinkTarget(link) + ")"
}

// called returns the name of a meeting: its topic, otherwise its service and ID.
func (s *Schedule) called(invited invitation.Invitation) string {
	services := s.settings().Services
	called := cmp.Or(invited.Topic, services.Name(invited.Meeting)+" "+services.Display(invited.Meeting))
	return withoutMentions(invitation.EscapeInLink(called))
}

// withoutMentions keeps a topic from mentioning people again. It puts a space of no width behind each @.
func withoutMentions(text string) string {
	return strings.ReplaceAll(text, "@", "@\u200b")
}
