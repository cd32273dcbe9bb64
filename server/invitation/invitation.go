// Package invitation describes invitations: inviter, meeting, topic, time and status. It writes them into a post's
// props and message, and reads them back.
//
// It imports nothing of Mattermost.
package invitation

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/pkg/errors"

	"mattermost-plugin-blizz/server/meeting"
	"mattermost-plugin-blizz/server/when"
)

// PostType is the type of the posts that hold invitations.
const PostType = "custom_blizz"

// Limits of what a person may write, in characters.
const (
	MaxTopicLength    = 250
	MaxPasswordLength = 128
)

// Errors of New and End.
var (
	ErrTopicTooLong    = errors.New("the topic is longer than 250 characters")
	ErrPasswordTooLong = errors.New("the password is longer than 128 characters")
	ErrOver            = errors.New("the invitation is over already")
)

// Status is the state of an invitation.
type Status string

// The states of an invitation. Only an open one can be joined.
const (
	Open      Status = "open"
	Ended     Status = "ended"
	Cancelled Status = "cancelled" // ended before its first start
)

// Invitation is one invitation to one meeting.
type Invitation struct {
	// Inviter is the inviter's user name.
	Inviter string
	// Meeting is well formed. Its service may no longer be set up.
	Meeting meeting.Meeting
	// Topic and Password are the person's own words on one line; either may be empty.
	Topic, Password string
	// When says when the meeting takes place.
	When when.Plan
	// PlanID is the ID of the plan's record: 26 small letters and digits. It exists before the post does, and never
	// changes. It is empty for a meeting that takes place now.
	PlanID string
	// Status says whether it can be joined.
	Status Status
	// EndedAt is the time at which it ended or was cancelled; zero while it is open.
	EndedAt time.Time
	// Attendance says how long the meeting lasted and how many people joined, as far as that is known.
	Attendance Attendance
}

// New returns an open invitation. It removes characters from topic and password that can't stand on one line. The error
// is ErrTopicTooLong or ErrPasswordTooLong.
func New(inviter string, m meeting.Meeting, topic, password string, plan when.Plan) (Invitation, error) {
	invitation := Invitation{Inviter: inviter, Meeting: m, Topic: clean(topic), Password: clean(password), When: plan, Status: Open}
	if utf8.RuneCountInString(invitation.Topic) > MaxTopicLength {
		return Invitation{}, ErrTopicTooLong
	}
	if utf8.RuneCountInString(invitation.Password) > MaxPasswordLength {
		return Invitation{}, ErrPasswordTooLong
	}
	return invitation, nil
}

// End returns the invitation as ended, or as cancelled if its first start is still to come. It removes the password,
// which nobody needs any more. The error is ErrOver.
func (i Invitation) End(now time.Time) (Invitation, error) {
	if i.Status != Open {
		return Invitation{}, ErrOver
	}
	i.Status, i.EndedAt, i.Password = Ended, now, ""
	if now.Before(i.When.Start) {
		i.Status = Cancelled
	}
	return i, nil
}

// clean puts a text on one line. It removes characters that could disguise the text: control characters, and characters
// that change the direction of the text around them (Unicode Standard Annex 9, sections 2.1 to 2.4).
func clean(text string) string {
	text = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r), r == utf8.RuneError, r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069:
			return -1
		}
		return r
	}, text)
	return strings.Join(strings.Fields(text), " ")
}
