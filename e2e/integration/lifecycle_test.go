package integration

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestInvitationsOutliveUpgradesAndRestarts(t *testing.T) {
	for name, work := range map[string]func(t *testing.T){
		"an upgrade in place": func(t *testing.T) {
			_, err := env.Admin.InstallPlugin(t.Context(), env.Bundle)
			require.NoError(t, err)
		},
		"disabling and enabling the plugin": func(t *testing.T) {
			_, err := env.Admin.DisablePlugin(t.Context(), env.Plugin.Id)
			require.NoError(t, err)
			_, err = env.Admin.InstallPlugin(t.Context(), env.Bundle)
			require.NoError(t, err)
		},
		"a restart of the server": func(t *testing.T) {
			require.NoError(t, env.Server.Restart(t.Context()))
		},
	} {
		t.Run(name, func(t *testing.T) {
			set(t, settings{"JoinURLTemplate": "https://meet.example.com/{id}"})
			c := publicChannel(t, env.Alice, env.Bob)
			click := click(c)
			before := invites(t, env.Alice, click).post(t, http.StatusCreated)

			work(t)

			again := invites(t, env.Alice, click).post(t, http.StatusCreated)
			require.Equal(t, before.Id, again.Id)
			ends(t, env.Alice, before.Id).post(t, http.StatusOK)
			requireEnded(t, reads(t, env.Bob, before))
			after := types(t, env.Alice, in(c), "/blizz m12-345-678")
			requireInvitation(t, after, env.Alice, "https://meet.example.com/m12345678")
		})
	}
}
