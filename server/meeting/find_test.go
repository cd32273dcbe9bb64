package meeting

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// vectors is a file that webapp/src/meeting is tested with too.
type vectors struct {
	Cases []struct {
		Text     string
		Template string
		ID       string
		Topic    *string
		Password string
		Error    string
	}
}

func readVectors(t testing.TB) vectors {
	t.Helper()
	data, err := os.ReadFile("testdata/meetings.json")
	require.NoError(t, err)
	var v vectors
	require.NoError(t, json.Unmarshal(data, &v))
	return v
}

func services(t testing.TB, template string) Services {
	t.Helper()
	parsed, err := ParseTemplate(template)
	require.NoError(t, err)
	return Only(Blizz(DefaultName, parsed))
}

func TestFind(t *testing.T) {
	for _, c := range readVectors(t).Cases {
		t.Run(c.Text, func(t *testing.T) {
			found, err := services(t, c.Template).Find(c.Text)
			if c.Error != "" {
				require.Error(t, err)
				assert.Equal(t, Found{}, found)
				if c.Error != "*" {
					assert.Equal(t, FindError(c.Error), err)
				}
				return
			}
			require.NoError(t, err)
			assert.Equal(t, c.ID, found.Meeting.ID)
			assert.Equal(t, c.Password, found.Password)
			if c.Topic != nil {
				assert.Equal(t, *c.Topic, found.Topic)
			}
		})
	}
}

func TestFindLimitsLinks(t *testing.T) {
	const join = "https://go.blizz.com/join/m12345678?"
	longest := join + strings.Repeat("x", maxLink-len(join))
	found, err := services(t, "").Find(longest)
	require.NoError(t, err)
	assert.Equal(t, "m12345678", found.Meeting.ID)
	_, err = services(t, "").Find(longest + "x")
	assert.Equal(t, UnknownHost, err)

	long := join + strings.Repeat(")", 60_000)
	_, err = services(t, "").Find(long)
	assert.Equal(t, UnknownHost, err)
	found, err = services(t, "").Find(long + " m12-345-678")
	require.NoError(t, err)
	assert.Equal(t, "m12345678", found.Meeting.ID)
}

func TestFindLimitsTexts(t *testing.T) {
	words := strings.Repeat("w ", maxText/len("w "))
	_, err := services(t, "").Find(words + "m12-345-678")
	assert.Equal(t, NotFound, err)
	found, err := services(t, "").Find("m12-345-678 " + words)
	require.NoError(t, err)
	assert.Equal(t, "m12345678", found.Meeting.ID)
}

func TestErrorsNameTheReason(t *testing.T) {
	require.EqualError(t, TooShort, "no meeting found in the text: too_short")
	require.EqualError(t, ErrTemplateHost, "the join link template can't be used: host")
}
