package figures

import (
	"slices"
	"time"
)

// Percentile returns a percentile of sorted times, by nearest rank: the smallest time that p percent of all don't
// exceed. It is 0 without times.
func Percentile(sorted []time.Duration, p int) time.Duration {
	if len(sorted) == 0 {
		return 0
	}
	return sorted[max(0, (len(sorted)*p+99)/100-1)]
}

// Median returns the middle one of some figures. Of two middle ones, it returns the lower one.
func Median(figures []float64) float64 {
	return slices.Sorted(slices.Values(figures))[(len(figures)-1)/2]
}

// Milliseconds returns a duration in milliseconds, with fractions.
func Milliseconds(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }
