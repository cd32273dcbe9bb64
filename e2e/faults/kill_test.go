package faults

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// TestThePluginIsKilled: Mattermost starts the plugin again the first time. Then an administrator does, because
// Mattermost gives up after the third time.
func TestThePluginIsKilled(t *testing.T) {
	l := startLoad(t, people)
	began := time.Now()
	require.NoError(t, env.Server.KillPlugin(t.Context(), env.Plugin.Id))
	// Acts that began before that may have succeeded: finding the process takes time.
	l.waitUntilAllDoorsWork(t, time.Now())
	l.report(t, "killed", began)
	for range 5 {
		began := time.Now()
		require.NoError(t, env.Server.KillPlugin(t.Context(), env.Plugin.Id))
		l.waitForFailures(t, 1)
		require.NoError(t, env.Admin.SwitchOff(t.Context(), env.Plugin))
		require.NoError(t, env.Admin.SwitchOn(t.Context(), env.Plugin))
		l.waitUntilAllDoorsWork(t, began)
		l.report(t, "killed, and switched off and on", began)
	}
	l.finishLater(t)
}
