// Package figures is what the benchmarks found: kept as JSON, held against a budget, shown as a document.
package figures

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"time"
)

// The candidates that all others, and the budget, are held against.
const (
	Empty = "a plugin that does nothing"
	Blizz = "`/blizz m12-345-678`"
)

// Figures are all that was measured. What was not is empty: a budget's run measures only some of it.
type Figures struct {
	Setting    Setting
	Alone      []Latency
	Load       []Load
	Memory     Memory
	Activation Activation
	Sizes      Sizes
	Cards      Cards
	Further    Further
	// Planned is of a run of its own, at another time.
	Planned Planned
}

// Setting is where, when and with what was measured.
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

// Latency is how long a candidate took, in milliseconds.
type Latency struct {
	Name          string
	Acts          int
	P50, P95, P99 float64
}

// Load is what so many people at once met, of one candidate after the other.
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

// Memory is what the plugins' processes hold resident, in MB, at one moment after the other.
type Memory struct {
	Moments []Moment
}

// Moment is one of them.
type Moment struct {
	Name         string
	Blizz, Empty float64
}

// Growth returns the last moment's memory, of the first one's.
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
	Script, ScriptCompressed int // main.js, as it is and with gzip
	OnDemand                 int // all other scripts together
}

// Cards is what a channel of many posts costs the browser.
type Cards struct {
	Chromium string
	Rounds   int
	Posts    int
	Plain    Drawing
	Cards    Drawing
}

// Drawing is the milliseconds of CPU for one post, in the median: for styles and layout, and for all else.
type Drawing struct{ Script, Layout float64 }

// All returns the milliseconds of both.
func (d Drawing) All() float64 { return d.Script + d.Layout }

// Further is what /blizz costs beside so many further services, of which it names none.
type Further struct {
	Services int
	Alone    []Latency
	Memory   Moment
}

// Planned is what many planned invitations cost.
type Planned struct {
	Setting    Setting
	Planned    int
	Planning   Latency    // of one, with none planned yet
	Empty      Latency    // of the empty plugin, in turn with that
	AndThen    Latency    // of one, with all planned
	EmptyThen  Latency    // of the empty plugin, in turn with that
	Activation Activation // with all planned
	Memory     float64    // with all planned, in MB
	Due        int        // how many are due in one minute
	Edit       Latency    // of a post that is no invitation
	// EditWithout is the same with the plugin switched off.
	EditWithout Latency
	First, All  float64 // seconds from that minute's beginning to the first reminder, and to the last
	Replies     float64 // seconds that as many plain replies take, each with a mention
}

// LatencyOf sums up the times of a candidate.
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

// Named finds a candidate's latency; an empty one if it did not take part.
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

// Read reads the figures of a former run; none if there is no file.
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

// Write keeps the figures.
func (f Figures) Write(file string) error {
	content, err := json.MarshalIndent(f, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(file, append(content, '\n'), 0o644)
}
