package command

import (
	"cmp"
	"time"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/nicksnyder/go-i18n/v2/i18n"
	"github.com/pkg/errors"

	"mattermost-plugin-blizz/server/invitation"
	"mattermost-plugin-blizz/server/person"
	"mattermost-plugin-blizz/server/schedule"
	"mattermost-plugin-blizz/server/when"
)

// maxUpcoming limits the meetings of a channel that are shown. maxOwn limits a person's own: nobody can plan more.
const (
	maxUpcoming = 20
	maxOwn      = 100
)

// upcomingSubcommand shows the planned meetings of the channel. In a person's messages to themselves, it shows all that
// the person planned.
var upcomingSubcommand = subcommand{
	name: "upcoming",
	usages: []usage{{"upcoming", "", &i18n.Message{
		ID:    "command.upcoming.help",
		Other: "shows the meetings that come up here; in your messages to yourself, all of yours",
	}}},
	run: func(h *Handler, args *model.CommandArgs, _ string) (*model.CommandResponse, error) {
		isOwn, err := h.isOwnChannel(args)
		if err != nil {
			return nil, err
		}
		var meetings []schedule.Meeting
		hasMore := false
		if isOwn {
			meetings, err = h.poster.Schedule.UpcomingOf(args.UserId, "", maxOwn)
		} else {
			meetings, err = h.poster.Schedule.UpcomingIn(args.ChannelId, maxUpcoming+1)
			hasMore = len(meetings) > maxUpcoming
			meetings = meetings[:min(len(meetings), maxUpcoming)]
		}
		if err != nil {
			return nil, err
		}
		if len(meetings) == 0 {
			return h.answer(args.UserId, &i18n.LocalizeConfig{
				DefaultMessage: nothingUpcoming,
				TemplateData:   map[string]string{"Command": example + plannedExample},
			}), nil
		}
		return h.showMeetings(args.UserId, meetings, isOwn, hasMore)
	},
}

var (
	nothingUpcoming = &i18n.Message{
		ID:    "command.upcoming.none",
		Other: "Nothing comes up here. `{{.Command}}` plans a meeting.",
	}
	onlyTheFirst = &i18n.Message{
		ID:          "command.upcoming.first",
		Description: "Below a list of meetings that goes on. Count is 20.",
		Other:       "These are the first {{.Count}}.",
	}
	timesOf = &i18n.Message{
		ID:          "command.upcoming.zone",
		Description: "Above a list of meetings. Place is a city, such as Berlin, or an offset such as UTC+01:00.",
		Other:       "All times are those of {{.Place}}.",
	}
	movedMeeting = &i18n.Message{
		ID:          "command.upcoming.moved",
		Description: "A part of a line of a list. Time and From are day and time.",
		Other:       "{{.Time}}, moved from {{.From}}",
	}
	upcomingMeeting = &i18n.Message{
		ID:          "command.upcoming.meeting",
		Description: "One line of a list. Time is day, time and more; Topic leads to the invitation.",
		Other:       "{{.Time}}: [{{.Topic}}]({{.Link}}), {{.Inviter}}",
	}
)

// isOwnChannel tells whether a command was typed in the person's messages to themselves.
func (h *Handler) isOwnChannel(args *model.CommandArgs) (bool, error) {
	channel, appErr := h.api.GetChannel(args.ChannelId)
	if appErr != nil {
		return false, errors.Wrap(appErr, "failed to get the channel")
	}
	return channel.Type == model.ChannelTypeDirect && channel.Name == model.GetDMNameFromIds(args.UserId, args.UserId), nil
}

// showMeetings lists meetings in the person's language and time zone. For the person's own meetings it shows the
// channel, for those of a channel the inviter.
func (h *Handler) showMeetings(userID string, meetings []schedule.Meeting, isOwn, hasMore bool) (*model.CommandResponse, error) {
	zone, err := person.Zone(h.api, userID)
	if err != nil {
		return nil, err
	}
	localizer := h.poster.Texts.For(userID)
	channels := map[string]string{}
	lines := make([]string, 0, len(meetings)+4)
	lines = append(lines, h.poster.Texts.Say(localizer, &i18n.LocalizeConfig{
		DefaultMessage: timesOf, TemplateData: map[string]string{"Place": invitation.Place(h.poster.Now().In(zone))},
	}), "")
	for _, meeting := range meetings {
		invited := meeting.Invitation
		moment, err := h.timeOf(localizer, meeting, zone)
		if err != nil {
			return nil, err
		}
		where := invitation.Escape(invited.Inviter)
		if isOwn {
			where = h.channelOf(userID, meeting.Record.ChannelID, channels)
		}
		lines = append(lines, "- "+h.poster.Texts.Say(localizer, &i18n.LocalizeConfig{
			DefaultMessage: upcomingMeeting,
			TemplateData: map[string]string{
				"Time":    moment,
				"Topic":   h.called(invited),
				"Link":    h.linkTo(meeting.Record.PostID),
				"Inviter": where,
			},
		}))
	}
	if hasMore {
		lines = append(lines, "", h.poster.Texts.Say(localizer, &i18n.LocalizeConfig{
			DefaultMessage: onlyTheFirst, TemplateData: map[string]int{"Count": maxUpcoming},
		}))
	}
	return ephemeral(lines...), nil
}

// timeOf returns a meeting's time in a zone. For a moved meeting it also returns the former time.
func (h *Handler) timeOf(localizer *i18n.Localizer, meeting schedule.Meeting, zone *time.Location) (string, error) {
	plan := meeting.Invitation.When
	text, err := invitation.ListLine(localizer, when.Plan{Start: meeting.Next.In(zone), Duration: plan.Duration, Rule: plan.Rule})
	if err != nil || meeting.MovedFrom.IsZero() {
		return text, err
	}
	from, err := invitation.ListLine(localizer, when.Plan{Start: meeting.MovedFrom.In(zone)})
	return h.poster.Texts.Say(localizer, &i18n.LocalizeConfig{
		DefaultMessage: movedMeeting, TemplateData: map[string]string{"Time": text, "From": from},
	}), err
}

// called returns the name of a meeting, for the brackets of a link.
func (h *Handler) called(invited invitation.Invitation) string {
	return invitation.EscapeInLink(cmp.Or(invited.Topic, h.poster.Settings().Services.Display(invited.Meeting)))
}

// linkTo returns the address of a post.
func (h *Handler) linkTo(postID string) string {
	return h.poster.Settings().SiteURL + "/_redirect/pl/" + postID
}

// channelOf returns the name of a channel. For a direct message it is the other person's name. It asks Mattermost once
// for each channel.
func (h *Handler) channelOf(userID, channelID string, known map[string]string) string {
	name, ok := known[channelID]
	if ok {
		return name
	}
	if channel, appErr := h.api.GetChannel(channelID); appErr == nil {
		name = channel.DisplayName
		if otherID := channel.GetOtherUserIdForDM(userID); channel.Type == model.ChannelTypeDirect && otherID != "" {
			name, _ = h.poster.Names.Name(otherID) // without a name, the line below shows a dash
		}
	}
	name = cmp.Or(invitation.Escape(name), "–")
	known[channelID] = name
	return name
}
