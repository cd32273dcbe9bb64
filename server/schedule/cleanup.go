package schedule

import (
	"slices"
	"strings"
	"time"

	"github.com/pkg/errors"

	"mattermost-plugin-blizz/server/kv"
	"mattermost-plugin-blizz/server/when"
)

// CleanUp goes through all stored plans, once a day. It looks after plans that are in no minute any more, because a
// server went down or a value is damaged. It also removes plans that are over from the lists.
func (s *Schedule) CleanUp() {
	when.ForgetZones() // lookAfter follows changed rules of time zones
	keys, err := kv.Keys(s.api, recordPrefix, channelPrefix, inviterPrefix, duePrefix)
	if err != nil {
		s.api.LogError("Failed to list the stored keys", "error", err.Error())
		return
	}
	var planIDs, channelIDs, inviterIDs, pastKeys []string
	for _, key := range keys {
		if id, ok := strings.CutPrefix(key, recordPrefix); ok {
			planIDs = append(planIDs, id)
		} else if id, ok := strings.CutPrefix(key, channelPrefix); ok {
			id, _, _ = strings.Cut(id, "_")
			channelIDs = append(channelIDs, id)
		} else if id, ok := strings.CutPrefix(key, inviterPrefix); ok {
			inviterIDs = append(inviterIDs, id)
		} else if m, ok := minuteOfKey(key); ok && s.now().Sub(m.time()) > leftTime {
			pastKeys = append(pastKeys, key)
		}
	}
	slices.Sort(channelIDs)
	s.cleanUp("minute", pastKeys, s.removePast)
	s.cleanUp("plan", planIDs, s.lookAfter)
	s.cleanUp("channel", slices.Compact(channelIDs), s.tidyChannel)
	s.cleanUp("inviter", inviterIDs, s.tidyInviter)
}

// cleanUp calls clean for each ID. kind names the kind of the IDs in the log.
func (s *Schedule) cleanUp(kind string, ids []string, clean func(id string) error) {
	s.each(ids, func(id string) {
		if err := clean(id); err != nil {
			s.api.LogError("Failed to clean up the stored plans", "error", err.Error(), "kind", kind, "id", id)
		}
	})
}

// removePast removes the entries of minutes long past: they are damaged, or all tries failed. lookAfter, which runs
// later, puts open plans into another minute.
func (s *Schedule) removePast(key string) error {
	if appErr := s.api.KVDelete(key); appErr != nil {
		return errors.Wrap(appErr, "failed to delete from the key-value store")
	}
	return nil
}

// lookAfter does all that is due for a plan, and notes its next minute, even if that is noted already.
func (s *Schedule) lookAfter(planID string) error {
	r, err := s.records.Get(planID)
	if err != nil || !r.isBusy() || r.isYoung(s.now()) {
		return err
	}
	if err := s.lookAtPlan(planID); err != nil {
		return err
	}
	if r, err = s.records.Get(planID); err != nil || r.State != Open {
		return err
	}
	return s.noteNextDue(r)
}

// isYoung tells whether a plan may still be being made.
func (r Record) isYoung(now time.Time) bool {
	return now.Sub(time.UnixMilli(r.PlannedAt)).Abs() < tooLate
}

func (s *Schedule) tidyChannel(channelID string) error {
	listed, err := s.channels.All(channelID)
	if err != nil {
		return err
	}
	gone, err := s.notOpen(listed)
	if err != nil || len(gone) == 0 {
		return err
	}
	_, err = s.channels.Remove(channelID, func(l Listed) bool { return gone[l.Plan] })
	return err
}

func (s *Schedule) tidyInviter(inviterID string) error {
	stored, err := s.inviters.Get(inviterID)
	if err != nil {
		return err
	}
	gone, err := s.notOpen(stored.Plans)
	if err != nil || len(gone) == 0 {
		return err
	}
	return s.inviters.Change(inviterID, func(o *ofInviter) bool {
		o.Plans = slices.DeleteFunc(o.Plans, func(l Listed) bool { return gone[l.Plan] })
		return true
	})
}

// notOpen returns the IDs of a list's plans that are over or gone.
func (s *Schedule) notOpen(listed []Listed) (planIDs map[string]bool, err error) {
	planIDs = map[string]bool{}
	for _, l := range listed {
		if (Record{PlannedAt: l.PlannedAt}).isYoung(s.now()) {
			continue
		}
		r, err := s.records.Get(l.Plan)
		if err != nil {
			return nil, err
		}
		planIDs[l.Plan] = r.State != Open && r.State != Unfinished
	}
	return planIDs, nil
}
