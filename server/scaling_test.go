package main

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// worstCommands are pieces that, repeated, make the readers of a command work hardest.
var worstCommands = map[string]string{
	"open quotes":         "--at “ ",
	"mixed open quotes":   "--password \" --at „ ",
	"closed quotes":       `--at "x" `,
	"starts":              "--at tomorrow 9:00 am ",
	"starts without end":  "--at 9:00 pm   ",
	"durations":           "--for 1h 30m ",
	"signs without value": "--at = ",
	"dashes":              " —a-—a",
	"spaces":              "          ",
	"IDs":                 "m1 ",
	"links":               "https://go.blizz.com/join/m1 ",
	"brackets":            "[](",
	"Markdown":            "*_`[x](y)~~|&#1;",
	"mentions":            "@a_b www.a_b ",
	"control characters":  "\u202e\x01",
}

// worstMeetings are pieces for the reader of pasted texts, which takes more than a command may have.
var worstMeetings = map[string]string{
	"IDs":       "m1 ",
	"passwords": "Password: x\n",
	"links":     "https://go.blizz.com/join/m1 ",
	"brackets":  "[](",
	"schemes":   "https://",
	"digits":    "1 ",
	"dots":      "1.a.",
}

func repeatTo(piece string, length int) string {
	return strings.Repeat(piece, length/len(piece)+1)[:length]
}

// rounds is how often work is timed: what else the machine does only makes it slower, so the fastest round counts.
const rounds = 20

// requireLinear fails if work on a text of four times the length takes more than ten times as long. Work that grows
// with the square would take sixteen times as long.
func requireLinear(t *testing.T, shorter, longer func()) {
	t.Helper()
	skipIfSlowed(t)
	const noise = 200 * time.Microsecond
	short, long := time.Hour, time.Hour
	for range rounds {
		short, long = min(short, timeOf(shorter)), min(long, timeOf(longer))
		if long < 10*short+noise {
			return
		}
	}
	require.Failf(t, "the time grows faster than the length", "%s for a text, %s for one of four times the length", short, long)
}

// requireFast fails if work takes longer than a bound, however often it is tried.
func requireFast(t *testing.T, bound time.Duration, work func()) {
	t.Helper()
	skipIfSlowed(t)
	fastest := time.Hour
	for range rounds {
		if fastest = min(fastest, timeOf(work)); fastest < bound {
			return
		}
	}
	require.Failf(t, "too slow", "%s is more than %s", fastest, bound)
}

// skipIfSlowed leaves a test of times to the run without the race detector: make coverage.
func skipIfSlowed(t *testing.T) {
	t.Helper()
	if isRaceDetected {
		t.Skip("the race detector slows the code down")
	}
}

func timeOf(work func()) time.Duration {
	begin := time.Now()
	work()
	return time.Since(begin)
}

// TestCommandsAreReadAtOnce: below the longest command, a time says more than a growth, as Go's regular expressions
// change their way of working on the way there. Work that grew with the square took 700 ms.
func TestCommandsAreReadAtOnce(t *testing.T) {
	w := newWorld(t)
	for name, piece := range worstCommands {
		t.Run(name, func(t *testing.T) {
			command := "/blizz m12345678 " + strings.ToValidUTF8(repeatTo(piece, 16_000), "")
			requireFast(t, 50*time.Millisecond, func() { w.types(w.alice, command) })
		})
	}
}

func TestMeetingsAreReadInTimeThatGrowsWithTheirLength(t *testing.T) {
	w := newWorld(t)
	for name, piece := range worstMeetings {
		t.Run(name, func(t *testing.T) {
			sets := func(length int) func() {
				body := fmt.Sprintf(`{"meeting": %q}`, strings.ToValidUTF8(repeatTo(piece, length), ""))
				return func() { w.asks(w.alice, http.MethodPut, "/rooms/mine", body) }
			}
			requireLinear(t, sets(15_000), sets(60_000))
		})
	}
}

// TestTheLongestCommandIsRefusedAtOnce: Mattermost takes commands of 300 KB.
func TestTheLongestCommandIsRefusedAtOnce(t *testing.T) {
	w := newWorld(t)
	for name, piece := range worstCommands {
		t.Run(name, func(t *testing.T) {
			command := "/blizz m12345678 " + strings.ToValidUTF8(repeatTo(piece, 300_000), "")
			var response *model.CommandResponse
			requireFast(t, 50*time.Millisecond, func() { response = w.types(w.alice, command) })
			assert.Equal(t, model.CommandResponseTypeEphemeral, response.ResponseType)
			assert.Equal(t, "That command is too long: 16383 characters at most, as in a message.", response.Text)
		})
	}
	assert.Empty(t, w.Keys("person_"))
}

func TestACommandMayBeAsLongAsAMessage(t *testing.T) {
	w := newWorld(t)
	most := func(more string) string { return "/blizz help" + strings.Repeat(" ", 16_383-len("/blizz help")) + more }
	assert.Contains(t, w.types(w.alice, most("")).Text, "shows this help")
	assert.Contains(t, w.types(w.alice, most(" ")).Text, "too long")
	assert.Contains(t, w.types(w.alice, "/blizz help"+strings.Repeat("\u2003", 16_383-len("/blizz help"))).Text, "shows this help", "characters, not bytes")
}

// BenchmarkWorstCommand shows the time against the length of what is typed, for each of the worst inputs.
func BenchmarkWorstCommand(b *testing.B) {
	w := newWorld(b)
	for name, piece := range worstCommands {
		for _, length := range []int{4_000, 8_000, 16_000, 300_000} {
			command := "/blizz m12345678 " + strings.ToValidUTF8(repeatTo(piece, length), "")
			b.Run(fmt.Sprintf("%s/%d", strings.ReplaceAll(name, " ", "_"), length), func(b *testing.B) {
				for b.Loop() {
					w.types(w.alice, command)
				}
			})
		}
	}
}

// BenchmarkWorstMeeting is the same for what the HTTP door reads.
func BenchmarkWorstMeeting(b *testing.B) {
	w := newWorld(b)
	for name, piece := range worstMeetings {
		for _, length := range []int{15_000, 30_000, 60_000} {
			body := fmt.Sprintf(`{"meeting": %q}`, strings.ToValidUTF8(repeatTo(piece, length), ""))
			b.Run(fmt.Sprintf("%s/%d", name, length), func(b *testing.B) {
				for b.Loop() {
					w.asks(w.alice, http.MethodPut, "/rooms/mine", body)
				}
			})
		}
	}
}
