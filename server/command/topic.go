package command

import (
	"cmp"
	"strings"
	"unicode"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/nicksnyder/go-i18n/v2/i18n"
	"github.com/pkg/errors"

	"mattermost-plugin-blizz/server/dialog"
	"mattermost-plugin-blizz/server/invitation"
	"mattermost-plugin-blizz/server/meeting"
	"mattermost-plugin-blizz/server/posting"
	"mattermost-plugin-blizz/server/problem"
)

// Topic is a command that has a topic and no meeting, such as "/blizz Standup --at 9:00". It invites to a room.
type Topic struct {
	posting.Draft

	timing posting.Timing
	// typed is the text behind the trigger.
	typed string
}

// TopicOf reads a command as a topic for the channel's room, or for the person's own. ok is false if the command is
// something else, if there is no room, or if a part of it can't be used. Execute answers these. channelID is empty if
// the person may not read the channel.
func (h *Handler) TopicOf(userID, channelID, command string) (topic Topic, ok bool, err error) {
	if trigger, _ := cutWord(strings.TrimSpace(command)); !strings.EqualFold(trigger, "/"+Trigger) {
		return Topic{}, false, nil
	}
	line, err := parse(command)
	if err != nil || h.isSubcommand(h.inEnglish(userID, line.text)) {
		return Topic{}, false, nil //nolint:nilerr // Execute tells the person what is wrong
	}
	topic, ok, err = h.topicOf(userID, channelID, command, line)
	if _, expected := problem.Of(err); err != nil && expected {
		return Topic{}, false, nil
	}
	return topic, ok, err
}

func (h *Handler) isSubcommand(text string) bool {
	for _, sub := range h.subcommands {
		if _, ok := sub.matches(h, text); ok {
			return true
		}
	}
	return false
}

func (h *Handler) topicOf(userID, channelID, command string, line line) (topic Topic, ok bool, err error) {
	services := h.poster.Settings().Services
	if _, err := services.Find(line.text); !errors.Is(err, meeting.NotFound) || !looksLikeTopic(line.text) {
		return Topic{}, false, nil
	}
	list, err := h.rooms.ListCached(userID, channelID)
	if err != nil {
		return Topic{}, false, err
	}
	room := cmp.Or(list.Channel, list.Mine)
	if room.IsZero() || !services.Check(room) || services.Typed(room) == "" {
		return Topic{}, false, nil
	}
	plan, _, err := h.poster.ReadPlan(userID, line.timing)
	if err != nil {
		return Topic{}, false, err
	}
	checked, err := invitation.New("", room, line.text, line.password, plan)
	if err != nil {
		return Topic{}, false, err
	}
	_, typed := cutWord(strings.TrimSpace(command))
	line.timing.Every = plan.Rule.String()
	return Topic{
		Draft:  posting.Draft{Room: room, Topic: checked.Topic, Password: checked.Password, When: plan},
		timing: line.timing, typed: typed,
	}, true, nil
}

// looksLikeTopic tells whether a text without a meeting is a topic. A text without letters or with a link was meant for
// a meeting. A text that begins like a flag was meant for a flag.
func looksLikeTopic(text string) bool {
	first, _ := cutWord(text)
	return strings.ContainsFunc(text, unicode.IsLetter) && !strings.Contains(text, "://") && !strings.HasPrefix(first, "-")
}

// inviteByTopic answers a command that has only a topic. It opens the dialog with the room and the typed values. It
// never posts by itself, so a mistyped subcommand invites nobody. ok is false for any other command.
func (h *Handler) inviteByTopic(args *model.CommandArgs, line line) (response *model.CommandResponse, ok bool, err error) {
	topic, ok, err := h.topicOf(args.UserId, args.ChannelId, args.Command, line)
	if err != nil || !ok {
		return nil, false, err
	}
	if args.TriggerId == "" || !dialog.HoldsTopic(topic.Topic) {
		return h.tellCommand(args.UserId, topic), true, nil
	}
	err = h.dialog.Open(args.UserId, args.TriggerId, args.ChannelId, args.RootId, dialog.Typed{
		Room: topic.Room, Topic: topic.Topic, Password: topic.Password, Timing: topic.timing,
	})
	if err != nil {
		h.api.LogWarn("Failed to open the form for a topic; the person is told the whole command instead",
			"error", err.Error(), "user_id", args.UserId)
		return h.tellCommand(args.UserId, topic), true, nil
	}
	return &model.CommandResponse{}, true, nil
}

var (
	topicForRoom = &i18n.Message{
		ID:          "command.topic.room",
		Description: "Answers a topic without a meeting. ID is the room's meeting, Command what to type.",
		Other:       "There is no meeting in that. To invite to your room {{.ID}}, type `{{.Command}}`",
	}
	topicForChannelRoom = &i18n.Message{
		ID:          "command.topic.channel_room",
		Description: "Answers a topic without a meeting. ID is the room's meeting, Command what to type.",
		Other:       "There is no meeting in that. To invite to this channel's room {{.ID}}, type `{{.Command}}`",
	}
)

// tellCommand tells the person the room, and the command that invites to it.
func (h *Handler) tellCommand(userID string, topic Topic) *model.CommandResponse {
	services := h.poster.Settings().Services
	words := strings.Fields(strings.ReplaceAll(topic.typed, "`", "'"))
	command := strings.Join(append([]string{"/" + Trigger, services.Typed(topic.Room)}, words...), " ")
	message := topicForChannelRoom
	if mine, err := h.rooms.ListCached(userID, ""); err == nil && mine.Mine == topic.Room {
		message = topicForRoom
	}
	return h.answer(userID, &i18n.LocalizeConfig{DefaultMessage: message, TemplateData: map[string]string{
		"ID": invitation.Escape(services.Display(topic.Room)), "Command": command,
	}})
}
