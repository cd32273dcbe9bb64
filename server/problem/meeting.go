package problem

import (
	"errors"
	"net/http"

	"github.com/nicksnyder/go-i18n/v2/i18n"

	"mattermost-plugin-blizz/server/meeting"
)

// meetingTexts say why no meeting was found in a person's text.
var meetingTexts = map[meeting.FindError]*i18n.Message{
	meeting.NotFound: {
		ID:    "problem.meeting.not_found",
		Other: "I can't find a meeting in that. Give its ID, such as m12-345-678, its join link, or the whole invitation.",
	},
	meeting.TooShort: {
		ID:    "problem.meeting.too_short",
		Other: "That meeting ID is too short: it has an m and eight digits, such as m12-345-678.",
	},
	meeting.TooLong: {
		ID:    "problem.meeting.too_long",
		Other: "That meeting ID is too long: it has an m and eight digits, such as m12-345-678.",
	},
	meeting.RemoteControlID: {
		ID:    "problem.meeting.remote_control_id",
		Other: "That looks like a remote control ID. A meeting ID begins with m, such as m12-345-678.",
	},
	meeting.SupportSession: {
		ID:    "problem.meeting.support_session",
		Other: "That is the ID of a support session. A meeting ID begins with m, such as m12-345-678.",
	},
	meeting.UnknownService: {
		ID:    "problem.meeting.unknown_service",
		Other: "That meeting is of a service that is not set up here any more. Give another one, for example its join link.",
	},
	meeting.UnknownHost: {
		ID:    "problem.meeting.unknown_host",
		Other: "That link doesn't lead to a meeting I know. Give the meeting's own join link or its ID, such as m12-345-678.",
	},
}

var (
	notFoundOf = &i18n.Message{
		ID:          "problem.meeting.not_found_of",
		Description: "Answers a service's own slash command, such as /zoom. An example is on the line below.",
		Other:       "I can't find a {{.Service}} meeting in that. Give it as in the example, or give its join link or the whole invitation.",
	}
	unknownHostOf = &i18n.Message{
		ID:          "problem.meeting.unknown_host_of",
		Description: "Answers a service's own slash command, such as /zoom.",
		Other:       "That link doesn't lead to a {{.Service}} meeting that I know. Give the meeting's own join link.",
	}
)

// OfService returns the problem for a person who asked for a meeting of one service. It replaces texts that give advice
// about Blizz's IDs.
func OfService(err error, service string) error {
	var text *i18n.Message
	switch {
	case errors.Is(err, meeting.NotFound):
		text = notFoundOf
	case errors.Is(err, meeting.UnknownHost):
		text = unknownHostOf
	default:
		return err
	}
	p := New(http.StatusBadRequest, invalidMeeting, text)
	p.Text.TemplateData = map[string]string{"Service": service}
	return p
}

const invalidMeeting = "invalid_meeting"

// meetingProblem returns the problem for a reason. Its code is always invalid_meeting; only the text says the reason.
func meetingProblem(reason meeting.FindError) *Problem {
	return New(http.StatusBadRequest, invalidMeeting, meetingTexts[reason])
}
