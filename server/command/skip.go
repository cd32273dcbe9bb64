package command

import (
	"github.com/mattermost/mattermost/server/public/model"
	"github.com/nicksnyder/go-i18n/v2/i18n"

	"mattermost-plugin-blizz/server/invitation"
	"mattermost-plugin-blizz/server/person"
	"mattermost-plugin-blizz/server/schedule"
	"mattermost-plugin-blizz/server/when"
)

// skipSubcommand leaves out the next start of the next series that the person planned in the channel.
var skipSubcommand = subcommand{
	name: "skip",
	usages: []usage{{"skip", "", &i18n.Message{
		ID:    "command.skip.help",
		Other: "leaves out the next one of a meeting that repeats, which you planned here",
	}}},
	run: func(h *Handler, args *model.CommandArgs, _ string) (*model.CommandResponse, error) {
		next, err := h.nextOf(args)
		if err != nil {
			return nil, err
		}
		if !next.Invitation.When.Rule.Repeats() {
			return h.did(args.UserId, doesNotRepeat, next), nil
		}
		if _, err := h.poster.Skip(args.UserId, next.Record.PostID, next.Next); err != nil {
			return nil, err
		}
		return h.skipped(args.UserId, next)
	},
}

var (
	doesNotRepeat = &i18n.Message{
		ID:          "command.skip.once",
		Description: "Topic leads to the invitation.",
		Other:       "[{{.Topic}}]({{.Link}}) does not repeat. `/blizz end all` cancels it.",
	}
	youSkipped = &i18n.Message{
		ID:          "command.skip.done",
		Description: "Topic leads to the invitation. Time is day, time and time zone.",
		Other:       "I left out [{{.Topic}}]({{.Link}}) of {{.Time}}.",
	}
)

func (h *Handler) skipped(userID string, meeting schedule.Meeting) (*model.CommandResponse, error) {
	zone, err := person.Zone(h.api, userID)
	if err != nil {
		return nil, err
	}
	time, err := invitation.Time(h.poster.Texts.For(userID), when.Plan{Start: meeting.Next.In(zone)})
	return h.answer(userID, &i18n.LocalizeConfig{DefaultMessage: youSkipped, TemplateData: map[string]string{
		"Topic": h.called(meeting.Invitation), "Link": h.linkTo(meeting.Record.PostID), "Time": time,
	}}), err
}
