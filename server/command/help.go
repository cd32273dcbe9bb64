package command

import (
	"strings"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/nicksnyder/go-i18n/v2/i18n"
)

var (
	helpHelp = &i18n.Message{
		ID:    "command.help.help",
		Other: "shows this help",
	}
	helpInvite = &i18n.Message{
		ID:          "command.help.invite",
		Description: "What /blizz m12-345-678 Sprint review does.",
		Other:       "invites everybody here to the meeting; the words besides it are the topic",
	}
	helpMeeting = &i18n.Message{
		ID:    "command.help.meeting",
		Other: "The meeting can be its ID, its join link, or the whole invitation as {{.Service}} copied it.",
	}
	helpPassword = &i18n.Message{
		ID:    "command.help.password",
		Other: "invites to a meeting that asks for a password",
	}
)

// help shows what can be typed.
var help = subcommand{name: "help", help: helpHelp, run: runHelp}

func runHelp(h *Handler, args *model.CommandArgs) (*model.CommandResponse, error) {
	texts := h.poster.Texts
	localizer := texts.For(args.UserId)
	say := func(message *i18n.Message) string {
		return texts.Say(localizer, &i18n.LocalizeConfig{
			DefaultMessage: message,
			TemplateData:   map[string]string{"Service": h.poster.Settings().Service.Name},
		})
	}
	lines := []string{
		helpLine(example, say(helpInvite)),
		helpLine("/"+Trigger+" m12-345-678 --password secret", say(helpPassword)),
	}
	for _, sub := range h.subcommands {
		lines = append(lines, helpLine("/"+Trigger+" "+sub.name, say(sub.help)))
	}
	return answer(strings.Join(append(lines, "", say(helpMeeting)), "\n")), nil
}

func helpLine(command, text string) string {
	return "- `" + command + "` " + text
}
