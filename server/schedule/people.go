package schedule

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/pkg/errors"
)

// The reactions by which people answer. A person's last one counts.
const (
	GoingEmoji = "white_check_mark"
	CantEmoji  = "x"
	MaybeEmoji = "grey_question"
)

var answers = []string{GoingEmoji, CantEmoji, MaybeEmoji}

// IsAnswer tells whether a reaction of that name is an answer.
func IsAnswer(emoji string) bool { return slices.Contains(answers, emoji) }

// people holds the people whom a plan concerns: the inviter, unless they answered that they can't come, and the people
// who are going.
type people struct {
	// going is in the order of the answers, the inviter first. It leaves out people who left the channel or were
	// deactivated.
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

// maxPeople limits the people whom one notice mentions and one reminder asks for.
const maxPeople = 1000

// goingTo returns the IDs of the people who are going to a plan's meeting, by the reactions to its post.
func (s *Schedule) goingTo(r Record) (userIDs []string, err error) {
	reactions, err := s.reactionsOf(r.PostID)
	if err != nil {
		return nil, err
	}
	return s.goingOf(r.InviterID, reactions), nil
}

// goingOf returns the IDs of the people whose last answer is that they are going, up to maxPeople. The inviter comes first,
// and is also going without an answer. The reactions are in the order of time.
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
	going := slices.DeleteFunc(order, func(userID string) bool {
		answer, answered := last[userID]
		return answered && answer != GoingEmoji || !answered && userID != inviterID
	})
	return going[:min(len(going), maxPeople)]
}

// concernedBy returns the IDs of the people whom a plan concerns. The inviter is always among them.
func concernedBy(r Record, going []string) []string {
	if slices.Contains(going, r.InviterID) {
		return going
	}
	return append([]string{r.InviterID}, going...)
}

// peopleOf finds the people whom a plan concerns.
func (s *Schedule) peopleOf(r Record) (people, error) {
	f := &facts{}
	s.askGoing(f, []Record{r})
	if err := f.going[r.ID].err; err != nil {
		return people{}, err
	}
	s.askPeople(f, []Record{r})
	return f.peopleOf(s, r)
}

// idsPerCall limits the IDs in one call of the plugin API.
const idsPerCall = 1000

// membersAmong tells which of some people are in a channel.
func (s *Schedule) membersAmong(channelID string, userIDs []string) (isHere map[string]bool, err error) {
	isHere = map[string]bool{}
	for some := range slices.Chunk(unique(userIDs), idsPerCall) {
		members, appErr := s.api.GetChannelMembersByIds(channelID, some)
		if appErr != nil {
			return nil, errors.Wrap(appErr, "failed to get the channel's members")
		}
		for _, member := range members {
			isHere[member.UserId] = true
		}
	}
	return isHere, nil
}

// usersOf returns some users by their IDs, and remembers their names.
func (s *Schedule) usersOf(userIDs []string) (byID map[string]*model.User, err error) {
	byID = map[string]*model.User{}
	for some := range slices.Chunk(unique(userIDs), idsPerCall) {
		users, appErr := s.api.GetUsersByIds(some)
		if appErr != nil {
			return nil, errors.Wrap(appErr, "failed to get the people")
		}
		for _, user := range users {
			byID[user.Id] = user
			s.names.Learn(user)
		}
	}
	return byID, nil
}

// unique returns the IDs in order, each once.
func unique(ids []string) []string {
	isKnown := make(map[string]bool, len(ids))
	var once []string
	for _, id := range ids {
		if !isKnown[id] {
			isKnown[id] = true
			once = append(once, id)
		}
	}
	return once
}

// sort returns the people who are going, and the state of the inviter.
func (s *Schedule) sort(r Record, going []string, isMember map[string]bool, users map[string]*model.User) people {
	inviter := users[r.InviterID]
	p := people{isInviterDeactivated: inviter == nil || inviter.DeleteAt != 0}
	// A system administrator reads and invites in channels without being a member.
	p.isInviterHere = isMember[r.InviterID] || !p.isInviterDeactivated &&
		s.api.HasPermissionToChannel(r.InviterID, r.ChannelID, model.PermissionReadChannel)
	for _, userID := range going {
		isHere := isMember[userID] || userID == r.InviterID && p.isInviterHere
		if user := users[userID]; isHere && user != nil && user.DeleteAt == 0 {
			p.going = append(p.going, user)
		}
	}
	return p
}

// but returns the people without one.
func (p people) but(userID string) people {
	p.going = slices.DeleteFunc(slices.Clone(p.going), func(user *model.User) bool { return user.Id == userID })
	return p
}

// maxMentions limits the mentions in one post, in characters: a post holds 16,383. People beyond that find the reminder
// in the thread.
const maxMentions = 15_000

// mentions returns a line that mentions the people. It is empty for nobody.
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
