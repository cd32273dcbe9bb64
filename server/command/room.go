package command

import (
	"strings"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/nicksnyder/go-i18n/v2/i18n"

	"mattermost-plugin-blizz/server/invitation"
	"mattermost-plugin-blizz/server/meeting"
	"mattermost-plugin-blizz/server/secret"
)

// The words that follow "room".
const (
	mineWord    = "mine"
	channelWord = "channel"
	clearWord   = "clear"
)

// roomExample begins the examples of room commands.
const roomExample = "/" + Trigger + " room "

// roomSubcommand shows and sets the rooms that a bare /blizz invites to. It accepts any text: a mistyped word behind
// the name must not invite everybody.
var roomSubcommand = subcommand{
	name:  "room",
	takes: func(*Handler, string) bool { return true },
	usages: []usage{
		{"room", "", &i18n.Message{
			ID:    "command.room.help",
			Other: "shows this channel's room and yours",
		}},
		{"room mine", "m12-345-678", &i18n.Message{
			ID:    "command.room.help_mine",
			Other: "makes a meeting your own room",
		}},
		{"room channel", "m12-345-678", &i18n.Message{
			ID:    "command.room.help_channel",
			Other: "makes a meeting this channel's room",
		}},
		{"room mine clear", "", &i18n.Message{
			ID:    "command.room.help_mine_clear",
			Other: "removes your own room, your recent meetings and your settings",
		}},
		{"room channel clear", "", &i18n.Message{
			ID:    "command.room.help_channel_clear",
			Other: "removes this channel's room",
		}},
	},
	example: roomExample + mineWord + " m12-345-678",
	run: func(h *Handler, args *model.CommandArgs, rest string) (*model.CommandResponse, error) {
		target, what := cutWord(rest)
		what = strings.TrimSpace(what)
		switch {
		case target == "":
			return h.showRooms(args)
		case strings.EqualFold(target, mineWord):
			return h.setMyRoom(args, what)
		case strings.EqualFold(target, channelWord):
			return h.setChannelRoom(args, what)
		}
		return h.askWhichRoom(args, rest), nil
	},
}

var (
	roomsChannel = &i18n.Message{
		ID:    "command.room.channel",
		Other: "This channel's room: {{.ID}}",
	}
	roomsNoChannel = &i18n.Message{
		ID:    "command.room.no_channel",
		Other: "This channel has no room. `/blizz room channel m12-345-678` gives it one.",
	}
	roomsConversation = &i18n.Message{
		ID:          "command.room.conversation",
		Description: "In a direct or group message.",
		Other:       "This conversation's room: {{.ID}}",
	}
	roomsNoConversation = &i18n.Message{
		ID:          "command.room.no_conversation",
		Description: "In a direct or group message.",
		Other:       "This conversation has no room. `/blizz room channel m12-345-678` gives it one.",
	}
	roomsMine = &i18n.Message{
		ID:    "command.room.mine",
		Other: "Your own room: {{.ID}}",
	}
	roomsNoMine = &i18n.Message{
		ID:    "command.room.no_mine",
		Other: "You have no room of your own. `/blizz room mine m12-345-678` makes a meeting yours.",
	}
	roomsWhich = &i18n.Message{
		ID:          "command.room.whose",
		Description: "Answers who set or removed a room without saying whose. Mine and Channel are the commands for it.",
		Other:       "Whose room? Type `{{.Mine}}` for your own, or `{{.Channel}}` for this channel's.",
	}
	roomsMore = &i18n.Message{
		ID:          "command.room.more",
		Description: "Answers words that stand behind the meeting, as clear would. Set and Clear are commands.",
		Other:       "I don't know what “{{.Words}}” means here. Type `{{.Set}}` to set the room, or `{{.Clear}}` to remove it.",
	}
	roomsMineCleared = &i18n.Message{
		ID:    "command.room.mine_cleared",
		Other: "Your own room, your recent meetings and your settings are removed. Your invitations and what you planned stay.",
	}
	roomsMineSet = &i18n.Message{
		ID:    "command.room.mine_set",
		Other: "Your own room is {{.ID}} now. `/blizz` alone invites to it wherever a channel has no room of its own.",
	}
)

func (h *Handler) showRooms(args *model.CommandArgs) (*model.CommandResponse, error) {
	list, err := h.rooms.ListUnchecked(args.UserId, args.ChannelId)
	if err != nil {
		return nil, err
	}
	return h.answer(args.UserId,
		h.channelLine(args.ChannelId, list.Channel),
		h.roomLine(list.Mine, roomsMine, roomsNoMine),
	), nil
}

