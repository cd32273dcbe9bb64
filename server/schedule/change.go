package schedule

import (
	"time"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/pkg/errors"

	"mattermost-plugin-blizz/server/invitation"
)

// replicaTime is the time after which a new record has reached all replicas.
const (
	replicaTime  = 3 * time.Second
	replicaEvery = 100 * time.Millisecond
)

// Of returns the record of a post. It is empty if there is none. Anybody can write a plan's ID into the props of a
// post, so the record must also name the post.
func (s *Schedule) Of(post *model.Post) (Record, error) {
	planID, _ := post.GetProp(invitation.PropPlanID).(string)
	if !model.IsValidId(planID) {
		return Record{}, nil
	}
	isNew := s.now().Sub(time.UnixMilli(post.CreateAt)).Abs() < replicaTime
	for waited := time.Duration(0); ; waited += replicaEvery {
		r, err := s.records.Get(planID)
		switch {
		case err != nil:
			return Record{}, err
		case r.PostID == post.Id:
			return r, nil
		case r.State == Unfinished && r.InviterID == post.UserId && r.ChannelID == post.ChannelId:
			return s.opened(r, post.Id)
		case r.Exists() || !isNew || waited >= replicaTime:
			return Record{}, nil
		}
		time.Sleep(replicaEvery)
	}
}

// PostOf returns the ID of a plan's post. It is empty if there is none.
func (s *Schedule) PostOf(planID string) (postID string, err error) {
	r, err := s.records.Get(planID)
	return r.PostID, err
}

// Change changes an open plan and returns its post. change may run several times. If it returns an error, nothing is
// changed. The people who are going are told, except for the person who changed the plan.
func (s *Schedule) Change(r Record, userID string, change func(invitation.Invitation) (invitation.Invitation, error)) (*model.Post, error) {
	if err := s.noteDue(r.ID, s.now().Add(leftAfter+time.Minute-1)); err != nil {
		return nil, err
	}
	r, err := s.remindFirst(r)
	if err != nil {
		return nil, err
	}
	before, _ := s.Invitation(r)
	candidate := r
	if err := s.changeRecord(&candidate, change); err != nil {
		return nil, err
	}
	if err := s.pace.take(userID); err != nil {
		return nil, err
	}
	// The lists are written first, because they hold the limits. If the record is not written after them, that does no
	// harm: lists are only hints.
	former, changed, err := s.renew(r, s.relist, func(r *Record) (bool, error) {
		err := s.changeRecord(r, change)
		return err == nil, err
	})
	if err != nil {
		return nil, err
	}
	s.leaveOutUntil(former, changed.Done)
	s.AfterAnswer(func() { s.tellOfChange(before, changed, userID) })
	return s.showNow(changed)
}

func (s *Schedule) changeRecord(r *Record, change func(invitation.Invitation) (invitation.Invitation, error)) error {
	if r.State != Open {
		return invitation.ErrOver
	}
	before, ok := s.Invitation(*r)
	if !ok {
		return errors.New("the meeting's service is not set up any more")
	}
	after, err := change(before)
	if err != nil {
		return err
	}
	s.put(r, after)
	r.Sequence++
	isRetimed := !after.When.Start.Equal(before.When.Start) || after.When.Rule != before.When.Rule
	now := s.now().UnixMilli()
	if isRetimed || r.Done > now {
		// The new rule may have starts in the past, which must not be reminded of. It may also have starts that were
		// reminded of already, if the clock was set back since.
		r.Done, r.Claim = now, nil
	}
	r.setNext()
	r.leave(leftPost)
	return nil
}

// remindFirst reminds of the starts that have come before a plan is changed. If that fails, the change goes on.
func (s *Schedule) remindFirst(r Record) (Record, error) {
	if r.State != Open {
		return r, nil
	}
	if _, err := s.remindAndScheduleNext(r, nil); err != nil {
		s.api.LogError("Failed to remind of a meeting before its plan is changed", "error", err.Error(), "plan_id", r.ID)
	}
	return s.records.Get(r.ID)
}

// leaveOutUntil logs the starts that a change has left out.
func (s *Schedule) leaveOutUntil(former Record, done int64) {
	for occurrence := range former.plan().Starts(time.UnixMilli(former.Done)) {
		if occurrence.Start.UnixMilli() > done {
			return
		}
		s.leaveOut(former, occurrence.Start, "the meeting was changed meanwhile")
	}
}
