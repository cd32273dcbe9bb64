package integration

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestWhatWasPostedOutlivesTheServersWork(t *testing.T) {
	for name, work := range map[string]func(t *testing.T){
		"an upgrade in place": func(t *testing.T) {
			_, err := town.Admin.InstallPlugin(t.Context(), town.Bundle)
			require.NoError(t, err)
		},
		"switching it off and on": func(t *testing.T) {
			_, err := town.Admin.DisablePlugin(t.Context(), town.Plugin.Id)
			require.NoError(t, err)
			_, err = town.Admin.InstallPlugin(t.Context(), town.Bundle)
			require.NoError(t, err)
		},
		"a restart of the server": func(t *testing.T) {
			require.NoError(t, town.Server.Restart(t.Context()))
		},
	} {
		t.Run(name, func(t *testing.T) {
			set(t, settings{"JoinURLTemplate": "https://meet.example.com/{id}"})
			c := publicChannel(t, town.Alice, town.Bob)
			click := click(c)
			before := invites(t, town.Alice, click).post(t, http.StatusCreated)

			work(t)

			again := invites(t, town.Alice, click).post(t, http.StatusCreated)
			require.Equal(t, before.Id, again.Id)
			ends(t, town.Alice, before.Id).post(t, http.StatusOK)
			requireEnded(t, reads(t, town.Bob, before))
			after := types(t, town.Alice, in(c), "/blizz m12-345-678")
			requireInvitation(t, after, town.Alice, "https://meet.example.com/m12345678")
		})
	}
}
