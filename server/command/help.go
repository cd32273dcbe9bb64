package command

import (
	"strings"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/nicksnyder/go-i18n/v2/i18n"

	"mattermost-plugin-blizz/server/invitation"
)

// inviting are the ways to invite. They are no subcommands.
var inviting = []usage{
	{"", "m12-345-678 Sprint review", &i18n.Message{
		ID:    "command.help.invite",
		Other: "invites everybody here to the meeting; the words besides it are the topic",
	}},
	{"", "m12-345-678 --password secret", &i18n.Message{
		ID:    "command.help.password",
		Other: "invites to a meeting that asks for a password",
	}},
	{"", "m12-345-678 --at tomorrow 9:00 --for 45m", &i18n.Message{
		ID:    "command.help.at",
		Other: "plans the meeting: reminds everybody who is going when it starts",
	}},
	{"", "m12-345-678 --at mon 10:00 --every week", &i18n.Message{
		ID:    "command.help.every",
		Other: "plans a meeting that repeats: `week`, or `weekday` for Monday to Friday",
	}},
	{"", "", &i18n.Message{
		ID:    "command.help.bare",
		Other: "invites to this channel's room, or else to yours, or else asks for a meeting",
	}},
}

var helpMeeting = &i18n.Message{
	ID:    "command.help.meeting",
	Other: "The meeting can be its ID, its join link, or the whole invitation as {{.Service}} copied it.",
}

// helpReminders names the settings as the web client does.
var helpReminders = &i18n.Message{
	ID:          "command.help.reminders",
	Description: "The names between the asterisks are those of Mattermost's settings and of blizz.reminders.",
	Other:       "You are reminded some minutes before a meeting that you are going to. Choose how many under **Settings > Blizz Meetings > Reminders**.",
}

// helpWord asks for help. It is also a flag.
const helpWord = "help"

// helpSubcommand shows the commands. It also answers to the spellings of other programs. Phones turn two hyphens into a
// dash.
var helpSubcommand = subcommand{
	name:    helpWord,
	aliases: []string{"—" + helpWord, "–" + helpWord, "-h", "?"},
	usages: []usage{{"help", "", &i18n.Message{
		ID:    "command.help.help",
		Other: "shows this help",
	}}},
	run: func(h *Handler, args *model.CommandArgs, _ string) (*model.CommandResponse, error) {
		texts := h.poster.Texts
		localizer := texts.For(args.UserId)
		usages := inviting
		for _, sub := range h.subcommands {
			usages = append(usages[:len(usages):len(usages)], sub.usages...)
		}
		var lines []string
		for _, usage := range usages {
			command := strings.Join(strings.Fields("/"+Trigger+" "+usage.text+" "+usage.argument), " ")
			lines = append(lines, "- `"+command+"` "+texts.Say(localizer, &i18n.LocalizeConfig{DefaultMessage: usage.help}))
		}
		return ephemeral(append(lines, "", texts.Say(localizer, &i18n.LocalizeConfig{
			DefaultMessage: helpMeeting,
			TemplateData:   map[string]string{"Service": invitation.Escape(h.poster.Settings().Services.Default().Name)},
		}), texts.Say(localizer, &i18n.LocalizeConfig{DefaultMessage: helpReminders}))...), nil
	},
}
