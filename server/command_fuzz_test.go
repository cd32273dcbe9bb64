package main

import (
	"encoding/json"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/stretchr/testify/require"

	"mattermost-plugin-blizz/server/fake"
)

// wide are the mentions of everybody.
var wide = regexp.MustCompile(`(?i)@(?:all|channel|here)\b`)

// FuzzCommand: for any text behind /blizz, the answer is an invitation to the named meeting, or a text that only the person
// sees.
func FuzzCommand(f *testing.F) {
	for _, text := range pastedTexts(f) {
		f.Add(text)
	}
	for _, text := range []string{
		"m12-345-678 --password s3cret --at tomorrow 9:00 --for 1h30m --every weekday Stand-up",
		`m12-345-678 —password “two words” –at "mon 10:00" Retro`,
		"m12-345-678 --nonsense", "--help", "-h", "?", "m12-345-678 --at", "--for=45m --every week", "--at 14:30 --password x",
		"room", "room m12-345-678", "room clear", "room mine m12-345-678", "room channel https://go.blizz.com/join/m12345678", "room mine clear", "upcoming", "end", "help",
		"m12-345-678 [x](https://evil.example) ![y](https://evil.example/y.png) <b>z</b> `code` @channel",
		"m12-345-678 1. a_b *c* ~~d~~ | &amp; https://wiki.example/a_b_c @a_b \u202ecba\u2069 \u200b",
	} {
		f.Add(text)
	}
	w := newFuzzedWorld(f)
	f.Fuzz(func(t *testing.T, text string) {
		w.again(t)
		response := w.types(w.alice, "/blizz "+text)
		messages := []string{response.Text}
		if response.Type == "" {
			require.NotEqual(t, model.CommandResponseTypeInChannel, response.ResponseType)
			require.Empty(t, response.Props)
			require.Empty(t, fake.Show(response.Text).Links)
		} else {
			w.requireInvitation(w.posts(w.alice, response))
		}
		w.requirePosted()
		for _, post := range w.Posts(w.channel) {
			messages = append(messages, post.Message)
		}
		for _, mention := range wide.FindAllString(strings.Join(messages, "\n"), -1) {
			require.Contains(t, visible(text), mention, "nobody but the person mentions people")
		}
		require.Empty(t, w.Logged)
	})
}

// visible returns a text without invisible characters.
func visible(text string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufffd", r) || r < ' ' || r >= 0x7f && r < 0xa0 {
			return -1
		}
		return r
	}, text)
}

// pastedTexts returns the texts of the parser's test vectors.
func pastedTexts(f *testing.F) (texts []string) {
	f.Helper()
	data, err := os.ReadFile("meeting/testdata/meetings.json")
	require.NoError(f, err)
	var vectors struct{ Cases []struct{ Text string } }
	require.NoError(f, json.Unmarshal(data, &vectors))
	for _, c := range vectors.Cases {
		texts = append(texts, c.Text)
	}
	return texts
}
