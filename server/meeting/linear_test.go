package meeting

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
)

// hostile are texts that made readers slow, or were meant to.
var hostile = map[string]string{
	"links and digits":      "a.bc/ 1 ",
	"open brackets":         "[",
	"Markdown without end":  "[x](",
	"Markdown in a word":    "[x](a.bc/",
	"short Markdown links":  "[x](a)",
	"titles without end":    `[x](a "`,
	"images":                "![",
	"schemes":               "a://",
	"schemes of no letters": "1://",
	"labels":                "a.",
	"labels with hyphens":   "a-",
	"labels before a slash": strings.Repeat("a-", 290) + "1/",
	"closing brackets":      "https://a.bc/" + strings.Repeat(")", 2000) + " ",
	"mixed brackets":        "https://a.bc/" + strings.Repeat(")]}", 650) + " ",
	"digits":                "1",
	"digits and spaces":     "1 ",
	"digits and dashes":     "1-",
	"zero-width spaces":     "1\u200b",
	"IDs":                   "m12-345-678 ",
	"remote control IDs":    "123 456 789 ",
	"passwords":             "Password: x\n",
	"labels of passwords":   "Password:",
	"spaces before a label": " ",
	"quotes around a word":  "(m12345678)",
	"other services' IDs":   "859 9624 9517 ",
	"eleven digits":         "85996249517 ",
	"colons":                ":",
	"parameters":            "https://go.blizz.com/join?" + strings.Repeat("a=b&", 500) + " ",
	"segments":              "https://go.blizz.com/" + strings.Repeat("m1/", 600) + " ",
}

// TestTimeGrowsWithLength: a text of three times the length may take three times as long, and as much again for noise. With
// the square of the length, it would take nine times as long. (Shorter texts would not do: Go's regular expressions have
// another engine for these.)
func TestTimeGrowsWithLength(t *testing.T) {
	all := withPresets(t)
	for name, text := range hostile {
		t.Run(name, func(t *testing.T) {
			short, long := strings.Repeat(text, 1+maxText/3/len(text)), strings.Repeat(text, 1+maxText/len(text))
			var ratio float64
			for range 10 { // another process may have had the processor
				took := fastest(func() { _, _ = all.Find(long) })
				ratio = float64(took) / float64(fastest(func() { _, _ = all.Find(short) }))
				if ratio < 6 || took < time.Millisecond {
					return
				}
			}
			assert.Less(t, ratio, 6.0)
		})
	}
}

// fastest is the shortest time that something takes.
func fastest(run func()) time.Duration {
	best := time.Hour
	for range 3 {
		start := time.Now()
		run()
		best = min(best, time.Since(start))
	}
	return best
}

// withPresets are Blizz and all presets.
func withPresets(t testing.TB) Services {
	t.Helper()
	list := services(t, "").All()
	for _, preset := range Presets() {
		service, errors := NewService(preset.At("meet-" + preset.Key + ".example.org"))
		assert.Empty(t, errors)
		list = append(list, service)
	}
	set, errors := NewServices(list...)
	assert.Empty(t, errors)
	return set
}

// BenchmarkHostile reports what 64 KiB of each hostile text cost.
func BenchmarkHostile(b *testing.B) {
	all := withPresets(b)
	for name, text := range hostile {
		long := strings.Repeat(text, 1+maxText/len(text))
		b.Run(strings.ReplaceAll(name, " ", "-"), func(b *testing.B) {
			for b.Loop() {
				_, _ = all.Find(long)
			}
		})
	}
}
