package meeting

import (
	"encoding/json"
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestPresetsReadTheirMeetings tries each preset's file of test vectors, with all presets set up. The texts in "own"
// stand behind the service's own trigger.
func TestPresetsReadTheirMeetings(t *testing.T) {
	all := withPresets(t)
	for _, preset := range Presets() {
		data, err := os.ReadFile("testdata/" + preset.Key + ".json")
		require.NoError(t, err)
		var cases []struct {
			Own                                             bool
			Text, ID, Link, Topic, Password, Display, Error string
		}
		require.NoError(t, json.Unmarshal(data, &cases))
		assert.GreaterOrEqual(t, len(cases), 12, preset.Key)
		refusals := 0
		for _, c := range cases {
			if c.Error != "" {
				refusals++
			}
			t.Run(preset.Key+" "+c.Text, func(t *testing.T) {
				find := all.Find
				if c.Own {
					find = func(text string) (Found, error) { return all.FindOf(preset.Key, text) }
				}
				found, err := find(c.Text)
				if c.Error != "" {
					require.Equal(t, FindError(c.Error), err)
					return
				}
				require.NoError(t, err)
				want := Found{Meeting: Meeting{Service: preset.Key, ID: c.ID, Link: c.Link}, Topic: c.Topic, Password: c.Password}
				assert.Equal(t, want, found)
				if c.Display != "" {
					assert.Equal(t, c.Display, all.Display(found.Meeting))
				}
			})
		}
		assert.GreaterOrEqual(t, refusals, 4, preset.Key)
	}
}

func TestPresetsAreDescribedToAdministrators(t *testing.T) {
	page, err := os.ReadFile("../../docs/services.md")
	require.NoError(t, err)
	for _, preset := range Presets() {
		assert.Contains(t, string(page), "\n| `"+preset.Key+"` | ", "a row of the table of presets")
	}
}
