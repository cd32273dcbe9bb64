package main

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"mattermost-plugin-blizz/server/fake"
)

// TestUpcomingLinksOnlyToTheInvitation: a link within a link's text would be a separate link.
func TestUpcomingLinksOnlyToTheInvitation(t *testing.T) {
	for topic, shown := range map[string]string{
		"https://evil.example/a_b": `[https&#58;//evil.example/a\_b](https://chat.example/_redirect/pl/`,
		"see www.evil.example":     `[see www\.evil.example](https://chat.example/_redirect/pl/`,
		"WWW2.evil.example":        `[WWW2\.evil.example](https://chat.example/_redirect/pl/`,
		"[x](https://y)":           `[\[x\]\(https&#58;//y)](https://chat.example/_redirect/pl/`,
	} {
		t.Run(topic, func(t *testing.T) {
			w := newPlannedWorld(t)
			w.plans(w.alice, "--at 14:30 "+topic)
			assert.Contains(t, w.types(w.carol, "/blizz upcoming").Text, shown)
		})
	}
}

func TestHelpShowsTheServiceNameAsTyped(t *testing.T) {
	w := newWorld(t)
	w.configures(map[string]any{"ServiceName": "[Meet](https://evil.example)"})
	text := w.types(w.alice, "/blizz help").Text
	assert.Contains(t, text, `\[Meet\]\(https://evil.example)`)
	assert.Empty(t, fake.Show(text).Links)
}
