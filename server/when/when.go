// Package when computes when meetings take place. It reads starts, durations and repetitions that people write, and
// finds the occurrences of a meeting that repeats.
//
// It imports nothing of Mattermost. Callers pass the present time, and with it the time zone.
package when

import (
	"iter"
	"time"
	_ "time/tzdata" // containers may lack the time zone database
)

// MaxDuration limits the duration of a meeting.
const MaxDuration = 24 * time.Hour

// Plan says when a meeting takes place. The zero Plan is for a meeting that takes place now and has no planned end.
type Plan struct {
	// Start is the first start: a whole minute in the inviter's time zone. It is zero for now.
	Start time.Time
	// Duration is in whole minutes. It is zero for a meeting without one.
	Duration time.Duration
	// Rule says how the meeting repeats. Only a meeting with a start does. All starts have the same local time, even if
	// clocks change.
	Rule Rule
	// Skipped holds the starts of the rule that are left out, in order.
	Skipped []time.Time
	// Moved holds the starts of the rule that were moved, in the order of From.
	Moved []Move
}

// Move moves one start of a series.
type Move struct {
	// From is the start by the rule.
	From time.Time
	// To is the new start, a whole minute.
	To time.Time
}

// Occurrence is one meeting of a plan.
type Occurrence struct {
	// Original is its start by the rule. It stays if the occurrence is moved, so it identifies the occurrence.
	Original time.Time
	// Start is its real start.
	Start time.Time
}

// IsMoved tells whether the occurrence was moved.
func (o Occurrence) IsMoved() bool {
	return !o.Start.Equal(o.Original)
}

// IsPlanned tells whether the meeting has a start. A meeting without one takes place now.
func (p Plan) IsPlanned() bool {
	return !p.Start.IsZero()
}

// Next returns the first occurrence that starts after a time. ok is false if there is none. The cost does not grow with
// the age of the plan.
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

// nextByRule returns the first occurrence after a time that is neither skipped nor moved.
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

// Starts returns the occurrences that start after a time, in order.
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

// IsAt tells whether an occurrence starts at a time.
func (p Plan) IsAt(start time.Time) bool {
	next, ok := p.Next(start.Add(-time.Nanosecond))
	return ok && next.Start.Equal(start)
}

// IsOver tells whether the last occurrence has ended. A meeting without a start has no end.
func (p Plan) IsOver(now time.Time) bool {
	_, ok := p.Next(now.Add(-p.Duration))
	return p.IsPlanned() && !ok
}

// Occurrence returns the occurrence with a start or, if it was moved, with an original start. ok is false if there is
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

// Aligned returns the plan with a first start that its rule has. These differ if somebody plans a meeting on weekdays
// from a weekend on. The error is BadUntil if the rule has no start.
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

// local returns the moment of a local time. If that time occurs twice because clocks go back, it is the first one. If
// it does not occur because clocks go forward, isSkipped is true, and the offset before the gap counts (RFC 5545,
// section 3.3.5).
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

// shows tells whether a moment has the local date and time of wall, which is in UTC.
func shows(moment, wall time.Time) bool {
	return moment.Format(time.DateTime) == wall.Format(time.DateTime)
}
