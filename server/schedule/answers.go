package schedule

import (
	"slices"
	"sync"

	"github.com/mattermost/mattermost/server/public/model"

	"mattermost-plugin-blizz/server/invitation"
)

// maxAnswered bounds how many posts are remembered as answered.
const maxAnswered = 4096

// answered are the posts that need not be asked for again: the bot's reactions are gone, or it has none there. Every
// reaction on the server arrives here, and most are of no concern.
type answered struct {
	mutex sync.Mutex
	posts map[string]bool
}

// add remembers a post. isNew is false for one that is remembered already.
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

// Answered takes the bot's reactions back once a person has answered, so that the numbers below the post are true. It
// asks Mattermost for a post once, and only for reactions that may be answers.
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

// offerAnswers puts the reactions to click under a post, unless somebody was quicker.
func (s *Schedule) offerAnswers(postID string) error {
	// One after the other: phones show them in the order in which they came.
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

// isAnswer tells a person's answer from the bot's own reactions, and from all others.
func (s *Schedule) isAnswer(reaction *model.Reaction) bool {
	return reaction.UserId != s.botID && IsAnswer(reaction.EmojiName)
}
