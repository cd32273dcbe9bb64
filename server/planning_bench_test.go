package main

import (
	"fmt"
	"testing"
	"time"
)

// BenchmarkPlanning times the command that plans a meeting, inside the plugin's process. The name of each case says how
// many meetings are planned in the channel already. Everybody who is timed has planned at most 50 meetings, so that
// their own lists are alike in all cases.
func BenchmarkPlanning(b *testing.B) {
	for _, planned := range []int{0, 250} {
		b.Run(fmt.Sprintf("planned=%d", planned), func(b *testing.B) {
			w := newPlannedWorld(b)
			tomorrow := w.clock.Now().AddDate(0, 0, 1)
			plan := func(n int, person string) {
				start := tomorrow.Add(time.Duration(n) * 15 * time.Minute)
				w.types(person, start.Format(`/blizz m12-345-678 --at "2006-01-02 15:04"`))
			}
			others, people := w.addPlanners("other", 5), w.addPlanners("timed", 1+b.N/50)
			for n := range planned {
				plan(n, others[n%len(others)])
			}
			w.clock.Set(w.clock.Now().Add(10 * time.Second)) // the plugin remembers for some seconds what it wrote
			b.ResetTimer()
			for n := range b.N {
				plan(n, people[n/50])
			}
		})
	}
}

// addPlanners adds members of the channel.
func (w *world) addPlanners(name string, count int) (userIDs []string) {
	for n := range count {
		userID := w.AddUser(fmt.Sprint(name, n), "en")
		w.Move(userID, "Europe/Berlin")
		w.AddMember(w.channel, userID)
		userIDs = append(userIDs, userID)
	}
	return userIDs
}
