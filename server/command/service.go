package command

import (
	"strings"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/nicksnyder/go-i18n/v2/i18n"

	"mattermost-plugin-blizz/server/invitation"
	"mattermost-plugin-blizz/server/meeting"
	"mattermost-plugin-blizz/server/problem"
)

var (
	serviceHelp = &i18n.Message{
		ID:          "command.service.help",
		Description: "Command is a service's own slash command, such as /zoom.",
		Other: "`{{.Command}} [meeting] [topic]` invites to a {{.Service}} meeting: its ID, its join link, or the whole invitation. " +
			"`--at`, `--for`, `--every` and `--password` go with it. `/blizz help` shows the rest.",
	}
	serviceLinkHelp = &i18n.Message{
		ID:          "command.service.link_help",
		Description: "Command is the slash command of a service whose meetings have no IDs.",
		Other: "`{{.Command}} [link] [topic]` invites to a {{.Service}} meeting. `--at`, `--for`, `--every` and `--password` go with it. " +
			"`/blizz help` shows the rest.",
	}
)

// serviceOf returns the service whose own trigger begins a command. ok is false for /blizz.
func (h *Handler) serviceOf(command string) (service meeting.Service, ok bool) {
	word, _ := cutWord(strings.TrimSpace(command))
	trigger := strings.ToLower(strings.TrimPrefix(word, "/"))
	if trigger == Trigger {
		return meeting.Service{}, false
	}
	return h.poster.Settings().Services.ByTrigger(trigger)
}

// executeOf answers a service's own command with an invitation or with help. It has no subcommands.
func (h *Handler) executeOf(service meeting.Service, args *model.CommandArgs) *model.CommandResponse {
	line, err := parse(args.Command)
	if err != nil {
		return h.refusal(args.UserId, err, exampleOf(service))
	}
	if line.text == "" || strings.EqualFold(line.text, helpWord) {
		return h.answer(args.UserId, helpOf(service), &i18n.LocalizeConfig{
			DefaultMessage: exampleLine,
			TemplateData:   map[string]string{"Command": exampleOf(service)},
		})
	}
	line.service = service.Key
	response, err := h.invite(args, line)
	if err != nil {
		err = problem.OfService(err, invitation.Escape(service.Name))
		return h.refusal(args.UserId, err, exampleFor(err, exampleOf(service)))
	}
	return response
}

// exampleOf returns a right use of a service's own command.
func exampleOf(service meeting.Service) string {
	return "/" + service.Trigger + " " + service.Example() + exampleTopic
}

func helpOf(service meeting.Service) *i18n.LocalizeConfig {
	message := serviceHelp
	if service.Kind == meeting.KindLink {
		message = serviceLinkHelp
	}
	return &i18n.LocalizeConfig{DefaultMessage: message, TemplateData: map[string]string{
		"Command": "/" + service.Trigger, "Service": invitation.Escape(service.Name),
	}}
}

// ServiceRegistrations returns the registrations of the services' own commands, in the server's language. Mattermost
// asks SuggestionsPath for the words behind the trigger.
func (h *Handler) ServiceRegistrations(basePath, iconData string) []*model.Command {
	current := h.poster.Settings()
	localizer := h.poster.Texts.In(current.Language)
	var registrations []*model.Command
	for _, service := range current.Services.All() {
		if service.Trigger == "" || service.Trigger == Trigger {
			continue
		}
		say := func(message *i18n.Message) string {
			return h.poster.Texts.Say(localizer, &i18n.LocalizeConfig{
				DefaultMessage: message, TemplateData: map[string]string{"Service": service.Name},
			})
		}
		data := model.NewAutocompleteData(service.Trigger, say(hintMessage), say(descriptionMessage))
		data.AddDynamicListArgument(say(hintMessage), basePath+SuggestionsPath, true)
		registrations = append(registrations, &model.Command{
			Trigger: service.Trigger, DisplayName: service.Name, AutoComplete: true, AutoCompleteHint: say(hintMessage),
			AutoCompleteDesc: say(descriptionMessage), AutocompleteData: data, AutocompleteIconData: iconData,
		})
	}
	return registrations
}
