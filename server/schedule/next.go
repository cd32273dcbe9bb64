package schedule

import (
	"time"

	"github.com/pkg/errors"
)

// remindAndScheduleNext reminds of the next start if it has come and is not too old. Then it schedules the start after
// that. shared holds facts that were asked for together.
func (s *Schedule) remindAndScheduleNext(r Record, shared *facts) (Record, error) {
	for {
		start, ok := r.next()
		if !ok || start.After(s.now()) {
			return r, s.scheduleNext(r)
		}
		var err error
		if s.isTooLate(start) {
			s.leaveOut(r, start, startedLongAgo)
			r, err = s.skipMissed(r)
		} else {
			r, err = s.remind(r, start, shared)
		}
		if err != nil || r.State != Open {
			return r, err
		}
	}
}

// isDue tells whether there is a start to remind of now.
func (s *Schedule) isDue(r Record) bool {
	start, ok := r.next()
	return r.State == Open && ok && !start.After(s.now()) && !s.isTooLate(start)
}

func (s *Schedule) isTooLate(start time.Time) bool { return s.now().Sub(start) > tooLate }

const startedLongAgo = "the meeting began more than an hour ago"

// leaveOut logs that a start is not reminded of, and the reason.
func (s *Schedule) leaveOut(r Record, start time.Time, reason string) {
	s.api.LogWarn("A reminder is left out", "reason", reason,
		"plan_id", r.ID, "post_id", r.PostID, "channel_id", r.ChannelID, "start", start.UTC().Format(time.RFC3339))
}

// maxMissed limits how many missed starts are logged one by one. A plan with more missed starts goes on too.
const maxMissed = 1000

// skipMissed skips all starts that are too old. The first of them has been logged.
func (s *Schedule) skipMissed(r Record) (Record, error) {
	start, _ := r.next()
	done := start
	for range maxMissed {
		next, ok := r.plan().Next(done)
		if !ok || !s.isTooLate(next.Start) {
			break
		}
		s.leaveOut(r, next.Start, startedLongAgo)
		done = next.Start
	}
	return s.noteDone(r, done)
}

// noteDone stores that all starts up to a time are done.
func (s *Schedule) noteDone(r Record, done time.Time) (Record, error) {
	_, changed, err := s.renew(r, s.noteNextDue, func(r *Record) (bool, error) {
		if r.Done >= done.UnixMilli() || r.State != Open {
			return false, nil
		}
		r.Done, r.Claim = done.UnixMilli(), nil
		r.Reminded = max(r.Reminded, r.Done)
		r.setNext()
		return true, nil
	})
	return changed, err
}

// scheduleNext notes the minute of the next start. If the rules of the time zone have changed, that start has moved.
func (s *Schedule) scheduleNext(r Record) error {
	_, changed, err := s.renew(r, s.noteNextDue, func(r *Record) (bool, error) {
		before := r.Next
		r.setNext()
		return r.Next != before, nil
	})
	if err != nil {
		return err
	}
	return s.followZone(changed)
}

// followZone updates the record and its post to the present rules of the time zone.
func (s *Schedule) followZone(r Record) error {
	if !r.isBesideItsZone() {
		return nil
	}
	changed, err := s.change(r.ID, func(r *Record) bool {
		invited, ok := s.Invitation(*r)
		if r.State != Open || !ok || !r.isBesideItsZone() {
			return false
		}
		local := r.Local
		s.put(r, invited)
		r.Local = local // the new rules may skip that time
		r.Sequence++
		r.leave(leftPost)
		return true
	})
	if err == nil {
		_, err = s.doWhatIsLeft(changed)
	}
	return err
}

// noteNextDue notes the minute of a plan's next start.
func (s *Schedule) noteNextDue(r Record) error {
	if r.Next == 0 {
		return nil
	}
	return s.noteDue(r.ID, time.UnixMilli(r.Next))
}

// noteDue notes the minute in which a plan is looked at. The present minute may be finished already, so it takes the
// next one then.
func (s *Schedule) noteDue(planID string, moment time.Time) error {
	m := max(minuteOf(moment), minuteOf(s.now()))
	return errors.Wrap(s.duePlans.Add(m.key(), planID, nil), "failed to note when to look at a plan")
}
