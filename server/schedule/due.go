package schedule

import (
	"slices"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"mattermost-plugin-blizz/server/kv"
)

const (
	// overlap is how many minutes that were done already a run looks at again: a meeting may have been planned for the
	// minute just when it began, or by a server whose clock is behind.
	overlap = 2
	// atOnce is how many plans are looked at side by side.
	atOnce = 8
)

// Run looks at all plans that are due. One run at a time in a cluster is enough, and more do no harm.
func (s *Schedule) Run() {
	now := minuteOf(s.now())
	last, err := s.progress.Get("")
	if err != nil {
		s.api.LogError("Failed to find what to remind of", "error", err.Error())
		return
	}
	minutes, err := s.notDone(last.Done, now)
	if err != nil {
		s.api.LogError("Failed to find what to remind of", "error", err.Error())
		return
	}
	done := s.runMinutes(minutes, now)
	s.remindEarly(last.Done, now)
	err = s.progress.Change("", func(p *progress) bool {
		changed := p.Done != done
		p.Done = done
		return changed
	})
	if err != nil {
		s.api.LogError("Failed to note what was reminded of", "error", err.Error())
	}
}

// notDone are the minutes up to now that may hold something to do, oldest first. After a long pause, or where the
// clock has jumped, all that is stored is looked through, as a meeting that repeats must go on.
func (s *Schedule) notDone(last, now minute) ([]minute, error) {
	var minutes []minute
	if last <= now && last >= now-minute(tooLate/time.Minute) {
		for m := last - overlap; m <= now; m++ {
			minutes = append(minutes, m)
		}
		return minutes, nil
	}
	keys, err := kv.Keys(s.api, duePrefix)
	if err != nil {
		return nil, err
	}
	for _, key := range keys {
		if m, ok := minuteOfKey(key); ok && m <= now {
			minutes = append(minutes, m)
		}
	}
	slices.Sort(minutes)
	return slices.Compact(minutes), nil
}

// runMinutes does what some minutes hold, and tells up to which minute all is done then.
func (s *Schedule) runMinutes(minutes []minute, now minute) (done minute) {
	held := make([][]string, len(minutes))
	failed := make([]error, len(minutes))
	var group errgroup.Group
	group.SetLimit(atOnce)
	for i, m := range minutes {
		group.Go(func() error {
			held[i], failed[i] = s.due.All(m.key())
			return nil
		})
	}
	_ = group.Wait()
	done = now
	for i, m := range minutes {
		if failed[i] != nil {
			s.api.LogError("Failed to load what to remind of", "error", failed[i].Error())
		}
		if failed[i] != nil || !s.runMinute(m, now, held[i]) {
			done = min(done, m-1)
		}
	}
	return done
}

// runMinute looks at the plans of a minute and tells whether nothing is left to do for them. A plan that has nothing to
// do stays in the present minute: a replica that lags may not have the change yet that put it there.
func (s *Schedule) runMinute(m, now minute, planIDs []string) (isDone bool) {
	if len(planIDs) == 0 {
		return true
	}
	var mutex sync.Mutex
	looked, isGone := 0, map[string]bool{}
	s.each(planIDs, func(id string) {
		r, err := s.look(id)
		if err != nil {
			s.api.LogError("Failed to remind of a meeting", "error", err.Error(), "plan_id", id)
			return
		}
		mutex.Lock()
		defer mutex.Unlock()
		looked++
		isGone[id] = m < now || r.IsOver() || r.Done >= m.time().UnixMilli()
	})
	isLeft, err := s.due.Remove(m.key(), func(id string) bool { return isGone[id] })
	if err != nil {
		s.api.LogError("Failed to note what was reminded of", "error", err.Error())
	}
	return err == nil && !isLeft && looked == len(planIDs)
}

// each does something for all plans, several side by side, until the schedule is stopped.
func (s *Schedule) each(planIDs []string, do func(id string)) {
	var group errgroup.Group
	group.SetLimit(atOnce)
	for _, id := range planIDs {
		group.Go(func() error {
			if !s.stopped.Load() {
				do(id)
			}
			return nil
		})
	}
	_ = group.Wait()
}

// look does whatever is to be done for a plan now, and answers with its record as it is then. An error means that it must
// be looked at again.
func (s *Schedule) look(planID string) (Record, error) {
	r, err := s.records.Get(planID)
	if err != nil || !r.Exists() {
		return r, err
	}
	if r.State == Unfinished {
		return r, s.finish(r)
	}
	if len(r.Left) > 0 {
		if r, err = s.doWhatIsLeft(r); err != nil {
			return r, err
		}
	}
	if r.State != Open {
		return r, nil
	}
	return s.advance(r)
}

// advance does what is to be done at the next start, if that has come: reminds, unless it is too late. Then the plan
// waits for the start after that one.
func (s *Schedule) advance(r Record) (Record, error) {
	for {
		start, ok := r.next()
		if !ok || start.After(s.now()) {
			return r, s.wait(r)
		}
		var err error
		if s.isTooLate(start) {
			s.leaveOut(r, start, startedLongAgo)
			r, err = s.skipMissed(r)
		} else {
			r, err = s.remind(r, start)
		}
		if err != nil || r.State != Open {
			return r, err
		}
	}
}

func (s *Schedule) isTooLate(start time.Time) bool { return s.now().Sub(start) > tooLate }

const startedLongAgo = "A reminder is left out, as its meeting began more than an hour ago"

// leaveOut logs that a start is not reminded of, and why.
func (s *Schedule) leaveOut(r Record, start time.Time, why string) {
	s.api.LogWarn(why, "plan_id", r.ID, "post_id", r.PostID, "channel_id", r.ChannelID, "start", start.UTC().Format(time.RFC3339))
}

// maxMissed bounds how many missed starts are logged one by one; a plan that was missed for longer goes on all the same.
const maxMissed = 1000

// skipMissed passes over all starts that it is too late to remind of. The first of them has been logged.
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
	return s.passed(r, done)
}

// passed notes that all starts up to a moment are done. When to look next is noted first: a server that goes down in
// between must not lose the plan.
func (s *Schedule) passed(r Record, done time.Time) (Record, error) {
	r.Done = done.UnixMilli()
	r.setNext()
	if err := s.lookAt(r); err != nil {
		return r, err
	}
	return s.change(r.ID, func(r *Record) bool {
		if r.Done >= done.UnixMilli() || r.State != Open {
			return false
		}
		r.Done, r.Claim = done.UnixMilli(), nil
		r.Reminded = max(r.Reminded, r.Done)
		r.setNext()
		return true
	})
}

// wait notes to look at the plan when it starts next. Where the rules of its time zone have changed, that is not where it
// was.
func (s *Schedule) wait(r Record) error {
	known := r.Next
	r.setNext()
	if r.Next != known {
		if err := s.lookAt(r); err != nil {
			return err
		}
		if _, err := s.change(r.ID, func(r *Record) bool {
			before := r.Next
			r.setNext()
			return r.Next != before
		}); err != nil {
			return err
		}
	}
	return s.followZone(r)
}

// followZone lets the record and its post say what the rules of the time zone say now.
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
		r.Local = local // the new rules may skip that very time
		r.Sequence++
		r.leave(leftPost)
		return true
	})
	if err == nil {
		_, err = s.doWhatIsLeft(changed)
	}
	return err
}
