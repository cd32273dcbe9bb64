package schedule

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/nicksnyder/go-i18n/v2/i18n"
	"github.com/pkg/errors"

	"mattermost-plugin-blizz/server/invitation"
	"mattermost-plugin-blizz/server/when"
)

var (
	startsNow = &i18n.Message{
		ID:    "reminder.now",
		Other: "[{{.Service}} meeting {{.ID}}]({{.Link}}) starts now",
	}
	startedLate = &i18n.Message{
		ID:          "reminder.late",
		Description: "Takes the place of reminder.now when the server was down. Time is day, time and time zone.",
		Other:       "[{{.Service}} meeting {{.ID}}]({{.Link}}) was planned for {{.Time}}. This reminder is late.",
	}
	isCancelled = &i18n.Message{
		ID:    "reminder.cancelled",
		Other: "{{.Service}} meeting {{.ID}}, planned for {{.Time}}, is cancelled",
	}
)

// maxMentions bounds the mentions in one post, in characters, as a post holds 16,383. Who is beyond finds the
// reminder in the thread.
const maxMentions = 15_000

// reminder is what the channel reads, without the topic: mentions in it were for once.
func (s *Schedule) reminder(invited invitation.Invitation, start time.Time) string {
	if s.now().Sub(start) >= late {
		return s.say(startedLate, invited, start)
	}
	return s.say(startsNow, invited, start)
}

func (s *Schedule) say(message *i18n.Message, invited invitation.Invitation, start time.Time) string {
	current := s.settings()
	localizer := s.texts.In(current.Language)
	text, err := invitation.Time(localizer, when.Plan{Start: start.In(invited.When.Start.Location())})
	if err != nil {
		s.api.LogError("Failed to say when a meeting is", "error", err.Error())
	}
	return s.texts.Say(localizer, &i18n.LocalizeConfig{
		DefaultMessage: message,
		TemplateData: map[string]string{
			"Service": invitation.Escape(current.Service.Name),
			"ID":      invited.Meeting.Display(),
			"Link":    invitation.LinkTarget(current.Service.JoinURL(invited.Meeting)),
			"Time":    text,
		},
	})
}

// Cancelled tells those who were going that the meeting will not be, but for who cancelled it.
func (s *Schedule) Cancelled(post *model.Post, invited invitation.Invitation, byUserID string) error {
	going, err := s.going(post.Id)
	if err != nil {
		return err
	}
	going = slices.DeleteFunc(going, func(userID string) bool { return userID == byUserID })
	if len(going) == 0 {
		return nil
	}
	message := s.say(isCancelled, invited, invited.When.Start) + "\n" + s.mentionsOf(going)
	if _, appErr := s.api.CreatePost(s.reply(post, message, "")); appErr != nil {
		return errors.Wrap(appErr, "failed to tell of the cancellation")
	}
	return nil
}

// mentions are those of the host and of who is going.
func (s *Schedule) mentions(post *model.Post, hostID string) (string, error) {
	going, err := s.going(post.Id)
	if err != nil {
		return "", err
	}
	return s.mentionsOf(append([]string{hostID}, going...)), nil
}

// going are the people who said that they are going, in the order in which they did.
func (s *Schedule) going(postID string) ([]string, error) {
	reactions, appErr := s.api.GetReactions(postID)
	if appErr != nil {
		return nil, errors.Wrap(appErr, "failed to get the reactions")
	}
	slices.SortStableFunc(reactions, func(a, b *model.Reaction) int { return int(a.CreateAt - b.CreateAt) })
	var going []string
	for _, reaction := range reactions {
		if reaction.EmojiName == GoingEmoji && reaction.UserId != s.botID {
			going = append(going, reaction.UserId)
		}
	}
	return going, nil
}

// mentionsOf mentions people, each once. Who can't be found is left out.
func (s *Schedule) mentionsOf(userIDs []string) string {
	var mentions []string
	length := 0
	for i, userID := range userIDs {
		if slices.Contains(userIDs[:i], userID) {
			continue
		}
		name, err := s.names.Name(userID)
		if err != nil {
			s.api.LogError("Failed to mention a person", "error", err.Error(), "user_id", userID)
			continue
		}
		mention := "@" + name
		if length += utf8.RuneCountInString(mention) + 1; length > maxMentions {
			break
		}
		mentions = append(mentions, mention)
	}
	return strings.Join(mentions, " ")
}
