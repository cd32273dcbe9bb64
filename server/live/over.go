package live

import (
	"time"

	"mattermost-plugin-blizz/server/when"
)

const (
	// idle is the longest time from the last join to the end of a meeting. The plugin does not notice when people
	// leave.
	idle = 4 * time.Hour
	// lateJoin is how long a meeting goes on after a join at or behind its planned end.
	lateJoin = 30 * time.Minute
	// early is how long before its start a planned meeting can begin. A person who presses Join before that only tries
	// the link.
	early = 30 * time.Minute
)

// startOf returns the start of a plan that a person joins now: the last one that has come, or that comes within early.
// ok is false if there is none. For a meeting that is not planned, start is zero.
func startOf(plan when.Plan, now time.Time) (start time.Time, ok bool) {
	if !plan.IsPlanned() {
		return time.Time{}, true
	}
	latest := now.Add(early)
	if !repeats(plan) {
		return plan.Start, !plan.Start.After(latest)
	}
	for occurrence := range plan.Starts(now.Add(-max(plan.Duration, idle))) {
		if occurrence.Start.After(latest) {
			break
		}
		start = occurrence.Start
	}
	return start, !start.IsZero()
}

func repeats(plan when.Plan) bool { return plan.Rule.Repeats() }

// endOf returns the time at which a meeting is over by itself. isKnown is false if the meeting may have ended before.
func (m gathering) endOf(plan when.Plan) (end time.Time, isKnown bool) {
	last := time.UnixMilli(m.LastJoined)
	quiet := last.Add(idle)
	planned := m.plannedEnd(plan)
	if planned.IsZero() {
		return quiet, false
	}
	if late := last.Add(lateJoin); planned.Before(late) {
		planned = late
	}
	if planned.After(quiet) {
		return quiet, false
	}
	return planned, true
}

// plannedEnd returns the planned end. It is zero without a duration. A meeting without a start begins with the first
// join.
func (m gathering) plannedEnd(plan when.Plan) time.Time {
	if plan.Duration == 0 {
		return time.Time{}
	}
	start := time.UnixMilli(m.Since)
	switch {
	case m.StartsAt != 0:
		start = time.UnixMilli(m.StartsAt)
	case plan.IsPlanned():
		start = plan.Start
	}
	return start.Add(plan.Duration)
}

// expire ends the meeting if it is over by itself.
func (m *gathering) expire(plan when.Plan, now time.Time) (changed bool) {
	end, isKnown := m.endOf(plan)
	if !m.isOn() || now.Before(end) {
		return false
	}
	m.OverAt = end.UnixMilli()
	if isKnown {
		m.end(m.OverAt)
	}
	return true
}
