package meeting

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
)

// hostile are texts that made parsers slow, or were meant to.
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

// TestTimeGrowsWithLength: a text of 16 times the length may take 100 times as long. Work that grows with the square
// would take 256 times as long. (For short texts, Go's regular expressions use another engine, which is up to four
// times as fast.) The test compares only the fastest rounds, so a busy machine can't make it fail.
func TestTimeGrowsWithLength(t *testing.T) {
	const leastRounds, mostRounds = 3, 100
	all := withPresets(t)
	for name, text := range hostile {
		t.Run(name, func(t *testing.T) {
			short, long := strings.Repeat(text, 1+maxText/16/len(text)), strings.Repeat(text, 1+maxText/len(text))
			shortTook, longTook := time.Hour, time.Hour
			for round := range mostRounds {
				shortTook = min(shortTook, timeOf(func() { _, _ = all.Find(short) }))
				longTook = min(longTook, timeOf(func() { _, _ = all.Find(long) }))
				isTooShortToTell := longTook < time.Millisecond
				if round >= leastRounds && (isTooShortToTell || longTook <= 100*shortTook) {
					return
				}
			}
			assert.LessOrEqual(t, longTook, 100*shortTook)
		})
	}
}

func timeOf(run func()) time.Duration {
	start := time.Now()
	run()
	return time.Since(start)
}

// withPresets returns Blizz and all presets.
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

// BenchmarkHostile measures 64 KiB of each hostile text.
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
