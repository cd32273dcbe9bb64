package command

import (
	"strings"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/nicksnyder/go-i18n/v2/i18n"
)

// SuggestionsPath is the plugin's route that answers with Suggestions.
const SuggestionsPath = "/autocomplete/meetings"

var (
	registrationHint = &i18n.Message{
		ID:    "command.hint",
		Other: "[meeting] [topic]",
	}
	registrationDescription = &i18n.Message{
		ID:    "command.description",
		Other: "Invite to a {{.Service}} meeting",
	}
	suggestedMeeting = &i18n.Message{
		ID:    "command.suggestion.meeting",
		Other: "invite to this meeting",
	}
	passwordHelp = &i18n.Message{
		ID:    "command.password.help",
		Other: "The meeting's password",
	}
)

// Registration registers /blizz. One registration serves everybody, so its texts are in the server's language;
// what follows the trigger is asked of SuggestionsPath, and so in each person's.
func (h *Handler) Registration(basePath, iconData string) *model.Command {
	current := h.poster.Settings()
	localizer := h.poster.Texts.In(current.Language)
	say := func(message *i18n.Message) string {
		return h.poster.Texts.Say(localizer, &i18n.LocalizeConfig{
			DefaultMessage: message,
			TemplateData:   map[string]string{"Service": current.Service.Name},
		})
	}
	data := model.NewAutocompleteData(Trigger, say(registrationHint), say(registrationDescription))
	data.AddDynamicListArgument(say(registrationHint), strings.TrimPrefix(basePath+SuggestionsPath, "/"), true)
	data.AddNamedTextArgument("password", say(passwordHelp), "", "", false)
	return &model.Command{
		Trigger:              Trigger,
		AutoComplete:         true,
		AutoCompleteHint:     say(registrationHint),
		AutoCompleteDesc:     say(registrationDescription),
		AutocompleteData:     data,
		AutocompleteIconData: iconData,
	}
}

// Suggestions are what can follow "/blizz ", given what is typed so far: the meeting just typed, once it is one,
// and the subcommands. The server leaves out what does not begin with what is typed.
func (h *Handler) Suggestions(userID, input string) []model.AutocompleteListItem {
	_, typed := cutWord(strings.TrimLeft(input, " "))
	typed = strings.TrimSpace(typed)
	texts := h.poster.Texts
	localizer := texts.For(userID)

	items := []model.AutocompleteListItem{}
	if word, _ := cutWord(typed); word != "" {
		if _, err := h.poster.Settings().Service.Find(word); err == nil {
			items = append(items, model.AutocompleteListItem{Item: word, HelpText: texts.Say(localizer, &i18n.LocalizeConfig{DefaultMessage: suggestedMeeting})})
		}
	}
	for _, sub := range h.subcommands {
		items = append(items, model.AutocompleteListItem{Item: sub.name, HelpText: texts.Say(localizer, &i18n.LocalizeConfig{DefaultMessage: sub.help})})
	}
	return items
}
