package meeting

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestJoinURLs(t *testing.T) {
	all := withPresets(t)
	for want, c := range map[string]struct {
		meeting  Meeting
		password string
	}{
		"https://go.blizz.com/join/m12345678":                   {Meeting{Service: "blizz", ID: "m12345678"}, "x"},
		"https://teams.microsoft.com/meet/123456789012":         {Meeting{Service: "teams", ID: "123456789012"}, ""},
		"https://teams.microsoft.com/meet/123456789012?p=a%20b": {Meeting{Service: "teams", ID: "123456789012"}, "a b"},
		"https://zoom.us/j/859962495?pwd=aB3":                   {Meeting{Service: "zoom", Link: "https://zoom.us/j/859962495?pwd=aB3"}, "x"},
	} {
		assert.Equal(t, want, all.JoinURL(c.meeting, c.password))
	}
	for name, m := range map[string]Meeting{
		"another ID":              {Service: "teams", ID: "1"},
		"another host":            {Service: "zoom", Link: "https://evil.example/j/859962495?pwd=aB3"},
		"an ID and a link":        {Service: "zoom", ID: "859962495", Link: "https://zoom.us/j/859962495?pwd=aB3"},
		"a service that is gone":  {Service: "gone", ID: "1"},
		"a service without a key": {ID: "m12345678"},
	} {
		assert.Empty(t, all.JoinURL(m, ""), name)
		assert.Empty(t, all.Typed(m), name)
		assert.Equal(t, m.ID+m.Link, all.Display(m), name)
	}
}

func TestWholeLinksAreShownByIDOrPlace(t *testing.T) {
	all := withPresets(t)
	for link, want := range map[string]string{
		"https://zoom.us/j/859962495?pwd=aB3":                                      "859 962 495",
		"https://zoom.us/my/alice/?pwd=aB3":                                        "zoom.us/my/alice",
		"https://acme.zoom.us/my/0123456789012345678901234567890123456789#x?pwd=1": "acme.zoom.us/my/012345678901234567890123…",
	} {
		assert.Equal(t, want, all.Display(Meeting{Service: "zoom", Link: link}))
	}
}

func TestNoServicesReadNothing(t *testing.T) {
	var none Services
	_, err := none.Find("https://go.blizz.com/join/m12345678 m12-345-678")
	assert.Equal(t, UnknownHost, err)
	assert.Zero(t, none.Default())
	assert.Empty(t, none.Name(Meeting{}))
}

func TestFindBehindATrigger(t *testing.T) {
	all := withPresets(t)
	for name, c := range map[string]struct {
		key, text string
		want      Meeting
		err       error
	}{
		"Blizz's own":                {"blizz", "m12-345-678", Meeting{Service: "blizz", ID: "m12345678"}, nil},
		"a service that is gone":     {"gone", "m12-345-678", Meeting{Service: "blizz", ID: "m12345678"}, nil},
		"a link of another service":  {"jitsi", "https://zoom.us/j/859962495", Meeting{Service: "zoom", ID: "859962495"}, nil},
		"nothing":                    {"jitsi", "  ", Meeting{}, NotFound},
		"a word that is no ID":       {"google-meet", "standup", Meeting{}, NotFound},
		"an invalid port":            {"jitsi", "x.example:port/y", Meeting{}, NotFound},
		"a host with an empty label": {"jitsi", "x..example/y", Meeting{}, NotFound},
		"an ID of Blizz":             {"zoom", "m12-345-678", Meeting{}, NotFound},
		"an ID behind other words":   {"zoom", "Retro 859 962 495", Meeting{Service: "zoom", ID: "859962495"}, nil},
		"a link with no known place": {"zoom", "https://zoom.us/", Meeting{}, NotFound},
	} {
		t.Run(name, func(t *testing.T) {
			found, err := all.FindOf(c.key, c.text)
			assert.Equal(t, c.want, found.Meeting)
			if c.err != nil {
				assert.Equal(t, c.err, err)
			} else {
				assert.NoError(t, err)
			}
		})
	}
}

