package faults

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mattermost-plugin-blizz/e2e/bundle"
)

func TestThePluginIsDisabledUpgradedAndDowngraded(t *testing.T) {
	newer, err := bundle.WithVersion(env.Bundle, "99.0.0", t.TempDir())
	require.NoError(t, err)
	l := startLoad(t, people)
	for range 2 {
		for _, change := range []struct {
			name string
			make func() error
		}{
			{"switched off and on", func() error {
				if err := env.Admin.SwitchOff(t.Context(), env.Plugin); err != nil {
					return err
				}
				return env.Admin.SwitchOn(t.Context(), env.Plugin)
			}},
			{"upgraded", func() error {
				_, err := env.Admin.InstallPlugin(t.Context(), newer)
				return err
			}},
			{"downgraded", func() error {
				_, err := env.Admin.InstallPlugin(t.Context(), env.Bundle)
				return err
			}},
		} {
			began := time.Now()
			require.NoError(t, change.make(), change.name)
			l.waitUntilAllDoorsWork(t, time.Now())
			l.report(t, change.name, began)
		}
	}
	l.finishLater(t)
}
