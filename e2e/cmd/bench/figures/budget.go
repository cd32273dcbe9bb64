package figures

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"slices"
)

// Budget holds the ceilings, by the names of their figures.
type Budget map[string]Ceiling

// Ceiling is the highest allowed value of a figure. A short run has another ceiling, because it has fewer acts and
// other programs run beside it. Without one, it does not measure the figure.
type Ceiling struct {
	What  string  `json:"what"`
	Most  float64 `json:"most"`
	Short float64 `json:"short,omitempty"`
}

// ReadBudget reads a budget's file.
func ReadBudget(file string) (Budget, error) {
	content, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var budget Budget
	if err := json.Unmarshal(content, &budget); err != nil {
		return nil, fmt.Errorf("reading %s: %w", file, err)
	}
	return budget, nil
}

// Short returns the budget of a short run.
func (b Budget) Short() Budget {
	short := Budget{}
	for name, ceiling := range b {
		if ceiling.Short > 0 {
			short[name] = Ceiling{What: ceiling.What, Most: ceiling.Short}
		}
	}
	return short
}

// Of returns the budget of the measured figures only.
func (b Budget) Of(measured Held) Budget {
	some := Budget{}
	for name := range measured {
		if ceiling, ok := b[name]; ok {
			some[name] = ceiling
		}
	}
	return some
}

// Held holds figures that have ceilings, by name.
type Held map[string]float64

// Held returns the figures that have ceilings. Unmeasured ones are absent.
func (f Figures) Held() Held {
	held := Held{}
	if len(f.Alone) > 0 {
		held.latency("alone", Named(f.Alone, Blizz), Named(f.Alone, Empty))
	}
	for _, load := range f.Load {
		for _, comparison := range load.Comparisons {
			if comparison.Candidate.Name == Blizz {
				held.latency(fmt.Sprintf("at %d", load.People), comparison.Candidate, comparison.Empty)
			}
		}
		held["failures"] += float64(load.Failures())
	}
	if moments := f.Memory.Moments; len(moments) > 0 {
		held["memory"] = moments[0].Blizz / moments[0].Empty
		held["memory growth"] = f.Memory.Growth()
	}
	if f.Activation.Rounds > 0 {
		held["activation"] = f.Activation.Blizz / f.Activation.Empty
	}
	if f.Sizes.Bundle > 0 {
		held["bundle MB"] = float64(f.Sizes.Bundle) / 1e6
		held["binary"] = float64(f.Sizes.Binary) / float64(f.Sizes.EmptyBinary)
		held["main.js KB"] = float64(f.Sizes.ScriptCompressed) / 1e3
	}
	if f.Further.Services > 0 {
		where := fmt.Sprintf("with %d services", f.Further.Services)
		held.latency(where, Named(f.Further.Alone, Blizz), Named(f.Further.Alone, Empty))
		held["memory "+where] = f.Further.Memory.Blizz / f.Further.Memory.Empty
	}
	if f.Cards.Rounds > 0 {
		held["card scripts"] = f.Cards.Cards.Script / f.Cards.Plain.Script
		held["card"] = f.Cards.Cards.All() / f.Cards.Plain.All()
	}
	return held
}

// latency compares /blizz with the empty plugin.
func (h Held) latency(where string, blizz, empty Latency) {
	h[where+" p50"] = blizz.P50 / empty.P50
	h[where+" p99"] = blizz.P99 / empty.P99
}

// Lower returns the lower one of each figure in two measurements. A slow plugin is slow in both. Another program slows
// down only one.
func (h Held) Lower(other Held) Held {
	lower := maps.Clone(other)
	for name, figure := range h {
		if again, ok := other[name]; !ok || figure < again {
			lower[name] = figure
		}
	}
	return lower
}

// Exceeded returns a line for each figure that is above its ceiling or absent.
func (b Budget) Exceeded(held Held) []string {
	var lines []string
	for _, name := range slices.Sorted(maps.Keys(b)) {
		figure, ok := held[name]
		switch {
		case !ok:
			lines = append(lines, name+": was not measured")
		case figure > b[name].Most:
			lines = append(lines, fmt.Sprintf("%s: %.3f, above %.3f (%s)", name, figure, b[name].Most, b[name].What))
		}
	}
	return lines
}

// Lines returns a line for each ceiling, with its figure.
func (b Budget) Lines(held Held) []string {
	var lines []string
	for _, name := range slices.Sorted(maps.Keys(b)) {
		lines = append(lines, fmt.Sprintf("%-24s %8.3f of %8.3f  %s", name, held[name], b[name].Most, b[name].What))
	}
	return lines
}
