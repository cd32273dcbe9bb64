package main

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
)

// passes runs the job in each minute between two times, both included.
func (w *world) passes(from, to string) {
	w.t.Helper()
	for moment := at(w.t, from); !moment.After(at(w.t, to)); moment = moment.Add(time.Minute) {
		w.clock.Set(moment)
		w.minutePasses()
	}
}

// TestTheClockJumps: no reminder is sent twice, and none is left out without a log line.
func TestTheClockJumps(t *testing.T) {
	const leftOut = "A reminder is left out"
	for name, c := range map[string]struct {
		minutes [][2]string // the times of the clock, one stretch after the other
		late    bool
		logged  []string
	}{
		"not": {
			minutes: [][2]string{{"2026-10-23T12:00:00+02:00", "2026-10-23T16:00:00+02:00"}},
		},
		"forward an hour, over the start": {
			minutes: [][2]string{{"2026-10-23T12:00:00+02:00", "2026-10-23T14:00:00+02:00"}, {"2026-10-23T15:00:00+02:00", "2026-10-23T16:00:00+02:00"}},
			late:    true,
		},
		"forward an hour, before the start": {
			minutes: [][2]string{{"2026-10-23T12:00:00+02:00", "2026-10-23T13:00:00+02:00"}, {"2026-10-23T14:00:00+02:00", "2026-10-23T16:00:00+02:00"}},
		},
		"forward an hour, and back": {
			minutes: [][2]string{
				{"2026-10-23T12:00:00+02:00", "2026-10-23T14:00:00+02:00"},
				{"2026-10-23T15:00:00+02:00", "2026-10-23T15:05:00+02:00"},
				{"2026-10-23T14:06:00+02:00", "2026-10-23T16:00:00+02:00"},
			},
			late: true,
		},
		"back an hour, before the start": {
			minutes: [][2]string{{"2026-10-23T12:00:00+02:00", "2026-10-23T14:00:00+02:00"}, {"2026-10-23T13:01:00+02:00", "2026-10-23T16:00:00+02:00"}},
		},
		"back an hour, after the start": {
			minutes: [][2]string{{"2026-10-23T12:00:00+02:00", "2026-10-23T15:00:00+02:00"}, {"2026-10-23T14:01:00+02:00", "2026-10-23T16:00:00+02:00"}},
		},
		"back a second, at the start": {
			minutes: [][2]string{{"2026-10-23T14:30:00+02:00", "2026-10-23T14:30:00+02:00"}, {"2026-10-23T14:29:59+02:00", "2026-10-23T16:00:00+02:00"}},
		},
		"forward a day, over the start": {
			minutes: [][2]string{{"2026-10-23T12:00:00+02:00", "2026-10-23T14:00:00+02:00"}, {"2026-10-24T14:00:00+02:00", "2026-10-24T16:00:00+02:00"}},
			logged:  []string{leftOut},
		},
	} {
		t.Run(name, func(t *testing.T) {
			w := newPlannedWorld(t)
			post := w.plans(w.alice, "--at 14:30")
			for _, stretch := range c.minutes {
				w.passes(stretch[0], stretch[1])
			}
			assert.Equal(t, c.logged, w.Logged)
			if c.logged != nil {
				assert.Empty(t, w.replies(post))
			} else if assert.Len(t, w.replies(post), 1) {
				says := "starts now"
				if c.late {
					says = "This reminder is late"
				}
				assert.Contains(t, w.replies(post)[0].Message, says)
			}
			assert.Empty(t, w.Keys("due_"))
		})
	}
}

func TestAMeetingIsPlannedWhileTheClockIsSetBack(t *testing.T) {
	w := newPlannedWorld(t)
	w.passes("2026-10-23T14:00:00+02:00", "2026-10-23T15:00:00+02:00")
	w.clock.Set(at(t, "2026-10-23T13:00:00+02:00"))
	post := w.plans(w.alice, "--at 13:30")
	w.passes("2026-10-23T13:00:00+02:00", "2026-10-23T13:29:00+02:00")
	assert.Empty(t, w.replies(post))
	w.passes("2026-10-23T13:30:00+02:00", "2026-10-23T15:10:00+02:00")
	assert.Len(t, w.replies(post), 1)
}

// TestClocksGoBackAndForth: in Berlin, 2:30 comes twice on 2026-10-25 and not at all on 2027-03-28.
func TestClocksGoBackAndForth(t *testing.T) {
	for name, c := range map[string]struct{ planned, first, from, to string }{
		"back":  {"2026-10-17T12:00:00+02:00", "2026-10-18T02:30:00+02:00", "2026-10-25T00:00:00+02:00", "2026-10-25T06:00:00+01:00"},
		"forth": {"2027-03-20T12:00:00+01:00", "2027-03-21T02:30:00+01:00", "2027-03-28T00:00:00+01:00", "2027-03-28T06:00:00+02:00"},
	} {
		t.Run(name, func(t *testing.T) {
			w := newPlannedWorld(t)
			w.clock.Set(at(t, c.planned))
			post := w.plans(w.alice, "--at sun 2:30 --every week")
			w.passes(c.first, c.first)
			assert.Len(t, w.replies(post), 1)
			w.passes(c.from, c.to)
			assert.Len(t, w.replies(post), 2)
			assert.Empty(t, w.Logged)
		})
	}
}
