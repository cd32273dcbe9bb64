// Package problem holds the errors that people are told. Each has a status and a code for HTTP, and a text in the
// person's language.
package problem

import (
	"errors"
	"net/http"

	"github.com/nicksnyder/go-i18n/v2/i18n"

	"mattermost-plugin-blizz/server/invitation"
	"mattermost-plugin-blizz/server/meeting"
	"mattermost-plugin-blizz/server/when"
)

// Problem is an error for a person to read. Any other error is internal: it goes to the log, and the person reads
// Internal.
type Problem struct {
	// Status is the HTTP status.
	Status int
	// Code identifies the problem for programs. It never changes.
	Code string
	// Text tells the person the problem.
	Text *i18n.LocalizeConfig
}

// Error makes Problem an error.
func (p *Problem) Error() string {
	return p.Code
}

// New returns a problem with a fixed text.
func New(status int, code string, text *i18n.Message) *Problem {
	return &Problem{Status: status, Code: code, Text: &i18n.LocalizeConfig{DefaultMessage: text}}
}

// Internal is the answer for any error that is not a Problem.
var Internal = New(http.StatusInternalServerError, "internal", &i18n.Message{
	ID:    "problem.internal",
	Other: "Something went wrong on the server, and nothing was posted or changed. Please try again.",
})

// Unsure is an internal error after which nobody knows whether something was posted.
type Unsure struct{ Err error }

// Error makes Unsure an error.
func (u Unsure) Error() string { return u.Err.Error() }

var maybePosted = New(http.StatusInternalServerError, "maybe_posted", &i18n.Message{
	ID:    "problem.maybe_posted",
	Other: "Something went wrong on the server, and the invitation may be posted or not. Look in the channel before you try again.",
})

// Of returns the problem that an error is or wraps, otherwise Internal. expected is false for Internal, and for Unsure:
// such an error belongs in the log.
func Of(err error) (p *Problem, expected bool) {
	if errors.As(err, new(Unsure)) {
		return maybePosted, false
	}
	if errors.As(err, &p) {
		return p, true
	}
	var notFound meeting.FindError
	if errors.As(err, &notFound) {
		return meetingProblem(notFound), true
	}
	var unusable when.Error
	if errors.As(err, &unusable) {
		return timeProblem(unusable), true
	}
	switch {
	case errors.Is(err, invitation.ErrTopicTooLong):
		return topicTooLong, true
	case errors.Is(err, invitation.ErrPasswordTooLong):
		return passwordTooLong, true
	case errors.Is(err, invitation.ErrOver):
		return over, true
	}
	return Internal, false
}

var (
	topicTooLong = New(http.StatusBadRequest, "topic_too_long", &i18n.Message{
		ID:    "problem.topic_too_long",
		Other: "The topic is too long: 250 characters at most, for example “Sprint review”.",
	})
	passwordTooLong = New(http.StatusBadRequest, "password_too_long", &i18n.Message{
		ID:    "problem.password_too_long",
		Other: "The password is too long: 128 characters at most.",
	})
	over = New(http.StatusConflict, "already_over", &i18n.Message{
		ID:    "problem.already_over",
		Other: "This meeting has ended already.",
	})
)
