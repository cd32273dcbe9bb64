package faults

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestMattermostsRateLimitCountsPluginRequests: Mattermost's rate limit also counts requests to the plugin. So the plugin needs no
// limit of its own for requests that cost no more than a message.
func TestMattermostsRateLimitCountsPluginRequests(t *testing.T) {
	const burst = 1000 // the installation needs some of them
	limited, err := env.Server.Twin(t.Context(),
		"MM_RATELIMITSETTINGS_ENABLE=true", "MM_RATELIMITSETTINGS_PERSEC=1", "MM_RATELIMITSETTINGS_MAXBURST=1000")
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, limited.Stop()) })
	_, err = env.Admin.At(limited).InstallPlugin(t.Context(), env.Bundle)
	require.NoError(t, err)
	alice := env.Alice.At(limited)
	for range 2 * burst {
		if err = calls(t.Context(), alice, http.MethodGet, "/me", nil, &struct{}{}); err != nil {
			break
		}
	}
	var told *refusal
	require.ErrorAs(t, err, &told)
	require.Equal(t, http.StatusTooManyRequests, told.status)
}
