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
	noMore = &i18n.Message{
		ID:          "reminder.no_more",
		Description: "Said when a meeting that repeats is ended.",
		Other:       "{{.Service}} meeting {{.ID}} takes place no more",
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
			"Service": invitation.Escape(current.Services.Name(invited.Meeting)),
			"ID":      invitation.Escape(current.Services.Display(invited.Meeting)),
			"Link":    invitation.LinkTarget(current.Services.JoinURL(invited.Meeting, invited.Password)),
			"Time":    text,
		},
	})
}

// tellOfEnd tells the host and those who were going that the meeting will not be, or not again, but for who ended it.
func (s *Schedule) tellOfEnd(post *model.Post, invited invitation.Invitation, byUserID string) error {
	told, err := s.concerned(post)
	if err != nil {
		return err
	}
	told = slices.DeleteFunc(told, func(userID string) bool { return userID == byUserID })
	if len(told) == 0 {
		return nil
	}
	message := noMore
	if invited.Status == invitation.Cancelled {
		message = isCancelled
	}
	text := s.say(message, invited, invited.When.Start) + "\n" + s.mentionsOf(told)
	if _, appErr := s.api.CreatePost(s.reply(post, text, "")); appErr != nil {
		return errors.Wrap(appErr, "failed to create the post")
	}
	return nil
}

// concerned are the host and the people who said that they are going, in the order in which they did.
func (s *Schedule) concerned(post *model.Post) ([]string, error) {
	reactions, appErr := s.api.GetReactions(post.Id)
	if appErr != nil {
		return nil, errors.Wrap(appErr, "failed to get the reactions")
	}
	slices.SortStableFunc(reactions, func(a, b *model.Reaction) int { return int(a.CreateAt - b.CreateAt) })
	concerned := []string{post.UserId}
	for _, reaction := range reactions {
		if reaction.EmojiName == GoingEmoji && reaction.UserId != s.botID {
			concerned = append(concerned, reaction.UserId)
		}
	}
	return concerned, nil
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
