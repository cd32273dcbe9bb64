package meeting

import (
	"encoding/json"
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestParseTemplate(t *testing.T) {
	data, err := os.ReadFile("testdata/templates.json")
	require.NoError(t, err)
	var vectors struct {
		Cases []struct {
			Template, Link string
			Error          TemplateError
		}
	}
	require.NoError(t, json.Unmarshal(data, &vectors))
	require.NotEmpty(t, vectors.Cases)
	for _, c := range vectors.Cases {
		t.Run(c.Template, func(t *testing.T) {
			parsed, err := ParseTemplate(c.Template)
			if c.Error != "" {
				assert.Equal(t, c.Error, err)
				assert.Zero(t, parsed)
				return
			}
			require.NoError(t, err)
			assert.Equal(t, c.Link, parsed.URL("m12345678"))
		})
	}
}

// TestParseTemplateRefusesInvalidText: the test vectors are JSON, which can't contain such a byte.
func TestParseTemplateRefusesInvalidText(t *testing.T) {
	_, err := ParseTemplate("https://go.blizz.com/\xff{id}")
	assert.Equal(t, ErrTemplateCharacters, err)
}
