package meeting

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestDisplay(t *testing.T) {
	service := Blizz(DefaultName, LinkTemplate{})
	for id, want := range map[string]string{
		"":              "",
		"m123456":       "m123-456",
		"m1234567":      "m1-234-567",
		"m12345678":     "m12-345-678",
		"m02358428":     "m02-358-428",
		"m123456789012": "m123-456-789-012",
	} {
		assert.Equal(t, want, service.display(id))
	}
}

func TestCanonical(t *testing.T) {
	service := Blizz(DefaultName, LinkTemplate{})
	for _, text := range []string{"m123456", "m00000001", "m123456789012"} {
		assert.True(t, service.pattern.matches(text), text)
	}
	for _, text := range []string{
		"", "m", "m12345", "m1234567890123", "12345678", "M12345678", "s12345678", "m12-345-678", "m1234567x",
		"m12345678\n", " m12345678", "m１２３４５６７８", "m12345678" + strings.Repeat("0", 100),
	} {
		assert.False(t, service.pattern.matches(text), text)
	}
}
