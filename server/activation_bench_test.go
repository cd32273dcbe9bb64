package main

import (
	"fmt"
	"strings"
	"testing"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/stretchr/testify/require"
)

// BenchmarkActivation measures the activation of the plugin. The name of each case is the number of planned meetings.
func BenchmarkActivation(b *testing.B) {
	for _, planned := range []int{0, 10_000} {
		b.Run(fmt.Sprintf("planned=%d", planned), func(b *testing.B) {
			w := newPlannedWorld(b)
			w.planCopies(planned)
			for b.Loop() {
				b.StopTimer()
				require.NoError(b, w.plugin.OnDeactivate())
				b.StartTimer()
				require.NoError(b, w.plugin.OnActivate())
			}
		})
	}
}

// planCopies stores that many copies of one plan.
func (w *world) planCopies(count int) {
	w.t.Helper()
	if count == 0 {
		return
	}
	w.plans(w.alice, "--at 14:30")
	key := w.Keys("plan_")[0]
	stored, appErr := w.KVGet(key)
	require.Nil(w.t, appErr)
	planID := strings.TrimPrefix(key, "plan_")
	for range count - 1 {
		other := model.NewId()
		copied := strings.ReplaceAll(string(stored), planID, other)
		_, appErr := w.KVSetWithOptions("plan_"+other, []byte(copied), model.PluginKVSetOptions{})
		require.Nil(w.t, appErr)
	}
}
