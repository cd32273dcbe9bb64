package meeting

import (
	"fmt"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// TestRandomServices and FuzzServices try random texts with random services.
func TestRandomServices(t *testing.T) { rapid.Check(t, checkRandomServices) }

func FuzzServices(f *testing.F) { f.Fuzz(rapid.MakeFuzz(checkRandomServices)) }

func checkRandomServices(t *rapid.T) {
	blizz := Blizz(DefaultName, LinkTemplate{text: DefaultTemplate})
	list := []Service{blizz}
	for i := range rapid.IntRange(1, MaxServices).Draw(t, "services") {
		service, errors := NewService(randomDefinition(t, i))
		require.Empty(t, errors)
		list = append(list, service)
	}
	all, errors := NewServices(list...)
	require.Empty(t, errors)

	text, hasLink := randomText(t, list)
	found, err := all.Find(text)
	requireFound(t, all, text, found, err)
	if before, err := Only(blizz).Find(text); err == nil && !hasLink {
		require.Equal(t, before, found, "what Blizz read before it reads the same")
	}
	own := rapid.SampledFrom(list).Draw(t, "own").Key
	found, err = all.FindOf(own, text)
	requireFound(t, all, text, found, err)
}

// requireFound checks a found meeting: its link has the service's host and form, and people can type what they are
// shown.
func requireFound(t *rapid.T, all Services, text string, found Found, err error) {
	if err != nil {
		require.ErrorAs(t, err, new(FindError))
		require.Zero(t, found)
		return
	}
	m := found.Meeting
	require.True(t, all.Check(m), "%+v", m)
	require.True(t, m.IsWellFormed())
	service, _ := all.ByKey(m.Service)
	join := all.JoinURL(m, found.Password)
	address, err := url.Parse(join)
	require.NoError(t, err)
	require.Contains(t, []string{"http", "https"}, address.Scheme)
	require.True(t, service.hosts.contain(address.Host), join)
	if m.Link != "" {
		require.Equal(t, m.Link, join)
		require.Contains(t, "https://"+text, strings.TrimPrefix(m.Link, "https://"), "byte for byte")
	} else {
		require.True(t, service.pattern.matches(m.ID), m.ID)
		require.Equal(t, strings.Replace(service.Link, placeholder, m.ID, 1), all.JoinURL(m, ""))
	}
	for _, key := range []string{"", m.Service} {
		typed := all.TypedOf(key, m)
		if endsLikeASentence := strings.ContainsAny(join[len(join)-1:], ".,:!'*`)]"); endsLikeASentence && typed == "" {
			continue
		}
		again, err := all.FindOf(key, typed)
		require.NoError(t, err, join)
		require.Equal(t, m, again.Meeting, "what is offered to be typed is read")
	}
}

// randomDefinition returns the definition of a service with a number. Its key and hosts contain the number.
func randomDefinition(t *rapid.T, number int) Definition {
	host := fmt.Sprintf("s%d.example", number)
	d := Definition{
		Key: fmt.Sprintf("s%d", number), Name: rapid.StringMatching(`[A-Z][a-z ]{0,9}x`).Draw(t, "name"), Kind: KindID,
		Hosts: rapid.SampledFrom([][]string{nil, {host}, {host, "*." + host}, {host + ":8443"}}).Draw(t, "hosts"),
	}
	if rapid.Bool().Draw(t, "whole links") {
		d.Kind, d.Hosts = KindLink, []string{host, "*." + host}
		return d
	}
	path := rapid.SampledFrom([]string{"/{id}", "/j/{id}", "/rooms/{id}/join", "/#/{id}", "/?m={id}", "/{id}/?x=y"}).Draw(t, "path")
	d.Link = "https://" + host + path
	if !strings.Contains(path, "?") && rapid.Bool().Draw(t, "with password") {
		d.LinkWithPassword = d.Link + "?p={password}"
	}
	d.ID = rapid.SampledFrom(patterns).Draw(t, "pattern")
	d.Ignore = rapid.SampledFrom([]string{"", " ", " -", "."}).Draw(t, "ignore")
	d.Find = rapid.SampledFrom([]string{FindAnywhere, FindFirst}).Draw(t, "find")
	d.Show = rapid.SampledFrom([]map[string]string{nil, {"9": "3 3 3"}, {"9": "3-3-3", "10": "5.5"}}).Draw(t, "show")
	d.Whole = rapid.SampledFrom([][]string{nil, {"?pwd"}, {"/my/"}, {host + "/x"}}).Draw(t, "whole")
	return d
}

// patterns holds the presets' patterns, and others that administrators may write.
var patterns = []string{
	`[0-9]{9,11}`, `[0-9]{10,15}`, `[0-9]{9}`, `[^/?#\s]+`, `[a-z]{3}-[a-z]{4}-[a-z]{3}`, `[a-z0-9]{3}(-[a-z0-9]{3}){3}`,
	`[a-km-z2-9]{8,30}|[0-9]{10,30}`, `[A-Za-z0-9._@-]+`, `m[0-9]{8}`, `.{1,20}`, `[0-9]{8}`,
}

// randomText returns a text of words, IDs and links. hasLink tells that it may contain a link, or something that reads
// as one.
func randomText(t *rapid.T, list []Service) (text string, hasLink bool) {
	hasLink = rapid.Bool().Draw(t, "has links")
	var parts []string
	for range rapid.IntRange(1, 6).Draw(t, "parts") {
		service := rapid.SampledFrom(list).Draw(t, "service")
		id := "standup"
		if service.Kind == KindID {
			id = rapid.StringMatching(service.ID).Draw(t, "id")
		}
		kinds := []string{
			id, service.display(id), "m12-345-678", "12345678", "123 456 789", "Retro", "am Montag,", "Password: x", "\n",
			"(" + id + ")", rapid.StringMatching(`[^./:]{0,12}`).Draw(t, "noise"),
		}
		if hasLink {
			host := rapid.SampledFrom([]string{"s0.example", "a.s1.example", "evil.example", "s0.example.evil.example", "go.blizz.com"}).Draw(t, "host")
			kinds = append(kinds, strings.Replace(service.Link, placeholder, id, 1), "https://"+host+"/"+id, host+"/my/"+id+"?pwd=x#y",
				"https://x@"+host+"/"+id, rapid.String().Draw(t, "anything"))
		}
		parts = append(parts, rapid.SampledFrom(kinds).Draw(t, "part"))
	}
	text = strings.Join(parts, " ")
	return text, hasLink || strings.Contains(text, "/")
}
