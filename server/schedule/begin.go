package schedule

import (
	"net/http"
	"slices"
	"time"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/nicksnyder/go-i18n/v2/i18n"
	"github.com/pkg/errors"
	"golang.org/x/sync/errgroup"

	"mattermost-plugin-blizz/server/invitation"
	"mattermost-plugin-blizz/server/problem"
)

// Bounds of what one person plans. Each plan delays everybody's reminders a little, and stands in its channel's list.
const (
	maxOpen      = 100
	maxAtOneTime = 10
)

var tooManyPlanned = problem.New(http.StatusTooManyRequests, "too_many_planned", &i18n.Message{
	ID:    "problem.too_many_planned",
	Other: "You have planned too many meetings: at most 100 can be open at a time, and 10 can start in the same minute. End one first, or choose another time.",
})

// leftAfter is when whoever began a plan is taken for dead.
const leftAfter = 30 * time.Second

// Begin notes a planned invitation whose post is about to be made, so that it is finished whatever goes down. The post's
// message and props are the invitation's. What is noted is written side by side.
func (s *Schedule) Begin(post *model.Post, invited invitation.Invitation) (Record, error) {
	now := s.now()
	r := Record{
		ID: invited.PlanID, ChannelID: post.ChannelId, RootID: post.RootId, InviterID: post.UserId,
		State: Unfinished, BegunAt: now.UnixMilli(), Written: post.Message, Left: []string{leftReactions},
		// A start in this very minute is still to be reminded of.
		Done: now.Truncate(time.Minute).UnixMilli() - 1,
	}
	s.put(&r, invited)
	r.setNext()
	if err := s.store(r); err != nil {
		s.Forget(r)
		return Record{}, err
	}
	return r, nil
}

// store stores a new plan: its record, its place in the lists, and when to look at it.
func (s *Schedule) store(r Record) error {
	var group errgroup.Group
	group.Go(func() error { return s.relist(r) })
	group.Go(func() error { return s.lookAgain(r.ID, s.now().Add(leftAfter+time.Minute-1)) })
	group.Go(func() error {
		inserted, err := s.records.Insert(r.ID, r)
		if err == nil && !inserted {
			err = errors.New("there is such a plan already")
		}
		return err
	})
	return group.Wait()
}

func (s *Schedule) isOverNow(l Listed) bool { return l.isOver(s.now()) }

// lookAt has the plan looked at in the minute of its next start.
func (s *Schedule) lookAt(r Record) error {
	if r.Next == 0 {
		return nil
	}
	return s.lookAgain(r.ID, time.UnixMilli(r.Next))
}

// lookAgain has a plan looked at in the minute of a moment. One that has begun already might be done: the next one then.
func (s *Schedule) lookAgain(planID string, moment time.Time) error {
	m := max(minuteOf(moment), minuteOf(s.now()))
	return errors.Wrap(s.due.Add(m.key(), planID, nil), "failed to note when to look at a plan")
}

// addToInviter lists a plan as its inviter's, within the bounds.
func (s *Schedule) addToInviter(r Record) error {
	now := s.now()
	added := listedOf(r)
	start, _ := added.next(now)
	isTooMany := false
	err := s.inviters.Change(r.InviterID, func(o *ofInviter) bool {
		o.Plans = slices.DeleteFunc(o.Plans, func(l Listed) bool { return l.Plan == r.ID || l.isOver(now) })
		atOneTime := 0
		for _, l := range o.Plans {
			if other, ok := l.next(now); ok && other.Equal(start) {
				atOneTime++
			}
		}
		isTooMany = len(o.Plans) >= maxOpen || atOneTime >= maxAtOneTime
		o.Plans = append(o.Plans, added)
		return !isTooMany
	})
	if err == nil && isTooMany {
		return tooManyPlanned
	}
	return errors.Wrap(err, "failed to list the plan as its inviter's")
}

// Forget removes a plan that has no post. What says when to look at it removes itself.
func (s *Schedule) Forget(r Record) {
	err := s.records.Delete(r.ID)
	if err == nil {
		err = s.unlist(r)
	}
	if err != nil {
		s.api.LogError("Failed to forget a plan", "error", err.Error(), "plan_id", r.ID)
	}
}

// unlistTries is how often a list is tried that others write to, or whose replica lags.
const (
	unlistTries = 5
	unlistEvery = 20 * time.Millisecond
)

// unlist takes a plan from the lists.
func (s *Schedule) unlist(r Record) error {
	var group errgroup.Group
	isIt := func(l Listed) bool { return l.Plan == r.ID }
	group.Go(func() error {
		for range unlistTries {
			isLeft, err := s.channels.Remove(r.ChannelID, isIt)
			if err != nil || !isLeft {
				return err
			}
			time.Sleep(unlistEvery)
		}
		return errors.New("others were writing to the channel's list")
	})
	group.Go(func() error {
		return s.inviters.Change(r.InviterID, func(o *ofInviter) bool {
			before := len(o.Plans)
			o.Plans = slices.DeleteFunc(o.Plans, isIt)
			return len(o.Plans) < before
		})
	})
	return errors.Wrap(group.Wait(), "failed to take a plan from the lists")
}

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
	return r, s.store(r)
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

// change changes a record and answers with what is stored then; the empty one where there is none.
func (s *Schedule) change(planID string, change func(r *Record) bool) (changed Record, err error) {
	err = s.records.Change(planID, func(r *Record) bool {
		if !r.Exists() {
			changed = Record{}
			return false
		}
		isChanged := change(r)
		changed = *r
		return isChanged
	})
	return changed, errors.Wrap(err, "failed to change a plan")
}

// finishOpen does what is left of a plan, and reminds at once where its start came while it was made.
func (s *Schedule) finishOpen(r Record) error {
	r, err := s.doWhatIsLeft(r)
	if err != nil || r.State != Open || r.Next == 0 || s.now().Before(time.UnixMilli(r.Next)) {
		return err
	}
	_, err = s.advance(r)
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

// postOf is the post of a plan, among the channel's posts since it was begun; nil if there is none. They are read page by
// page, newest first: the plugin API's GetPostsSince stops at a thousand, and these are not the newest.
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
