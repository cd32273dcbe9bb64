package main

import (
	"encoding/json"
	"net/http"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func (w *world) checks(body string) answer {
	w.t.Helper()
	return w.asks(w.alice, http.MethodPost, "/invitations/check", body)
}

func TestCheckReturnsThePreview(t *testing.T) {
	w := newWorld(t)
	got := w.checks(`{"channel_id": "` + w.channel + `", "meeting": "m12-345-678 Sprint review", "password": "s3cret"}`)
	require.Equal(t, http.StatusOK, got.Status, got.Body)
	assert.Empty(t, w.Posts(w.channel))
	message := w.types(w.alice, "/blizz m12-345-678 Sprint review --password s3cret").Text
	assert.Equal(t, map[string]any{
		"service": "blizz", "meeting_id": "m12345678", "display_id": "m12-345-678", "join_url": "https://go.blizz.com/join/m12345678",
		"topic": "Sprint review", "password": "s3cret", "starts_at": 0.0, "duration_minutes": 0.0, "repeat": "", "message": message,
	}, got.fields(t))
}

func TestCheckReturnsTheStart(t *testing.T) {
	w := newWorld(t)
	w.clock.Set(at(t, "2026-10-23T12:00:00+02:00"))
	got := w.checks(`{"channel_id": "` + w.channel + `", "meeting": "m12-345-678", "starts_at": 1792825200000, "duration_minutes": 45,
		"repeat": "FREQ=WEEKLY"}`)
	require.Equal(t, http.StatusOK, got.Status, got.Body)
	assert.Empty(t, w.Posts(w.channel))
	preview := got.fields(t)
	assert.InDelta(t, 1792825200000, preview["starts_at"], 0)
	assert.InDelta(t, 45, preview["duration_minutes"], 0)
	assert.Equal(t, "FREQ=WEEKLY", preview["repeat"])
}

func TestCheckRefusesAsPostingDoes(t *testing.T) {
	w := newWorld(t)
	for name, body := range map[string]string{
		"nothing":          `{"channel_id": "` + w.channel + `"}`,
		"another link":     `{"channel_id": "` + w.channel + `", "meeting": "https://evil.example/m12345678"}`,
		"a short ID":       `{"channel_id": "` + w.channel + `", "meeting": "m123"}`,
		"no channel":       `{"meeting": "m12-345-678"}`,
		"no such thread":   `{"channel_id": "` + w.channel + `", "meeting": "m12-345-678", "root_id": "x"}`,
		"a past start":     `{"channel_id": "` + w.channel + `", "meeting": "m12-345-678", "starts_at": 1}`,
		"a bad rule":       `{"channel_id": "` + w.channel + `", "meeting": "m12-345-678", "starts_at": 1792825200000, "repeat": "often"}`,
		"an unknown field": `{"channel_id": "` + w.channel + `", "meeting": "m12-345-678", "host": "bob"}`,
	} {
		t.Run(name, func(t *testing.T) {
			got := w.checks(body)
			assert.GreaterOrEqual(t, got.Status, http.StatusBadRequest)
			assert.Equal(t, w.asks(w.alice, http.MethodPost, "/invitations", body), got)
			assert.Empty(t, w.Posts(w.channel))
		})
	}
}

// fields returns the fields of the body.
func (a answer) fields(t testing.TB) map[string]any {
	t.Helper()
	var fields map[string]any
	require.NoError(t, json.Unmarshal([]byte(a.Body), &fields))
	return fields
}
