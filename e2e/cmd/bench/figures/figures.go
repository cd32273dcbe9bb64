// Package figures holds the results of the benchmarks. It stores them as JSON, compares them with a budget, and writes
// a document.
package figures

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"time"
)

// The candidates with which others, and the budget, are compared.
const (
	Empty = "a plugin that does nothing"
	Blizz = "`/blizz m12-345-678`"
)

// Figures holds all results. Unmeasured ones are empty: a short run measures only some.
type Figures struct {
	Setting    Setting
	Alone      []Latency
	Load       []Load
	Memory     Memory
	Activation Activation
	Sizes      Sizes
	Cards      Cards
	Further    Further
	// Planned is measured in a run of its own.
	Planned Planned
}

// Setting describes the machine, its programs, and the time of the measurement.
type Setting struct {
	Date       time.Time
	CPU        string
	Cores      int
	MemoryGB   float64
	System     string
	Go         string
	Mattermost string
	PostgreSQL string
	Plugin     string
}

// Latency is the time of a candidate, in milliseconds.
type Latency struct {
	Name          string
	Acts          int
	P50, P95, P99 float64
}

// Load holds the results of one candidate after the other, with that many people at once.
type Load struct {
	People      int
	Comparisons []Comparison
}

// Comparison is one load in which half of the acts are the candidate's and half are the empty plugin's.
type Comparison struct {
	Candidate, Empty Latency
	PerSecond        float64 // acts of both
	Failures         int
}

// Memory is the resident memory of the plugins' processes, in MB, at several moments.
type Memory struct {
	Moments []Moment
}

// Moment is the memory at one moment.
type Moment struct {
	Name         string
	Blizz, Empty float64
}

// Growth returns the memory of the last moment divided by that of the first.
func (m Memory) Growth() float64 {
	return m.Moments[len(m.Moments)-1].Blizz / m.Moments[0].Blizz
}

// Activation is the time from enabling a plugin to its first answer, in milliseconds.
type Activation struct {
	Rounds       int
	Blizz, Empty float64
}

// Sizes are in bytes.
type Sizes struct {
	Bundle                   int
	Binary, EmptyBinary      int // for linux-amd64
	Script, ScriptCompressed int // main.js, uncompressed and with gzip
	OnDemand                 int // all other scripts together
}

// Cards is the cost of a channel with many posts in the browser.
type Cards struct {
	Chromium string
	Rounds   int
	Posts    int
	Plain    Drawing
	Cards    Drawing
}

// Drawing is the CPU time for one post, in milliseconds (median): for styles and layout, and for the rest.
type Drawing struct{ Script, Layout float64 }

// All returns the sum of both.
func (d Drawing) All() float64 { return d.Script + d.Layout }

// Further is the cost of /blizz with that many further services, none of which it names.
type Further struct {
	Services int
	Alone    []Latency
	Memory   Moment
}

// Planned is the cost of many planned invitations.
type Planned struct {
	Setting    Setting
	Planned    int
	Planning   Latency    // of one, with none planned before
	Empty      Latency    // of the empty plugin, in turn with Planning
	AndThen    Latency    // of one, with all planned
	EmptyThen  Latency    // of the empty plugin, in turn with AndThen
	Activation Activation // with all planned
	Memory     float64    // with all planned, in MB
	Due        int        // the number of plans that are due in one minute
	Edit       Latency    // of a post that is no invitation
	// EditWithout is like Edit, with the plugin disabled.
	EditWithout Latency
	First, All  float64 // seconds from that minute's beginning to the first reminder, and to the last one
	Replies     float64 // seconds for as many ordinary replies, each with a mention
}

// LatencyOf computes the latency of a candidate from its times.
func LatencyOf(name string, times []time.Duration) Latency {
	slices.Sort(times)
	return Latency{
		Name: name,
		Acts: len(times),
		P50:  Milliseconds(Percentile(times, 50)),
		P95:  Milliseconds(Percentile(times, 95)),
		P99:  Milliseconds(Percentile(times, 99)),
	}
}

// Named returns a candidate's latency. It is empty if the candidate was not measured.
func Named(latencies []Latency, name string) Latency {
	for _, l := range latencies {
		if l.Name == name {
			return l
		}
	}
	return Latency{}
}

// Failures returns the acts that failed in all comparisons.
func (l Load) Failures() int {
	failures := 0
	for _, comparison := range l.Comparisons {
		failures += comparison.Failures
	}
	return failures
}

// Read reads the figures of a former run. They are empty if there is no file.
func Read(file string) (Figures, error) {
	var f Figures
	content, err := os.ReadFile(file)
	if err != nil {
		return f, err
	}
	if err := json.Unmarshal(content, &f); err != nil {
		return f, fmt.Errorf("reading %s: %w", file, err)
	}
	return f, nil
}

// Write stores the figures.
func (f Figures) Write(file string) error {
	content, err := json.MarshalIndent(f, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(file, append(content, '\n'), 0o644)
}