// roomLine says which room is set, or that none is.
func (h *Handler) roomLine(room meeting.Meeting, isThere, isNot *i18n.Message) *i18n.LocalizeConfig {
	if room.IsZero() {
		return &i18n.LocalizeConfig{DefaultMessage: isNot}
	}
	return &i18n.LocalizeConfig{DefaultMessage: isThere, TemplateData: map[string]string{
		"ID": invitation.Escape(h.poster.Settings().Services.Display(room)),
	}}
}

// channelLine says which room the channel has. If Mattermost can't tell the kind of channel, the line calls it a
// channel.
func (h *Handler) channelLine(channelID string, room meeting.Meeting) *i18n.LocalizeConfig {
	channel, appErr := h.api.GetChannel(channelID)
	if appErr == nil && channel.IsGroupOrDirect() {
		return h.roomLine(room, roomsConversation, roomsNoConversation)
	}
	return h.roomLine(room, roomsChannel, roomsNoChannel)
}

// exampleMeeting is used in an example if the person typed no meeting.
const exampleMeeting = "m12-345-678"

// askWhichRoom answers a text behind "room" that doesn't say which room is meant. It shows the two possible commands.
func (h *Handler) askWhichRoom(args *model.CommandArgs, text string) *model.CommandResponse {
	services := h.poster.Settings().Services
	what := exampleMeeting
	if found, err := services.Find(text); err == nil {
		what = services.Typed(found.Meeting)
	} else if words := strings.Fields(text); strings.EqualFold(words[len(words)-1], clearWord) {
		what = clearWord
	}
	command := func(target string) string { return roomExample + target + " " + what }
	return h.answer(args.UserId, &i18n.LocalizeConfig{
		DefaultMessage: roomsWhich,
		TemplateData:   map[string]string{"Mine": command(mineWord), "Channel": command(channelWord)},
	})
}

// refuseOtherWords refuses words besides the meeting, such as "clear". It is nil if there are none.
func (h *Handler) refuseOtherWords(args *model.CommandArgs, target, what string) *model.CommandResponse {
	services := h.poster.Settings().Services
	found, err := services.Find(what)
	if err != nil || found.Topic == "" {
		return nil
	}
	return h.answer(args.UserId, &i18n.LocalizeConfig{DefaultMessage: roomsMore, TemplateData: map[string]string{
		"Words": invitation.Escape(found.Topic),
		"Set":   roomExample + target + " " + services.Typed(found.Meeting),
		"Clear": roomExample + target + " " + clearWord,
	}})
}

func (h *Handler) setMyRoom(args *model.CommandArgs, what string) (*model.CommandResponse, error) {
	if strings.EqualFold(what, clearWord) {
		if err := h.rooms.ClearMine(args.UserId); err != nil {
			return nil, err
		}
		return h.answer(args.UserId, &i18n.LocalizeConfig{DefaultMessage: roomsMineCleared}), nil
	}
	if answer := h.refuseOtherWords(args, mineWord, what); answer != nil {
		return answer, nil
	}
	set, err := h.rooms.SetMine(args.UserId, what, secret.ByAgain)
	if err != nil {
		return nil, err
	}
	return h.answer(args.UserId, h.roomLine(set, roomsMineSet, nil)), nil
}

// setChannelRoom sets the channel's room. If the room changes, a post tells the channel, so the answer is empty.
func (h *Handler) setChannelRoom(args *model.CommandArgs, what string) (*model.CommandResponse, error) {
	if answer := h.refuseOtherWords(args, channelWord, what); answer != nil {
		return answer, nil
	}
	before, err := h.rooms.ListUnchecked(args.UserId, args.ChannelId)
	if err != nil {
		return nil, err
	}
	var room meeting.Meeting
	if strings.EqualFold(what, clearWord) {
		err = h.rooms.ClearChannel(args.UserId, args.ChannelId)
	} else {
		room, err = h.rooms.SetChannel(args.UserId, args.ChannelId, what, secret.ByAgain)
	}
	if err != nil {
		return h.refusal(args.UserId, err, roomExample+channelWord+" m12-345-678"), nil
	}
	if room == before.Channel {
		return h.answer(args.UserId, h.channelLine(args.ChannelId, room)), nil
	}
	return &model.CommandResponse{}, nil
}
