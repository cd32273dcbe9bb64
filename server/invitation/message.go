package invitation

import (
	"slices"
	"strings"

	"github.com/nicksnyder/go-i18n/v2/i18n"

	"mattermost-plugin-blizz/server/localize"
	"mattermost-plugin-blizz/server/meeting"
)

// The lines of a message. Each is a whole sentence that contains its link, so that translators can order the words.
var (
	messageOpen = &i18n.Message{
		ID:          "invitation.open",
		Description: "What everybody in the channel reads. Inviter is a user name, Service a name such as Blizz.",
		Other:       "{{.Inviter}} invites you to join [{{.Service}} meeting {{.ID}}]({{.Link}})",
	}
	messageEnded = &i18n.Message{
		ID:          "invitation.ended",
		Description: "Takes the place of invitation.open when the meeting is over.",
		Other:       "{{.Inviter}} invited you to {{.Service}} meeting {{.ID}}, which has ended",
	}
	messageCancelled = &i18n.Message{
		ID:          "invitation.cancelled",
		Description: "Takes the place of invitation.open when the meeting was ended before it began.",
		Other:       "{{.Inviter}} invited you to {{.Service}} meeting {{.ID}}, which is cancelled",
	}
	messageCalendar = &i18n.Message{
		ID:    "invitation.calendar",
		Other: "[Add to calendar]({{.Calendar}})",
	}
	messagePassword = &i18n.Message{
		ID:    "invitation.password",
		Other: "Password: {{.Password}}",
	}
)

// sentences holds the first line for each status.
var sentences = map[Status]*i18n.Message{Open: messageOpen, Ended: messageEnded, Cancelled: messageCancelled}

// Message returns the invitation as Markdown, for phones, mails, the search and other clients. Below the sentence stand
// the topic, the time, the password and the link to the calendar file, one on a line. calendarURL may be empty.
// People's own words never become Markdown. The password is shown as code, so that each character can be read. An
// invitation that is over has no link, nor has one whose service is no longer set up.
func (i Invitation) Message(localizer *i18n.Localizer, services meeting.Services, calendarURL string) (string, error) {
	data := map[string]string{
		"Inviter":  Escape(i.Inviter),
		"Service":  Escape(services.Name(i.Meeting)),
		"ID":       Escape(services.Display(i.Meeting)),
		"Link":     LinkTarget(services.JoinURL(i.Meeting, i.Password)),
		"Password": code(i.Password, i.Topic),
		"Calendar": LinkTarget(calendarURL),
	}
	first, err := localized(localizer, sentences[i.Status], data)
	if err != nil {
		return "", err
	}
	lines := []string{WithoutEmptyLinks(first), escapeLine(i.Topic)}
	time, err := TimeLine(localizer, i.When)
	if err != nil {
		return "", err
	}
	lines = append(lines, time)
	for _, below := range []struct {
		message *i18n.Message
		isThere bool
	}{
		{messagePassword, i.Password != ""},
		{messageCalendar, i.Status == Open && calendarURL != ""},
	} {
		if !below.isThere {
			continue
		}
		line, err := localized(localizer, below.message, data)
		if err != nil {
			return "", err
		}
		lines = append(lines, line)
	}
	line, err := i.Attendance.Line(localizer)
	if err != nil {
		return "", err
	}
	lines = append(lines, line)
	return strings.Join(slices.DeleteFunc(lines, func(line string) bool { return line == "" }), "\n"), nil
}

// localized returns a message in the localizer's language.
func localized(localizer *i18n.Localizer, message *i18n.Message, data map[string]string) (string, error) {
	return localize.Text(localizer, &i18n.LocalizeConfig{DefaultMessage: message, TemplateData: data})
}
