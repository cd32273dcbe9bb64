package main

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"
)

// FuzzSettings: for any saved settings and any config file, the present settings make valid invitations.
// Refused settings change nothing.
func FuzzSettings(f *testing.F) {
	for _, values := range []string{
		`{}`, `{"joinurltemplate": "", "servicename": " "}`,
		`{"JoinURLTemplate": "https://meet.example/(a)/{id}?x=[y]#z", "ServiceName": "[Meet](https://evil.example) & *Greet*"}`,
		`{"JoinURLTemplate": "https://meet.example/{id}", "joinurltemplate": "javascript:alert({id})"}`,
		`{"JOINURLTEMPLATE": 5, "ServiceName": ["x"], "other": {"a": null}}`,
	} {
		f.Add(values)
	}
	w := newFuzzedWorld(f)
	f.Fuzz(func(t *testing.T, encoded string) {
		var values map[string]any
		if json.Unmarshal([]byte(encoded), &values) != nil {
			return
		}
		w.again(t)
		require.NoError(t, w.saves(map[string]any{}))
		before := w.plugin.configuration.current()
		if w.saves(values) != nil {
			require.Equal(t, before, w.plugin.configuration.current())
		}
		w.requireInvitation(w.posts(w.alice, w.types(w.alice, "/blizz m12-345-678 Sprint review")))
		require.Empty(t, w.Logged)

		w.configures(values) // a config file may hold them
		w.requireInvitation(w.posts(w.alice, w.types(w.alice, "/blizz m12-345-678 Sprint review")))
	})
}
