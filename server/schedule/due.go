package schedule

import (
	"slices"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"mattermost-plugin-blizz/server/kv"
)

const (
	// overlap is the number of finished minutes that a run looks at again: a meeting may have been planned just when
	// its minute began, or by a server whose clock is behind.
	overlap = 2
	// atOnce is the number of plans that are looked at in parallel.
	atOnce = 8
)

// Run looks at all plans that are due. One run at a time in a cluster is enough; several do no harm.
func (s *Schedule) Run() {
	now := minuteOf(s.now())
	last, err := s.progress.Get("")
	if err != nil {
		s.api.LogError("Failed to find the plans that are due", "error", err.Error())
		return
	}
	minutes, err := s.notDone(last.Done, now)
	if err != nil {
		s.api.LogError("Failed to find the plans that are due", "error", err.Error())
		return
	}
	done := s.runMinutes(minutes, now)
	done = min(done, s.remindEarly(last.Done, now))
	err = s.progress.Change("", func(p *progress) bool {
		changed := p.Done != done
		p.Done = done
		return changed
	})
	if err != nil {
		s.api.LogError("Failed to store which reminders are done", "error", err.Error())
	}
}

// notDone returns the minutes up to now that may hold work, oldest first. After a long pause or a jump of the clock, it
// returns all stored minutes, because meetings that repeat must go on.
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

// runMinutes does the work of some minutes. It returns the last minute up to which all work is done.
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
			s.api.LogError("Failed to find the plans that are due", "error", failed[i].Error())
		}
		if failed[i] != nil || !s.tidyMinute(m, now, held[i], looked) {
			done = min(done, m-1)
		}
	}
	return done
}

// tidyMinute removes plans from a minute if nothing is left to do for them there. isDone tells whether the minute is
// empty. A plan without work stays in the present minute, because a replica may not yet have the change that put it
// there.
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
		s.api.LogError("Failed to store which reminders are done", "error", err.Error())
	}
	return err == nil && !isLeft && isLookedAt
}

// lookTogether is the number of plans for which shared facts are asked for once. Facts are at most a second old when
// they are used.
const lookTogether = 200

// lookAtPlans does all that is due for some plans, in order, several in parallel. It returns the present records of the
// plans for which that succeeded.
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
		shared := s.factsFor(due)
		s.each(planIDs, func(id string) {
			r, err := stored[id].value, stored[id].err
			if err == nil {
				r, err = s.lookAt(r, shared)
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

// together calls handle with groups of plans, one group after the other, until the schedule is stopped. stored holds their
// records by ID.
func (s *Schedule) together(planIDs []string, handle func(planIDs []string, stored map[string]answer[Record])) {
	for some := range slices.Chunk(unique(planIDs), lookTogether) {
		if s.stopped.Load() {
			return
		}
		handle(some, ask(some, s.records.GetToChange))
	}
}

// each calls handle for all plans, several in parallel, until the schedule is stopped.
func (s *Schedule) each(planIDs []string, handle func(id string)) {
	var group errgroup.Group
	group.SetLimit(atOnce)
	for _, id := range planIDs {
		group.Go(func() error {
			if !s.stopped.Load() {
				handle(id)
			}
			return nil
		})
	}
	_ = group.Wait()
}

// lookAtPlan does all that is due for a plan. If it returns an error, the plan must be looked at again.
func (s *Schedule) lookAtPlan(planID string) error {
	r, err := s.records.GetToChange(planID)
	if err == nil {
		_, err = s.lookAt(r, nil)
	}
	return err
}

// lookAt is like lookAtPlan, for a record that was just loaded. shared holds facts that were asked for together. It
// returns the present record.
func (s *Schedule) lookAt(r Record, shared *facts) (Record, error) {
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
	return s.remindAndScheduleNext(r, shared)
}
