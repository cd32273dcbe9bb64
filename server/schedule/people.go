package schedule

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/pkg/errors"
	"golang.org/x/sync/errgroup"
)

// The reactions by which people answer. The last one that a person added counts.
const (
	GoingEmoji = "white_check_mark"
	CantEmoji  = "x"
	MaybeEmoji = "grey_question"
)

var answers = []string{GoingEmoji, CantEmoji, MaybeEmoji}

// IsAnswer tells whether a reaction of that name is an answer.
func IsAnswer(emoji string) bool { return slices.Contains(answers, emoji) }

// people are those whom a plan concerns: its inviter, unless they said that they can't, and who is going.
type people struct {
	// going are in the order in which they answered, the inviter first. Who left the channel, or is deactivated, is not
	// among them.
	going                []*model.User
	isInviterHere        bool
	isInviterDeactivated bool
}

func (s *Schedule) reactionsOf(postID string) ([]*model.Reaction, error) {
	reactions, appErr := s.api.GetReactions(postID)
	if appErr != nil {
		return nil, errors.Wrap(appErr, "failed to get the reactions")
	}
	slices.SortStableFunc(reactions, func(a, b *model.Reaction) int { return int(a.CreateAt - b.CreateAt) })
	return reactions, nil
}

// goingOf are the inviter and those whose last answer is that they are going.
func (s *Schedule) goingOf(inviterID string, reactions []*model.Reaction) []string {
	last := map[string]string{}
	order := []string{inviterID}
	for _, reaction := range reactions {
		if reaction.UserId == s.botID || !IsAnswer(reaction.EmojiName) {
			continue
		}
		if _, known := last[reaction.UserId]; !known && reaction.UserId != inviterID {
			order = append(order, reaction.UserId)
		}
		last[reaction.UserId] = reaction.EmojiName
	}
	return slices.DeleteFunc(order, func(userID string) bool {
		answer, answered := last[userID]
		return answered && answer != GoingEmoji || !answered && userID != inviterID
	})
}

// maxPeople bounds whom one notice can mention and one reminder asks for.
const maxPeople = 1000

// peopleOf finds the people whom a plan concerns.
func (s *Schedule) peopleOf(r Record, reactions []*model.Reaction) (people, error) {
	going := s.goingOf(r.InviterID, reactions)
	going = going[:min(len(going), maxPeople)]
	asked := going
	if !slices.Contains(asked, r.InviterID) {
		asked = append([]string{r.InviterID}, asked...)
	}
	var members model.ChannelMembers
	var users []*model.User
	var group errgroup.Group
	group.Go(func() error {
		found, appErr := s.api.GetChannelMembersByIds(r.ChannelID, asked)
		if appErr != nil {
			return errors.Wrap(appErr, "failed to get the channel's members")
		}
		members = found
		return nil
	})
	group.Go(func() error {
		found, appErr := s.api.GetUsersByIds(asked)
		if appErr != nil {
			return errors.Wrap(appErr, "failed to get the people")
		}
		users = found
		return nil
	})
	if err := group.Wait(); err != nil {
		return people{}, err
	}
	return s.sort(r, going, members, users), nil
}

func (s *Schedule) sort(r Record, going []string, members model.ChannelMembers, users []*model.User) people {
	isHere, byID := map[string]bool{}, map[string]*model.User{}
	for _, member := range members {
		isHere[member.UserId] = true
	}
	for _, user := range users {
		byID[user.Id] = user
	}
	inviter := byID[r.InviterID]
	p := people{isInviterDeactivated: inviter == nil || inviter.DeleteAt != 0}
	// A system administrator reads and invites in channels without being a member.
	p.isInviterHere = isHere[r.InviterID] || !p.isInviterDeactivated &&
		s.api.HasPermissionToChannel(r.InviterID, r.ChannelID, model.PermissionReadChannel)
	isHere[r.InviterID] = p.isInviterHere
	for _, userID := range going {
		if user := byID[userID]; isHere[userID] && user != nil && user.DeleteAt == 0 {
			p.going = append(p.going, user)
		}
	}
	return p
}

// but are the people but for one.
func (p people) but(userID string) people {
	p.going = slices.DeleteFunc(slices.Clone(p.going), func(user *model.User) bool { return user.Id == userID })
	return p
}

// maxMentions bounds the mentions in one post, in characters, as a post holds 16,383. Who is beyond finds the
// reminder in the thread.
const maxMentions = 15_000

// mentions is a line that mentions the people; empty for nobody.
func (p people) mentions() string {
	var line strings.Builder
	length := 0
	for _, user := range p.going {
		mention := "@" + user.Username
		if length += utf8.RuneCountInString(mention) + 1; length > maxMentions {
			break
		}
		if line.Len() > 0 {
			line.WriteString(" ")
		}
		line.WriteString(mention)
	}
	if line.Len() == 0 {
		return ""
	}
	return "\n" + line.String()
}
