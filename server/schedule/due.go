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

// notDone returns the minutes up to now that may hold something to do, oldest first. After a long pause, or where the
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
	looked := s.lookAtPlans(slices.Concat(held...))
	done = now
	for i, m := range minutes {
		if failed[i] != nil {
			s.api.LogError("Failed to find what to remind of", "error", failed[i].Error())
		}
		if failed[i] != nil || !s.tidyMinute(m, now, held[i], looked) {
			done = min(done, m-1)
		}
	}
	return done
}

// tidyMinute takes the plans out of a minute for which nothing is left to do there, and tells whether none is left. A plan
// that has nothing to do stays in the present minute: a replica that lags may not have the change yet that put it there.
func (s *Schedule) tidyMinute(m, now minute, planIDs []string, looked map[string]Record) (isDone bool) {
	if len(planIDs) == 0 {
		return true
	}
	isLookedAt := true
	for _, id := range planIDs {
		_, ok := looked[id]
		isLookedAt = isLookedAt && ok
	}
	isLeft, err := s.duePlans.Remove(m.key(), func(id string) bool {
		r, ok := looked[id]
		return ok && (m < now || r.IsOver() || r.Done >= m.time().UnixMilli())
	})
	if err != nil {
		s.api.LogError("Failed to note what was reminded of", "error", err.Error())
	}
	return err == nil && !isLeft && isLookedAt
}

// lookTogether is how many plans are looked at together, so that what they share is asked for once. What is known of
// them is a second old at most by the time it is used.
const lookTogether = 200

// lookAtPlans does whatever is to be done for some plans now, in their order, several side by side. It answers with the
// records, as they are then, of those for which all was done.
func (s *Schedule) lookAtPlans(planIDs []string) (looked map[string]Record) {
	looked = map[string]Record{}
	var mutex sync.Mutex
	s.together(planIDs, func(planIDs []string, stored map[string]answer[Record]) {
		var due []Record
		for _, id := range planIDs {
			if s.isDue(stored[id].value) {
				due = append(due, stored[id].value)
			}
		}
		known := s.factsFor(due)
		s.each(planIDs, func(id string) {
			r, err := stored[id].value, stored[id].err
			if err == nil {
				r, err = s.lookAt(r, known)
			}
			if err != nil {
				s.api.LogError("Failed to remind of a meeting", "error", err.Error(), "plan_id", id)
				return
			}
			mutex.Lock()
			defer mutex.Unlock()
			looked[id] = r
		})
	})
	return looked
}

// together does something for some plans after the others, until the schedule is stopped. It is handed their IDs, and
// their records by them.
func (s *Schedule) together(planIDs []string, do func(planIDs []string, stored map[string]answer[Record])) {
	for some := range slices.Chunk(unique(planIDs), lookTogether) {
		if s.stopped.Load() {
			return
		}
		do(some, ask(some, s.records.GetToChange))
	}
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

// lookAtPlan does whatever is to be done for a plan now. An error means that it must be looked at again.
func (s *Schedule) lookAtPlan(planID string) error {
	r, err := s.records.GetToChange(planID)
	if err == nil {
		_, err = s.lookAt(r, nil)
	}
	return err
}

// lookAt is lookAtPlan for a record that was just loaded. known are facts that were asked for already. It answers with the
// record as it is then.
func (s *Schedule) lookAt(r Record, known *facts) (Record, error) {
	if !r.Exists() {
		return r, nil
	}
	if r.State == Unfinished {
		return r, s.finish(r)
	}
	if len(r.Left) > 0 {
		var err error
		if r, err = s.doWhatIsLeft(r); err != nil {
			return r, err
		}
	}
	if r.State != Open {
		return r, nil
	}
	return s.remindAndScheduleNext(r, known)
}
