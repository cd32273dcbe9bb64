package schedule

import (
	"slices"
	"sync"

	"github.com/mattermost/mattermost/server/public/model"

	"mattermost-plugin-blizz/server/invitation"
)

// maxAnswered limits how many posts are remembered as answered.
const maxAnswered = 4096

// answered remembers posts whose reactions are done: the bot's are removed, or it has none there. All reactions on the
// server arrive here, and most are of no interest.
type answered struct {
	mutex sync.Mutex
	posts map[string]bool
}

// add remembers a post. isNew is false if it was remembered already.
func (a *answered) add(postID string) (isNew bool) {
	a.mutex.Lock()
	defer a.mutex.Unlock()
	if a.posts[postID] {
		return false
	}
	if a.posts == nil || len(a.posts) >= maxAnswered {
		a.posts = map[string]bool{}
	}
	a.posts[postID] = true
	return true
}

func (a *answered) remove(postID string) {
	a.mutex.Lock()
	defer a.mutex.Unlock()
	delete(a.posts, postID)
}

// Answered removes the bot's reactions once a person has answered, so that the numbers below the post are right. It
// looks up each post once, and only if the reaction is an answer.
func (s *Schedule) Answered(reaction *model.Reaction) {
	if !IsAnswer(reaction.EmojiName) || reaction.UserId == s.botID || !s.answered.add(reaction.PostId) {
		return
	}
	post, appErr := s.api.GetPost(reaction.PostId)
	if appErr != nil {
		s.answered.remove(reaction.PostId)
		if !isNotFound(appErr) {
			s.api.LogError("Failed to get a post that was answered", "error", appErr.Error(), "post_id", reaction.PostId)
		}
		return
	}
	if post.Type != invitation.PostType || post.GetProp(invitation.PropPlanID) == nil {
		return
	}
	if err := s.takeBack(post.Id); err != nil {
		s.answered.remove(post.Id)
		s.api.LogError("Failed to take the bot's reactions back", "error", err.Error(), "post_id", post.Id)
	}
}

func (s *Schedule) takeBack(postID string) error {
	reactions, err := s.reactionsOf(postID)
	if err != nil {
		return err
	}
	for _, reaction := range reactions {
		if reaction.UserId != s.botID || !IsAnswer(reaction.EmojiName) {
			continue
		}
		if appErr := s.api.RemoveReaction(reaction); appErr != nil {
			return appErr
		}
	}
	return nil
}

// offerAnswers adds the bot's reactions to a post, so that people can click them. It does nothing if a person has
// answered already.
func (s *Schedule) offerAnswers(postID string) error {
	// Phones show the reactions in the order of their times, so they are added one after the other.
	for _, emoji := range answers {
		if _, appErr := s.api.AddReaction(&model.Reaction{UserId: s.botID, PostId: postID, EmojiName: emoji}); appErr != nil {
			return appErr
		}
	}
	reactions, err := s.reactionsOf(postID)
	if err == nil && slices.ContainsFunc(reactions, s.isAnswer) {
		return s.takeBack(postID)
	}
	return err
}

// isAnswer tells whether a reaction is a person's answer. The bot's reactions are none.
func (s *Schedule) isAnswer(reaction *model.Reaction) bool {
	return reaction.UserId != s.botID && IsAnswer(reaction.EmojiName)
}
