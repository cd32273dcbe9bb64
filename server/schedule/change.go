package schedule

import (
	"time"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/pkg/errors"

	"mattermost-plugin-blizz/server/invitation"
)

// replicaTime is how long a record that was just made may not have reached a replica.
const (
	replicaTime  = 3 * time.Second
	replicaEvery = 100 * time.Millisecond
)

// Of returns the record behind a post; the empty one for none. Anybody can write the ID of a plan into the props of a
// post, so the record must name the post too.
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

// PostOf returns the post of a plan; empty where there is none.
func (s *Schedule) PostOf(planID string) (postID string, err error) {
	r, err := s.records.Get(planID)
	return r.PostID, err
}

// Change changes an open plan, and answers with its post as it is then. change may run several times, and what it
// refuses stays as it was. The people who are going are told, but for the person who changes it.
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
	// The lists come first: they hold the bounds, and are hints where the record does not follow.
	if err := s.relist(candidate); err != nil {
		return nil, err
	}
	var refused error
	var former Record
	changed, err := s.change(r.ID, func(r *Record) bool {
		former = *r
		refused = s.changeRecord(r, change)
		return refused == nil
	})
	if err == nil {
		err = refused
	}
	if err != nil {
		return nil, err
	}
	s.leaveOutUntil(former, changed.Done)
	s.Later(func() { s.tellOfChange(before, changed, userID) })
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
		// The new rule may have had starts in the past, of which nobody is to be reminded. But it may have some that were
		// done, where the clock was put back since.
		r.Done, r.Claim = now, nil
	}
	r.setNext()
	r.leave(leftPost)
	return nil
}

// remindFirst reminds of the starts that have come before a plan is changed. Where it can't, the change goes on: the
// people have decided otherwise.
func (s *Schedule) remindFirst(r Record) (Record, error) {
	if r.State != Open {
		return r, nil
	}
	if _, err := s.remindAndScheduleNext(r, nil); err != nil {
		s.api.LogError("Failed to remind of a meeting before its plan is changed", "error", err.Error(), "plan_id", r.ID)
	}
	return s.records.Get(r.ID)
}

// leaveOutUntil logs the starts of a plan that a change has left out.
func (s *Schedule) leaveOutUntil(former Record, done int64) {
	for occurrence := range former.plan().Starts(time.UnixMilli(former.Done)) {
		if occurrence.Start.UnixMilli() > done {
			return
		}
		s.leaveOut(former, occurrence.Start, "the meeting was changed meanwhile")
	}
}
