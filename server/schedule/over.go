package schedule

import (
	"net/http"
	"time"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/nicksnyder/go-i18n/v2/i18n"
	"github.com/pkg/errors"

	"mattermost-plugin-blizz/server/invitation"
	"mattermost-plugin-blizz/server/problem"
)

// leftTime is how long the remaining work of a plan that is over is tried. Without a limit it would never end if the
// channel was deleted for good.
const leftTime = 24 * time.Hour

// End ends or cancels a plan for a person, and returns its post. The error is invitation.ErrOver if it is over already.
func (s *Schedule) End(r Record, userID string, attendance invitation.Attendance) (*model.Post, error) {
	ended, err := s.close(r, ByPerson, userID, attendance)
	if err != nil {
		return nil, err
	}
	post, err := s.showNow(ended)
	s.AfterAnswer(func() {
		if _, err := s.doWhatIsLeft(ended); err != nil {
			s.api.LogError("Failed to tell of a meeting that was ended", "error", err.Error(), "plan_id", r.ID)
		}
	})
	return post, err
}

var shownLater = problem.New(http.StatusInternalServerError, "shown_later", &i18n.Message{
	ID:          "problem.shown_later",
	Description: "The answer to whoever has changed or ended a meeting, when the server could not write to its post.",
	Other:       "This is stored, but the invitation does not show it yet. It will within two minutes.",
})

// showNow shows a record in its post for a person who waits. If that fails, a run does it soon.
func (s *Schedule) showNow(r Record) (*model.Post, error) {
	post, err := s.show(r)
	if err != nil {
		s.api.LogError("Failed to show a plan in its post", "error", err.Error(), "plan_id", r.ID, "post_id", r.PostID)
		return nil, shownLater
	}
	return post, nil
}

// end ends a plan for a reason, and does all that follows.
func (s *Schedule) end(r Record, reason Reason, userID string) (Record, error) {
	ended, err := s.close(r, reason, userID, invitation.Attendance{})
	if err != nil {
		return r, err
	}
	return s.doWhatIsLeft(ended)
}

// close closes the record. It first notes a minute in which a run does the remaining work, if that is not done by then.
func (s *Schedule) close(r Record, reason Reason, userID string, attendance invitation.Attendance) (Record, error) {
	if err := s.noteDue(r.ID, s.now().Add(leftAfter+time.Minute-1)); err != nil {
		return r, err
	}
	isOver := false
	closed, err := s.change(r.ID, func(r *Record) bool {
		// This call does the work that an earlier one has left.
		isOver = r.IsOver() && !r.isLeft(leftPost)
		if r.IsOver() {
			return false
		}
		s.endRecord(r, reason, userID, attendance)
		return true
	})
	if err == nil && isOver {
		err = invitation.ErrOver
	}
	return closed, err
}

func (s *Schedule) endRecord(r *Record, reason Reason, userID string, attendance invitation.Attendance) {
	now := s.now()
	r.State = Ended
	if now.Before(r.plan().Start) {
		r.State = Cancelled
	}
	r.Reason, r.EndedBy = reason, userID
	r.Next, r.Claim, r.Early = 0, nil, nil
	r.Sequence++
	r.ChangedAt = now.UnixMilli()
	if invited, ok := s.Invitation(*r); ok {
		if ended, err := invited.End(now); err == nil {
			ended.Attendance = attendance
			r.Props = ended.Props(s.settings().Services)
		}
	}
	r.did(leftReactions)
	r.leave(leftLists)
	if reason != PostDeleted && reason != ChannelGone {
		r.leave(leftPost)
	}
	if reason != ChannelGone {
		r.leave(leftNews)
	}
}

// RecordAttendance stores a plan's attendance and shows it in the post.
func (s *Schedule) RecordAttendance(r Record, attendance invitation.Attendance) error {
	noted, err := s.change(r.ID, func(r *Record) bool {
		invited, ok := s.Invitation(*r)
		if !ok || invited.Attendance == attendance {
			return false
		}
		invited.Attendance = attendance
		r.Props = invited.Props(s.settings().Services)
		return true
	})
	if err == nil {
		_, err = s.show(noted)
	}
	return err
}

