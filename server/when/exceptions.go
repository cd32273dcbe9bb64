package when

import (
	"slices"
	"time"
)

// MaxExceptions limits the skipped and moved starts of one plan, together.
const MaxExceptions = 100

// Skip returns the plan without one occurrence. start is the occurrence's start or its original start. The error is
// NoOccurrence if the plan has no such occurrence or does not repeat, or TooManyExceptions.
func (p Plan) Skip(start time.Time) (Plan, error) {
	occurrence, err := p.find(start)
	if err != nil {
		return p, err
	}
	p.Moved = p.movedBut(occurrence.Original)
	p.Skipped = sorted(append(slices.Clone(p.Skipped), occurrence.Original), time.Time.Compare)
	return p.bounded()
}

// Move returns the plan with one occurrence at another time. start is the occurrence's start or its original start. The
// error is NoOccurrence as in Skip, Taken if another occurrence starts at that time, or TooManyExceptions.
func (p Plan) Move(start, to time.Time) (Plan, error) {
	occurrence, err := p.find(start)
	if err != nil {
		return p, err
	}
	to = to.Truncate(time.Minute).In(p.Start.Location())
	if occurrence.Start.Equal(to) {
		return p, nil
	}
	if p.IsAt(to) {
		return p, Taken
	}
	p.Moved = p.movedBut(occurrence.Original)
	if !occurrence.Original.Equal(to) {
		p.Moved = sorted(append(p.Moved, Move{From: occurrence.Original, To: to}), byFrom)
	}
	return p.bounded()
}

// find returns the occurrence to skip or move.
func (p Plan) find(start time.Time) (Occurrence, error) {
	occurrence, ok := p.Occurrence(start)
	if !ok || !p.Rule.Repeats() {
		return Occurrence{}, NoOccurrence
	}
	return occurrence, nil
}

// movedBut returns the moves without the one of an original start.
func (p Plan) movedBut(original time.Time) []Move {
	return slices.DeleteFunc(slices.Clone(p.Moved), func(move Move) bool { return move.From.Equal(original) })
}

func (p Plan) bounded() (Plan, error) {
	if len(p.Skipped)+len(p.Moved) > MaxExceptions {
		return p, TooManyExceptions
	}
	return p, nil
}

// WithExceptions returns the plan with stored exceptions. It leaves out invalid ones: a start that the rule doesn't
// have, a second exception of one start, and all beyond MaxExceptions. The rules of a time zone can change. So a stored
// start that differs from a start of the rule by some hours stands for that one.
func (p Plan) WithExceptions(skipped []time.Time, moved []Move) Plan {
	p.Skipped, p.Moved = nil, nil
	if !p.IsPlanned() || !p.Rule.Repeats() {
		return p
	}
	for _, stored := range skipped[:min(len(skipped), MaxExceptions)] {
		if original, ok := p.snap(stored); ok && !p.isException(original) {
			p.Skipped = append(p.Skipped, original)
		}
	}
	for _, stored := range moved[:min(len(moved), MaxExceptions-len(p.Skipped))] {
		to := stored.To.Truncate(time.Minute).In(p.Start.Location())
		if original, ok := p.snap(stored.From); ok && !p.isException(original) && !original.Equal(to) {
			p.Moved = append(p.Moved, Move{From: original, To: to})
		}
	}
	p.Skipped, p.Moved = sorted(p.Skipped, time.Time.Compare), sorted(p.Moved, byFrom)
	return p
}

// snap returns the start of the rule that differs from a time by less than drift.
func (p Plan) snap(moment time.Time) (time.Time, bool) {
	originals := p.originals(moment.Add(-drift))
	for {
		original, ok := originals()
		if !ok || original.Sub(moment) >= drift {
			return time.Time{}, false
		}
		if moment.Sub(original) < drift {
			return original, true
		}
	}
}

// isException tells whether a start of the rule is skipped or moved.
func (p Plan) isException(original time.Time) bool {
	return slices.ContainsFunc(p.Skipped, original.Equal) ||
		slices.ContainsFunc(p.Moved, func(move Move) bool { return move.From.Equal(original) })
}

func byFrom(a, b Move) int {
	return a.From.Compare(b.From)
}

func sorted[T any](list []T, compare func(a, b T) int) []T {
	slices.SortFunc(list, compare)
	return list
}
