package meeting

import (
	"net/url"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var canonical = regexp.MustCompile(`^m[0-9]{6,12}$`)

// FuzzFind: any text gives a canonical ID and a link to the template's host, or an error.
func FuzzFind(f *testing.F) {
	for _, c := range readVectors(f).Cases {
		f.Add(c.Text)
	}
	blizz := services(f, "")
	f.Fuzz(func(t *testing.T, text string) {
		found, err := blizz.Find(text)
		if err != nil {
			require.ErrorAs(t, err, new(FindError))
			require.Equal(t, Found{}, found)
			return
		}
		require.Regexp(t, canonical, found.Meeting.ID)
		require.Equal(t, "https://go.blizz.com/join/"+found.Meeting.ID, blizz.JoinURL(found.Meeting, ""))
		assert.NotContains(t, found.Topic, "\n")
		assert.LessOrEqual(t, len(found.Topic), len(text))

		again, err := blizz.Find(blizz.Display(found.Meeting))
		require.NoError(t, err, "the shown ID can be typed")
		require.Equal(t, found.Meeting, again.Meeting)
	})
}

// FuzzParseTemplate: an accepted template makes an absolute link to its own host that contains the ID, and reads that
// link.
func FuzzParseTemplate(f *testing.F) {
	for _, template := range []string{DefaultTemplate, "http://a.example:8080/x?y={id}#z", "https://a@b/{id}", "https://a/{id}{id}"} {
		f.Add(template)
	}
	f.Fuzz(func(t *testing.T, text string) {
		template, err := ParseTemplate(text)
		if err != nil {
			return
		}
		link := template.URL("m12345678")
		require.True(t, utf8.ValidString(link))
		parsed, err := url.Parse(link)
		require.NoError(t, err)
		require.Contains(t, []string{"http", "https"}, parsed.Scheme)
		require.NotEmpty(t, parsed.Hostname())
		require.NotContains(t, parsed.Host, "m12345678")
		require.Nil(t, parsed.User)
		require.Equal(t, 1, strings.Count(template.String(), "{id}"))
	})
}
