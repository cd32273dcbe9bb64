package schedule

import "github.com/pkg/errors"

// renewTries is how often a change of a record is tried while other servers change the same record.
const renewTries = 10

// renew changes a record and its next start. First it calls note, which must put the plan in the list of the minute of
// that start: a server that goes down afterwards does not lose the plan. If another server has changed the record
// meanwhile, so that the next start is another one, renew begins again.
//
// change returns false if there is nothing to change. It may run several times. renew returns the record before and after
// the change.
func (s *Schedule) renew(r Record, note func(Record) error, change func(*Record) (bool, error)) (before, after Record, err error) {
	before = r
	for range renewTries {
		candidate := before
		if isChanged, err := change(&candidate); err != nil || !isChanged {
			return before, before, err
		}
		if err := note(candidate); err != nil {
			return before, before, err
		}
		isNoted := true
		var refused error
		after, err = s.change(r.ID, func(stored *Record) bool {
			before = *stored
			isChanged, err := change(stored)
			refused, isNoted = err, !isChanged || stored.Next == candidate.Next
			return err == nil && isChanged && isNoted
		})
		if err == nil {
			err = refused
		}
		if err != nil || isNoted {
			return before, after, err
		}
	}
	return before, before, errors.New("failed to change a plan: other servers were changing it")
}