// Deleted ends the plan of a post that a person has deleted.
func (s *Schedule) Deleted(post *model.Post, userID string) error {
	planID, _ := post.GetProp(invitation.PropPlanID).(string)
	if post.Type != invitation.PostType || !model.IsValidId(planID) {
		return nil
	}
	r, err := s.records.Get(planID)
	if err != nil || r.PostID != post.Id || r.State != Open {
		return err
	}
	_, err = s.end(r, PostDeleted, userID)
	return err
}

// doWhatIsLeft does the remaining work of a plan.
func (s *Schedule) doWhatIsLeft(r Record) (Record, error) {
	if r.isLeft(leftReactions) {
		if err := s.offerAnswers(r.PostID); err != nil && !isGone(err) {
			return r, errors.Wrap(err, "failed to offer the answers")
		}
	}
	if r.isLeft(leftPost) {
		if _, err := s.show(r); err != nil && !isGone(err) && !s.isGivenUp(r) {
			return r, err
		}
	}
	if r.isLeft(leftNews) {
		if err := s.tellOfEnd(r); err != nil && !s.isGivenUp(r) {
			return r, err
		}
	}
	if len(r.Left) == 0 {
		return r, nil
	}
	var unlisted error
	if r.isLeft(leftLists) {
		unlisted = s.unlist(r)
	}
	// A replica may not have the plan in its lists yet, so the next run, a minute later, tries once more.
	isEarly := r.IsOver() && s.now().Sub(time.UnixMilli(r.ChangedAt)).Abs() < leftAfter
	done, err := s.change(r.ID, func(stored *Record) bool {
		stored.didAll(r)
		if unlisted != nil || isEarly {
			stored.leave(leftLists)
		}
		return true
	})
	if err == nil {
		err = unlisted
	}
	return done, err
}

func (s *Schedule) isGivenUp(r Record) bool {
	return s.now().Sub(time.UnixMilli(r.ChangedAt)).Abs() > leftTime
}

// isGone tells whether an error means that a post or a channel no longer exists.
func isGone(err error) bool {
	var appErr *model.AppError
	return errors.As(err, &appErr) && isNotFound(appErr)
}

// show shows a record in its post.
func (s *Schedule) show(r Record) (*model.Post, error) {
	invited, ok := s.Invitation(r)
	if !ok {
		return nil, errors.New("the meeting's service is not set up any more")
	}
	post, text, err := s.Posts.Show(r.PostID, invited, r.Written)
	if err != nil {
		return nil, err
	}
	_, err = s.change(r.ID, func(r *Record) bool {
		r.Written = text
		r.did(leftPost)
		return true
	})
	return post, err
}

// tellOfEnd tells the people who are going that the meeting will not take place, or not again. It leaves out the person
// who ended it. If no person ended it, the notice is posted in any case.
func (s *Schedule) tellOfEnd(r Record) error {
	if r.State == Ended && !r.plan().Rule.Repeats() && r.Reason == ByPerson {
		return nil // it took place
	}
	people, err := s.peopleOf(r)
	if err != nil {
		return err
	}
	told := people.but(r.EndedBy)
	if len(told.going) == 0 && (r.Reason == ByPerson || r.Reason == PostDeleted) {
		return nil
	}
	root := r.RootID
	if root == "" && r.Reason != PostDeleted {
		root = r.PostID
	}
	return s.sayEnd(r, root, s.endText(r)+told.mentions())
}

// sayEnd says once that a plan is over.
func (s *Schedule) sayEnd(r Record, root, text string) error {
	name := r.ID + "_over"
	isSaid, err := s.claimNotice(r, 0, root, name, func(r Record) (isSent, mayBeSent bool) {
		return !r.isLeft(leftNews), false
	})
	if err != nil || isSaid {
		return err
	}
	_, appErr := s.api.CreatePost(s.notice(r.ChannelID, root, text, name))
	if appErr != nil && isRefused(appErr) {
		s.api.LogError("Mattermost refused to say that a meeting is over", "error", appErr.Error(), "plan_id", r.ID)
		return nil
	}
	if appErr != nil {
		s.giveBack(r.ID, 0)
		return errors.Wrap(appErr, "failed to say that a meeting is over")
	}
	return nil
}
