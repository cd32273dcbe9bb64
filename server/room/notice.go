package room

import (
	"slices"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/nicksnyder/go-i18n/v2/i18n"
	"github.com/pkg/errors"

	"mattermost-plugin-blizz/server/invitation"
	"mattermost-plugin-blizz/server/meeting"
)

// largeChannel is the number of members from which on people are told that their own room was used.
const largeChannel = 21

// systemLine is the type of posts that Mattermost shows as a small line without an author's picture.
const systemLine = "system_generic"

var (
	roomSet = &i18n.Message{
		ID:    "room.channel_set",
		Other: "{{.Name}} set this channel's {{.Service}} room to [{{.ID}}]({{.Link}}). `/blizz` invites to it.",
	}
	roomCleared = &i18n.Message{
		ID:    "room.channel_cleared",
		Other: "{{.Name}} removed this channel's {{.Service}} room.",
	}
	conversationRoomSet = &i18n.Message{
		ID:          "room.conversation_set",
		Description: "In a direct or group message.",
		Other:       "{{.Name}} set this conversation's {{.Service}} room to [{{.ID}}]({{.Link}}). `/blizz` invites to it.",
	}
	conversationRoomCleared = &i18n.Message{
		ID:          "room.conversation_cleared",
		Description: "In a direct or group message.",
		Other:       "{{.Name}} removed this conversation's {{.Service}} room.",
	}
	ownRoomUsed = &i18n.Message{
		ID:    "room.own_used",
		One:   "This invited to your own room {{.ID}}, and {{.Count}} person is here. To take it back, type `/blizz end`.",
		Other: "This invited to your own room {{.ID}}, and {{.Count}} people are here. To take it back, type `/blizz end`.",
	}
)

// tellChannel posts a line that says who set or removed the channel's room.
func (r *Rooms) tellChannel(userID string, channel *model.Channel, room, former meeting.Meeting) error {
	name, err := r.names.Name(userID)
	if err != nil {
		return err
	}
	current := r.settings()
	set, cleared := roomSet, roomCleared
	if channel.IsGroupOrDirect() {
		set, cleared = conversationRoomSet, conversationRoomCleared
	}
	message := set
	if room.IsZero() {
		message, room = cleared, former
	}
	_, appErr := r.api.CreatePost(&model.Post{
		UserId:    userID,
		ChannelId: channel.Id,
		Type:      systemLine,
		Message: r.texts.Say(r.texts.In(current.Language), &i18n.LocalizeConfig{
			DefaultMessage: message,
			TemplateData: map[string]string{
				"Name":    invitation.Escape(name),
				"Service": invitation.Escape(current.Services.Name(room)),
				"ID":      invitation.Escape(current.Services.Display(room)),
				"Link":    invitation.LinkTarget(current.Services.JoinURL(room, "")),
			},
		}),
	})
	if appErr != nil {
		return errors.Wrap(appErr, "failed to create the post")
	}
	return nil
}

// noticeOfUse returns the notice for a person who invites a large channel to their own room. It is nil if they have had
// the notice in this channel, or if the channel is small.
func (r *Rooms) noticeOfUse(userID, channelID string, mine personal) *i18n.LocalizeConfig {
	if slices.Contains(mine.Notified, channelID) {
		return nil
	}
	count, err := r.memberCounts.get(channelID, r.countMembers)
	if err != nil {
		r.api.LogError("Failed to count a channel's members; the person is not told that their own room was used",
			"error", err.Error(), "user_id", userID, "channel_id", channelID)
		return nil
	}
	if count < largeChannel {
		return nil
	}
	return &i18n.LocalizeConfig{
		DefaultMessage: ownRoomUsed,
		TemplateData:   map[string]any{"ID": invitation.Escape(r.settings().Services.Display(mine.Room)), "Count": count},
		PluralCount:    count,
	}
}

func (r *Rooms) countMembers(channelID string) (int64, error) {
	stats, appErr := r.api.GetChannelStats(channelID)
	if appErr != nil {
		return 0, errors.Wrap(appErr, "failed to get the channel's statistics")
	}
	return stats.MemberCount, nil
}

// MarkNotified stores that a person has had the notice of ForInvitation in a channel. It writes after the answer has
// been sent.
func (r *Rooms) MarkNotified(userID, channelID string) {
	r.writeSoon(userID, func(l *pendingWrites) { l.notified = append(l.notified, channelID) })
}