// TestLinksFitTheirTemplate: behind the ID may stand the template's text, and parameters.
func TestLinksFitTheirTemplate(t *testing.T) {
	definition := usual()
	definition.Link = "https://x.example/join/{id}/now?from=chat"
	service, errors := NewService(definition)
	require.Empty(t, errors)
	all, _ := NewServices(services(t, "").Default(), service)
	for text, isMeeting := range map[string]bool{
		"https://x.example/join/123/now?from=chat": true,
		"https://x.example/join/123":               true,
		"https://x.example/join/123/now#y":         true,
		"https://x.example/join/123/later":         false,
		"https://x.example/room/123":               false,
		"ftp://x.example/join/123":                 false,
	} {
		found, err := all.Find(text)
		assert.Equal(t, isMeeting, err == nil && found.Meeting == Meeting{Service: "x", ID: "123"}, text)
	}
}

func TestExamplesAreReadBehindTheTrigger(t *testing.T) {
	all := withPresets(t)
	for key, want := range map[string]string{
		"jitsi": "standup", "bigbluebutton": "abc-efg-ijk-mno", "nextcloud-talk": "abcdefgh", "teams": "123 456 7890", "zoom": "123 456 789",
		"google-meet": "abc-efgh-jkl", "webex": "https://webex.com/…", "whereby": "standup", "goto": "123-456-789", "galene": "standup",
	} {
		service, ok := all.ByKey(key)
		require.True(t, ok)
		assert.Equal(t, want, service.Example(), key)
		if service.Kind == KindID {
			found, err := all.FindOf(key, service.Example())
			require.NoError(t, err)
			assert.Equal(t, key, found.Meeting.Service)
		}
	}
}

func TestExamplesOfPatterns(t *testing.T) {
	for pattern, want := range map[string]string{
		`[0-9]{3}`: "123", `x[0-9]+`: "x23456789", `(ab|cd)[A-Z]`: "abC", `room.{2}`: "roomef", `[ü-ÿ]`: "ü", `a*b?c`: "c",
		`[0-9]{3}\z`: "123", `(x{20}){9}`: "https://x.example/{id}", `\d(\d\d)?|x`: "1",
	} {
		definition := usual()
		definition.ID = pattern
		service, errors := NewService(definition)
		require.Empty(t, errors, pattern)
		assert.Equal(t, want, service.Example(), pattern)
	}
}

func TestLengthsOfPatterns(t *testing.T) {
	for pattern, ids := range map[string][]string{
		`a{2,}`: {"aa", "aaaaaaaa"}, `(ab|c)+d?`: {"c", "abcabd"}, `x.?y*`: {"x", "xzyyy"}, `(?i)ü{2}`: {"üÜ"}, `[^a](b|)`: {"x", "éb"},
		`(a{2}|b)c`: {"aac", "bc"},
	} {
		definition := usual()
		definition.ID = pattern
		service, errors := NewService(definition)
		require.Empty(t, errors, pattern)
		for _, id := range ids {
			assert.True(t, service.check(Meeting{Service: "x", ID: id}), pattern+" "+id)
		}
	}
}

func TestSecrets(t *testing.T) {
	for link, without := range map[string]string{
		"https://x.example/j/1?pwd=aB3":                   "https://x.example/j/1?pwd=",
		"https://x.example/j/1?a=b&PWD=x&c=d#token=1;e=f": "https://x.example/j/1?a=b&PWD=&c=d#token=;e=f",
		"https://x.example/#/room?roomId=!a:b&password=x": "https://x.example/#/room?roomId=!a:b&password=",
	} {
		m := Meeting{Service: "x", Link: link}
		assert.True(t, m.HasSecret(), link)
		assert.Equal(t, Meeting{Service: "x", Link: without}, m.WithoutSecret())
		assert.False(t, m.WithoutSecret().HasSecret(), link)
	}
	for _, m := range []Meeting{{}, {Service: "x", ID: "1"}, {Service: "x", Link: "https://x.example/pwd=1"}, {Service: "x", Link: "https://x.example/?a=pwd&pwd"}} {
		assert.False(t, m.HasSecret())
		assert.Equal(t, m, m.WithoutSecret())
	}
}
