package command

import (
	"github.com/mattermost/mattermost/server/public/model"
	"github.com/nicksnyder/go-i18n/v2/i18n"

	"mattermost-plugin-blizz/server/invitation"
)

// allWord confirms that a planned meeting or a whole series is to end.
const allWord = "all"

// endSubcommand ends the person's newest open invitation in the thread, or in the channel. A planned meeting that is
// still to come may be in a thread that the person does not see. It is ended only with allWord.
var endSubcommand = subcommand{
	name:  "end",
	words: []string{allWord},
	usages: []usage{
		{"end", "", &i18n.Message{
			ID:    "command.end.help",
			Other: "ends the last meeting you invited to here",
		}},
		{"end all", "", &i18n.Message{
			ID:    "command.end.help_all",
			Other: "ends it also if it is planned or repeats",
		}},
	},
	run: func(h *Handler, args *model.CommandArgs, rest string) (*model.CommandResponse, error) {
		post, invited, err := h.poster.LatestOpen(args.UserId, args.ChannelId, args.RootId)
		if err != nil {
			return nil, err
		}
		_, isToCome := invited.When.Next(h.poster.Now())
		if isToCome && rest == "" {
			return h.askBeforeEnd(args.UserId, post, invited)
		}
		if _, err := h.poster.End(args.UserId, post.Id); err != nil {
			return nil, err
		}
		return h.answer(args.UserId, &i18n.LocalizeConfig{DefaultMessage: youEnded, TemplateData: map[string]string{
			"Topic": h.called(invited), "Link": h.linkTo(post.Id),
		}}), nil
	},
}

var (
	youEnded = &i18n.Message{
		ID:          "command.end.done",
		Description: "Topic leads to the invitation.",
		Other:       "I ended [{{.Topic}}]({{.Link}}).",
	}
	endsAPlan = &i18n.Message{
		ID:          "command.end.plan",
		Description: "Topic leads to the invitation. Time is day, time and time zone.",
		Other:       "That would cancel [{{.Topic}}]({{.Link}}), planned for {{.Time}}. Type `/blizz end all` to do it.",
	}
	endsASeries = &i18n.Message{
		ID:          "command.end.series",
		Description: "Topic leads to the invitation. Time is day, time, time zone and how the meeting repeats.",
		Other:       "That would end all of [{{.Topic}}]({{.Link}}), {{.Time}}. Type `/blizz end all` to do it, or `/blizz skip` to leave out the next one.",
	}
)

// askBeforeEnd says which meeting would end, and how to end it.
func (h *Handler) askBeforeEnd(userID string, post *model.Post, invited invitation.Invitation) (*model.CommandResponse, error) {
	message := endsAPlan
	if invited.When.Rule.Repeats() {
		message = endsASeries
	}
	time, err := invitation.Time(h.poster.Texts.For(userID), invited.When)
	return h.answer(userID, &i18n.LocalizeConfig{DefaultMessage: message, TemplateData: map[string]string{
		"Topic": h.called(invited), "Link": h.linkTo(post.Id), "Time": time,
	}}), err
}
