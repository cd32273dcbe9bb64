package invitation

import (
	"strings"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"github.com/pkg/errors"

	"mattermost-plugin-blizz/server/meeting"
)

// The lines of a message. Whole sentences, with the link in them, so that a translator can order the words.
var (
	messageOpen = &i18n.Message{
		ID:          "invitation.open",
		Description: "What everybody in the channel reads. Host is a user name, Service a name such as Blizz.",
		Other:       "{{.Host}} invites you to join [{{.Service}} meeting {{.ID}}]({{.Link}})",
	}
	messageEnded = &i18n.Message{
		ID:          "invitation.ended",
		Description: "Takes the place of invitation.open when the meeting is over.",
		Other:       "{{.Host}} invited you to {{.Service}} meeting {{.ID}}, which has ended",
	}
	messagePassword = &i18n.Message{
		ID:    "invitation.password",
		Other: "Password: {{.Password}}",
	}
)

// Message is the invitation as Markdown: what phones, mails, the search and other clients show. Topic and
// password have a line of their own below the sentence. What people typed is shown as typed and never becomes
// Markdown; once the invitation is over, there is no link.
func (i Invitation) Message(localizer *i18n.Localizer, service meeting.Service) (string, error) {
	sentence := messageOpen
	if i.Status != Open {
		sentence = messageEnded
	}
	first, err := localizer.Localize(&i18n.LocalizeConfig{
		DefaultMessage: sentence,
		TemplateData: map[string]string{
			"Host":    Escape(i.Host),
			"Service": Escape(service.Name),
			"ID":      i.Meeting.Display(),
			"Link":    LinkTarget(service.JoinURL(i.Meeting)),
		},
	})
	if err != nil {
		return "", errors.Wrap(err, "failed to localize the invitation")
	}
	lines := []string{first}
	if i.Topic != "" {
		lines = append(lines, escapeLine(i.Topic))
	}
	if i.Password != "" {
		password, err := localizer.Localize(&i18n.LocalizeConfig{
			DefaultMessage: messagePassword,
			TemplateData:   map[string]string{"Password": Escape(i.Password)},
		})
		if err != nil {
			return "", errors.Wrap(err, "failed to localize the password")
		}
		lines = append(lines, password)
	}
	return strings.Join(lines, "\n"), nil
}
