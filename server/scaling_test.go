package main

import (
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"mattermost-plugin-blizz/server/invitation"
	"mattermost-plugin-blizz/server/when"
)

// worstCommands are pieces that, repeated, are hardest for the parsers of a command.
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

// worstMeetings are pieces for the parser of pasted texts, which may be longer than a command.
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

// Limits for the rounds in which two tasks are compared. Other programs can only slow a task down, so the fastest round
// counts. A test passes as soon as the result is good, but not before leastRounds: another process may have slowed the
// other task.
const (
	leastRounds = 5
	mostRounds  = 60
)

// requireWithin fails if work takes more than that many times as long as other work. No absolute time counts, because a
// busy machine and the race detector slow both down.
func requireWithin(t *testing.T, times int, work, other func()) {
	t.Helper()
	its, others := time.Hour, time.Hour
	for round := range mostRounds {
		others, its = min(others, timeOf(other)), min(its, timeOf(work))
		if round >= leastRounds && its <= time.Duration(times)*others {
			return
		}
	}
	require.Failf(t, "too slow", "%s, where %d times %s are allowed", its, times, others)
}

// requireLinear fails if a text of 16 times the length takes more than 100 times as long. Work that grows with the
// square would take 256 times as long. Short texts may take less than their share, because Go's regular expressions use
// another engine for them.
func requireLinear(t *testing.T, shorter, longer func()) {
	t.Helper()
	requireWithin(t, 100, longer, shorter)
}

func timeOf(work func()) time.Duration {
	begin := time.Now()
	work()
	return time.Since(begin)
}

// matching matches one regular expression against the longest command. A parser of commands does that several times.
// Go's engine takes time proportional to the length.
func matching() {
	everyLetter.FindStringIndex(longestText)
}

var (
	everyLetter = regexp.MustCompile(`(?:a+|[a-z]+)+1`)
	longestText = strings.Repeat("a", 16_383)
)

// mostMatches limits the time of a command, as a multiple of matching. The worst known command takes ten times as long.
// A parser that grew with the square took 700 times as long.
const mostMatches = 60

// TestCommandsAreReadInLinearTime compares the time with work that is known to be linear. Comparing shorter commands
// says less, because Go's regular expressions change their engine in between.
func TestCommandsAreReadInLinearTime(t *testing.T) {
	w := newWorld(t)
	for name, piece := range worstCommands {
		t.Run(name, func(t *testing.T) {
			command := "/blizz m12345678 " + strings.ToValidUTF8(repeatTo(piece, 16_000), "")
			requireWithin(t, mostMatches, func() { w.types(w.alice, command) }, matching)
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
			requireLinear(t, sets(60_000/16), sets(60_000))
		})
	}
}

// worstTexts are pieces for the readers of times and for the functions that escape Markdown. The doors give them at most 64 KiB.
var worstTexts = map[string]string{
	"days":       "tomorrow ",
	"lists":      "mon,",
	"dates":      "1.1.",
	"durations":  "1h 30m ",
	"one word":   "a",
	"quotes":     "„“",
	"words":      "every ",
	"emphasis":   "*_`~~",
	"brackets":   "[](",
	"addresses":  "www.a_b ",
	"schemes":    "https://",
	"references": "&#1;",
	"mentions":   "@a_b ",
}

// readers are the functions that read such texts.
var readers = map[string]func(text string){
	"start":    func(text string) { _, _, _ = when.ReadStart(text, time.Unix(0, 0)) },
	"duration": func(text string) { _, _ = when.ReadDuration(text) },
	"rule":     func(text string) { _, _ = when.ReadRule(text) },
	"end": func(text string) {
		_, _ = when.ReadUntil(when.Rule{Frequency: when.Daily, Interval: 1}, text, time.Unix(0, 0))
	},
	"Markdown": func(text string) { invitation.Escape(text) },
}

func TestTimesAndMarkdownAreReadInLinearTime(t *testing.T) {
	for reader, read := range readers {
		for name, piece := range worstTexts {
			t.Run(reader+" "+name, func(t *testing.T) {
				shorter, longer := repeatTo(piece, 4_000), repeatTo(piece, 16*4_000)
				requireLinear(t, func() { read(shorter) }, func() { read(longer) })
			})
		}
	}
}

// BenchmarkWorstText shows the time against the length of a text, for each reader of times and for Markdown.
func BenchmarkWorstText(b *testing.B) {
	for reader, read := range readers {
		for name, piece := range worstTexts {
			for _, length := range []int{4_000, 16_000, 64_000} {
				text := repeatTo(piece, length)
				b.Run(fmt.Sprintf("%s/%s/%d", reader, strings.ReplaceAll(name, " ", "_"), length), func(b *testing.B) {
					for b.Loop() {
						read(text)
					}
				})
			}
		}
	}
}

// TestTheLongestCommandIsRefusedAtOnce: Mattermost accepts commands of 300 KB. Refusing one must cost less than reading
// the longest allowed one.
func TestTheLongestCommandIsRefusedAtOnce(t *testing.T) {
	w := newWorld(t)
	for name, piece := range worstCommands {
		t.Run(name, func(t *testing.T) {
			command := "/blizz m12345678 " + strings.ToValidUTF8(repeatTo(piece, 300_000), "")
			var response *model.CommandResponse
			requireWithin(t, 4, func() { response = w.types(w.alice, command) }, matching)
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

// BenchmarkWorstCommand measures the time for several lengths of the worst commands.
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

// BenchmarkWorstMeeting measures the same for pasted texts.
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
