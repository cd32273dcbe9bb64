package schedule

import (
	"time"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/pkg/errors"

	"mattermost-plugin-blizz/server/history"
	"mattermost-plugin-blizz/server/invitation"
)

// Posted opens a plan after its post was made, and does the rest. It does that after the answer has been sent. If
// somebody asks for the plan before, Of opens it. If the server goes down before, the next run finishes the plan.
func (s *Schedule) Posted(r Record, postID string) {
	s.AfterAnswer(func() {
		opened, err := s.openPosted(r, postID)
		if err == nil {
			err = s.finishOpen(opened)
		}
		if err != nil {
			s.api.LogError("Failed to finish a plan", "error", err.Error(), "plan_id", r.ID)
		}
	})
}

// openPosted opens a plan. If posting took so long that another server has removed the plan, it stores the plan again.
func (s *Schedule) openPosted(r Record, postID string) (Record, error) {
	opened, err := s.opened(r, postID)
	if err != nil || opened.Exists() {
		return opened, err
	}
	r.State, r.PostID = Open, postID
	return r, s.storeNew(r, s.relist)
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

// finishOpen does the remaining work of a new plan. If its start has come meanwhile, it reminds at once.
func (s *Schedule) finishOpen(r Record) error {
	r, err := s.doWhatIsLeft(r)
	if err != nil || r.State != Open || r.Next == 0 || s.now().Before(time.UnixMilli(r.Next)) {
		return err
	}
	_, err = s.remindAndScheduleNext(r, nil)
	return err
}

// finish looks for the post of an unfinished plan, which may not exist.
func (s *Schedule) finish(r Record) error {
	age := s.now().Sub(time.UnixMilli(r.PlannedAt)).Abs()
	if age < leftAfter {
		return errors.New("the plan is being made")
	}
	post, err := s.postOf(r)
	if err != nil {
		return err
	}
	if post == nil {
		return s.forget(r)
	}
	opened, err := s.opened(r, post.Id)
	if err != nil {
		return err
	}
	return s.finishOpen(opened)
}

// postOf returns the post of a plan. It looks through the channel's posts since the plan began. It is nil if there is none.
func (s *Schedule) postOf(r Record) (*model.Post, error) {
	post, err := history.Find(s.api, r.ChannelID, time.UnixMilli(r.PlannedAt), func(post *model.Post) bool {
		return post.UserId == r.InviterID && post.GetProp(invitation.PropPlanID) == r.ID
	})
	if isGone(err) {
		return nil, nil
	}
	return post, err
}
