package schedule

import (
	"time"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/pkg/errors"

	"mattermost-plugin-blizz/server/invitation"
)

// Posted opens a plan whose post was made, and does the rest, once the answer has gone. Who asks for the plan before, opens
// it: see Of. Where a server goes down before, the next run finishes the plan.
func (s *Schedule) Posted(r Record, postID string) {
	s.Later(func() {
		opened, err := s.openPosted(r, postID)
		if err == nil {
			err = s.finishOpen(opened)
		}
		if err != nil {
			s.api.LogError("Failed to finish a plan", "error", err.Error(), "plan_id", r.ID)
		}
	})
}

// openPosted opens a plan, also where the post took so long that another server has taken the plan for one without a post.
func (s *Schedule) openPosted(r Record, postID string) (Record, error) {
	opened, err := s.opened(r, postID)
	if err != nil || opened.Exists() {
		return opened, err
	}
	r.State, r.PostID = Open, postID
	return r, s.storeNew(r)
}

// opened opens a plan whose post is known.
func (s *Schedule) opened(r Record, postID string) (Record, error) {
	return s.change(r.ID, func(r *Record) bool {
		if r.State != Unfinished {
			return false
		}
		r.State, r.PostID = Open, postID
		return true
	})
}

// finishOpen does what is left of a plan, and reminds at once where its start came while it was made.
func (s *Schedule) finishOpen(r Record) error {
	r, err := s.doWhatIsLeft(r)
	if err != nil || r.State != Open || r.Next == 0 || s.now().Before(time.UnixMilli(r.Next)) {
		return err
	}
	_, err = s.remindAndScheduleNext(r, nil)
	return err
}

// finish looks for the post of a plan that was left unfinished. It may never have been made.
func (s *Schedule) finish(r Record) error {
	age := s.now().Sub(time.UnixMilli(r.BegunAt)).Abs()
	if age < leftAfter {
		return errors.New("the plan is being made")
	}
	post, err := s.postOf(r)
	if err != nil {
		return err
	}
	if post == nil {
		s.Forget(r)
		return nil
	}
	opened, err := s.opened(r, post.Id)
	if err != nil {
		return err
	}
	return s.finishOpen(opened)
}

const searchPerPage = 100

// clockSkew is how far the clocks of servers may differ.
const clockSkew = time.Minute

// postOf returns the post of a plan, among the channel's posts since it was begun; nil if there is none. They are read
// page by page, newest first: the plugin API's GetPostsSince stops at a thousand, and these are not the newest.
func (s *Schedule) postOf(r Record) (*model.Post, error) {
	since := time.UnixMilli(r.BegunAt).Add(-clockSkew).UnixMilli()
	for page := 0; ; page++ {
		posts, appErr := s.api.GetPostsForChannel(r.ChannelID, page, searchPerPage)
		if isNotFound(appErr) {
			return nil, nil
		}
		if appErr != nil {
			return nil, errors.Wrap(appErr, "failed to get the channel's posts")
		}
		for _, id := range posts.Order {
			post := posts.Posts[id]
			if post.CreateAt < since {
				return nil, nil
			}
			isIt := post.UserId == r.InviterID && post.DeleteAt == 0 && post.GetProp(invitation.PropPlanID) == r.ID
			if isIt {
				return post, nil
			}
		}
		if len(posts.Order) < searchPerPage {
			return nil, nil
		}
	}
}
