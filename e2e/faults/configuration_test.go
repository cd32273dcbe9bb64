package faults

import (
	"net/http"
	"testing"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/stretchr/testify/require"
	"golang.org/x/sync/errgroup"
)

// saves is the number of saves of each administrator.
const saves = 100

// TestSettingsAreSavedManyTimesUnderLoad: two administrators save at the same time, each alternating between two services.
func TestSettingsAreSavedManyTimesUnderLoad(t *testing.T) {
	meet := service{"Rendezvous", "https://meet.example.com/{id}"}
	talk := service{"Talk", "https://talk.example.org/?room={id}"}
	l := startLoad(t, people)
	var administrators errgroup.Group
	for range 2 {
		administrators.Go(func() error {
			for i := range saves {
				if err := sets(t, []service{meet, talk}[i%2]); err != nil {
					return err
				}
			}
			return nil
		})
	}
	require.NoError(t, administrators.Wait())

	config, _, err := env.Admin.GetConfig(t.Context())
	require.NoError(t, err)
	saved := config.PluginSettings.Plugins["blizz"]
	var inForce struct {
		ServiceName     string `json:"service_name"`
		JoinURLTemplate string `json:"join_url_template"`
	}
	require.NoError(t, calls(t.Context(), people[0], http.MethodGet, "/settings", nil, &inForce))
	require.Equal(t, saved["servicename"], inForce.ServiceName, "the last saved settings apply")
	require.Equal(t, saved["joinurltemplate"], inForce.JoinURLTemplate)

	require.NoError(t, sets(t, blizz))
	l.finish(t, meet, talk)
	require.Empty(t, l.ended(func(a act) bool { return a.err != nil }), "an invitation failed")
}

func sets(t *testing.T, s service) error {
	_, _, err := env.Admin.PatchConfig(t.Context(), &model.Config{
		PluginSettings: model.PluginSettings{Plugins: map[string]map[string]any{
			"blizz": {"servicename": s.name, "joinurltemplate": s.template},
		}},
	})
	return err
}
