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
			held[i], failed[i] = s.duePlans.All(m.key())
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
		r, err := s.lookAtPlan(id)
		if err != nil {
			s.api.LogError("Failed to remind of a meeting", "error", err.Error(), "plan_id", id)
			return
		}
		mutex.Lock()
		defer mutex.Unlock()
		looked++
		isGone[id] = m < now || r.IsOver() || r.Done >= m.time().UnixMilli()
	})
	isLeft, err := s.duePlans.Remove(m.key(), func(id string) bool { return isGone[id] })
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

// lookAtPlan does whatever is to be done for a plan now, and answers with its record as it is then. An error means that it must
// be looked at again.
func (s *Schedule) lookAtPlan(planID string) (Record, error) {
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
	return s.remindAndScheduleNext(r)
}
