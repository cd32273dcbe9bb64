package command

import (
	"net/http"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/nicksnyder/go-i18n/v2/i18n"
	"github.com/pkg/errors"

	"mattermost-plugin-blizz/server/meeting"
	"mattermost-plugin-blizz/server/problem"
	"mattermost-plugin-blizz/server/schedule"
)

// changeSubcommand changes the next meeting that the person planned in the channel. The words that belong to no flag
// are the new topic. If they hold a meeting, the text is an invitation: "/blizz change of plans m12-345-678".
var changeSubcommand = subcommand{
	name: "change",
	usages: []usage{{"change", "--at tomorrow 10:00", &i18n.Message{
		ID:    "command.change.help",
		Other: "changes the topic, time, repetition or password of the next meeting you planned here",
	}}},
	example: "/" + Trigger + " change --at tomorrow 10:00",
	takes:   func(h *Handler, rest string) bool { return !h.hasMeeting(rest) },
	runLine: func(h *Handler, args *model.CommandArgs, line line, rest string) (*model.CommandResponse, error) {
		next, err := h.nextOf(args)
		if err != nil {
			return nil, err
		}
		changes, err := h.poster.ReadChanges(args.UserId, next.Invitation, rest, line.password, line.timing)
		if err != nil {
			return nil, err
		}
		if _, err := h.poster.Change(args.UserId, next.Record.PostID, changes); err != nil {
			return nil, err
		}
		return h.did(args.UserId, youChanged, next), nil
	},
}

var (
	nothingPlanned = problem.New(http.StatusNotFound, "nothing_planned", &i18n.Message{
		ID:    "problem.nothing_planned",
		Other: "You have planned no meeting in this channel that is still to come.",
	})
	youChanged = &i18n.Message{
		ID:          "command.change.done",
		Description: "Topic leads to the invitation.",
		Other:       "I changed [{{.Topic}}]({{.Link}}).",
	}
)

// nextOf returns the next meeting that the person planned in the channel.
func (h *Handler) nextOf(args *model.CommandArgs) (schedule.Meeting, error) {
	meetings, err := h.poster.Schedule.UpcomingOf(args.UserId, args.ChannelId, maxOwn)
	if err != nil {
		return schedule.Meeting{}, err
	}
	var first schedule.Meeting
	for _, meeting := range meetings {
		next, ok := meeting.Invitation.When.Next(h.poster.Now())
		if ok && (!first.Record.Exists() || next.Start.Before(first.Next)) {
			first, first.Next = meeting, next.Start
		}
	}
	if !first.Record.Exists() {
		return schedule.Meeting{}, nothingPlanned
	}
	return first, nil
}

// did tells the person that a meeting was changed.
func (h *Handler) did(userID string, message *i18n.Message, meeting schedule.Meeting) *model.CommandResponse {
	return h.answer(userID, &i18n.LocalizeConfig{DefaultMessage: message, TemplateData: map[string]string{
		"Topic": h.called(meeting.Invitation),
		"Link":  h.linkTo(meeting.Record.PostID),
	}})
}

// hasMeeting tells whether a text holds a meeting, or something that looks like one.
func (h *Handler) hasMeeting(text string) bool {
	_, err := h.poster.Settings().Services.Find(text)
	return text != "" && !errors.Is(err, meeting.NotFound)
}
