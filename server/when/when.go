// Package when knows when a meeting takes place: how people write a start, a duration and a repetition, and when the
// occurrences of a meeting that repeats are.
//
// It imports nothing of Mattermost. The clock is passed to it, and the time zone with the clock.
package when

import (
	"iter"
	"time"
	_ "time/tzdata" // servers in containers may have no time zones of their own
)

// MaxDuration bounds how long a meeting may last.
const MaxDuration = 24 * time.Hour

// Plan is when a meeting takes place. The zero Plan is now, with no end in sight.
type Plan struct {
	// Start is the first start, a whole minute, in the inviter's time zone; zero for now.
	Start time.Time
	// Duration is in whole minutes; zero if nothing is said of it.
	Duration time.Duration
	// Rule is how it repeats; only a meeting with a start does. The local time of the start stays, also where clocks
	// change.
	Rule Rule
	// Skipped are the starts of the rule that are left out, in their order.
	Skipped []time.Time
	// Moved are the starts of the rule that were moved to other moments, in the order of From.
	Moved []Move
}

// Move takes one start of a series to another moment.
type Move struct {
	// From is the start by the rule.
	From time.Time
	// To is the start that takes its place, a whole minute.
	To time.Time
}

// Occurrence is one meeting of a plan.
type Occurrence struct {
	// Original is its start by the plan's rule. It stays when the occurrence is moved, so it names the occurrence.
	Original time.Time
	// Start is when it takes place.
	Start time.Time
}

// IsMoved tells whether it takes place at another moment than the rule says.
func (o Occurrence) IsMoved() bool {
	return !o.Start.Equal(o.Original)
}

// IsPlanned tells a meeting with a start from one that is now.
func (p Plan) IsPlanned() bool {
	return !p.Start.IsZero()
}

// Next returns the first occurrence that starts after a moment. ok is false if there is none. The cost does not grow
// with the age of the plan, whatever the plan holds.
func (p Plan) Next(after time.Time) (next Occurrence, ok bool) {
	if !p.IsPlanned() {
		return Occurrence{}, false
	}
	next, ok = p.nextByRule(after)
	for _, move := range p.Moved {
		if move.To.After(after) && (!ok || move.To.Before(next.Start)) {
			next, ok = Occurrence{Original: move.From, Start: move.To}, true
		}
	}
	return next, ok
}

// nextByRule returns the first occurrence after a moment that is neither skipped nor moved.
func (p Plan) nextByRule(after time.Time) (Occurrence, bool) {
	if !p.Rule.Repeats() {
		return Occurrence{Original: p.Start, Start: p.Start}, p.Start.After(after)
	}
	originals := p.originals(after)
	for {
		original, ok := originals()
		if !ok {
			return Occurrence{}, false
		}
		if original.After(after) && !p.isException(original) {
			return Occurrence{Original: original, Start: original}, true
		}
	}
}

// Starts returns the occurrences that start after a moment, in their order.
func (p Plan) Starts(after time.Time) iter.Seq[Occurrence] {
	return func(yield func(Occurrence) bool) {
		for {
			next, ok := p.Next(after)
			if !ok || !yield(next) {
				return
			}
			after = next.Start
		}
	}
}

// IsAt tells whether one of the occurrences starts at a moment.
func (p Plan) IsAt(start time.Time) bool {
	next, ok := p.Next(start.Add(-time.Nanosecond))
	return ok && next.Start.Equal(start)
}

// IsOver tells whether the last occurrence has ended. A meeting that is now, without a start, has no end.
func (p Plan) IsOver(now time.Time) bool {
	_, ok := p.Next(now.Add(-p.Duration))
	return p.IsPlanned() && !ok
}

// Occurrence finds an occurrence by its start or, where it was moved, by its original start. ok is false if there is
// none, or if it is skipped.
func (p Plan) Occurrence(start time.Time) (Occurrence, bool) {
	if next, ok := p.Next(start.Add(-time.Nanosecond)); ok && next.Start.Equal(start) {
		return next, true
	}
	for _, move := range p.Moved {
		if move.From.Equal(start) {
			return Occurrence{Original: move.From, Start: move.To}, true
		}
	}
	return Occurrence{}, false
}

// Near finds an occurrence by an original start that was stored earlier: the rules of the time zone may have changed
// since then, and moved the start by some hours. ok is false if there is none, or if it is skipped.
func (p Plan) Near(original time.Time) (Occurrence, bool) {
	found, ok := p.snap(original)
	if !ok {
		return Occurrence{}, false
	}
	return p.Occurrence(found)
}

// Aligned returns the plan in its usual form: its first start is one that its rule has, as of a meeting on weekdays
// that was planned from a weekend on. The error is BadUntil where the rule has no start at all.
func (p Plan) Aligned() (Plan, error) {
	if !p.IsPlanned() || !p.Rule.Repeats() {
		return p, nil
	}
	first, ok := p.originals(p.Start)()
	if !ok {
		return p, BadUntil
	}
	p.Start = first
	return p, nil
}

// local returns a local time as a moment. A time that occurs twice, where clocks go back, is the first of the two; one
// that clocks going forward skip is counted with the offset before the gap, and isSkipped (RFC 5545, section 3.3.5).
func local(year int, month time.Month, day, hour, minute int, location *time.Location) (moment time.Time, isSkipped bool) {
	wall := time.Date(year, month, day, hour, minute, 0, 0, time.UTC)
	_, offsetBefore := wall.AddDate(0, 0, -1).In(location).Zone()
	first := wall.Add(-time.Duration(offsetBefore) * time.Second).In(location)
	if shows(first, wall) {
		return first, false
	}
	if second := time.Date(year, month, day, hour, minute, 0, 0, location); shows(second, wall) {
		return second, false
	}
	return first, true
}

// shows tells whether a moment's local date and time are those of wall, which is in UTC.
func shows(moment, wall time.Time) bool {
	return moment.Format(time.DateTime) == wall.Format(time.DateTime)
}
