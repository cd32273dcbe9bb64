package meeting

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestParseTemplateAccepts(t *testing.T) {
	for template, link := range map[string]string{
		"":                                      "https://go.blizz.com/join/m12345678",
		"  ":                                    "https://go.blizz.com/join/m12345678",
		"https://go.teamviewer.com/v15/{id}":    "https://go.teamviewer.com/v15/m12345678",
		"http://meet.example.com:8080/a?b={id}": "http://meet.example.com:8080/a?b=m12345678",
		"https://meet.example.com/#/{id}/x":     "https://meet.example.com/#/m12345678/x",
		"https://[::1]/{id}":                    "https://[::1]/m12345678",
		"https://besprechung.münchen.example/{id}":                                "https://besprechung.münchen.example/m12345678",
		"https://a.example/" + strings.Repeat("x", MaxTemplateLength-22) + "{id}": "https://a.example/" + strings.Repeat("x", MaxTemplateLength-22) + "m12345678",
	} {
		t.Run(template, func(t *testing.T) {
			parsed, err := ParseTemplate(template)
			require.NoError(t, err)
			assert.Equal(t, link, parsed.URL("m12345678"))
		})
	}
}

func TestParseTemplateRefuses(t *testing.T) {
	for template, want := range map[string]error{
		"https://go.blizz.com/join/":              ErrTemplatePlaceholder,
		"https://go.blizz.com/{id}/{id}":          ErrTemplatePlaceholder,
		"https://go.blizz.com/{ID}":               ErrTemplatePlaceholder,
		"go.blizz.com/join/{id}":                  ErrTemplateURL,
		"/join/{id}":                              ErrTemplateURL,
		"//go.blizz.com/{id}":                     ErrTemplateURL,
		"ftp://go.blizz.com/{id}":                 ErrTemplateURL,
		"javascript:alert(1)//{id}":               ErrTemplateURL,
		"https:///join/{id}":                      ErrTemplateURL,
		"https://:443/{id}":                       ErrTemplateURL,
		"https://go.blizz.com:port/{id}":          ErrTemplateURL,
		"https://go.blizz.com/%zz/{id}":           ErrTemplateURL,
		"https://user@go.blizz.com/{id}":          ErrTemplateUserInfo,
		"https://user:secret@go.blizz.com/{id}":   ErrTemplateUserInfo,
		"https://@go.blizz.com/{id}":              ErrTemplateUserInfo,
		"https://{id}.blizz.com/":                 ErrTemplateHost,
		"https://go.blizz.com:{id}/":              ErrTemplateURL,
		"https://go.blizz.com/a b/{id}":           ErrTemplateCharacters,
		"https://go.blizz.com/\u00a0{id}":         ErrTemplateCharacters,
		"https://go.blizz.com/\n{id}":             ErrTemplateCharacters,
		"https://go.blizz.com/\u202e{id}":         ErrTemplateCharacters,
		"https://go.blizz.com/\u200b{id}":         ErrTemplateCharacters,
		"https://go.blizz.com/\x00{id}":           ErrTemplateCharacters,
		"https://go.blizz.com/\xff{id}":           ErrTemplateCharacters,
		`https://go.blizz.com\@evil.example/{id}`: ErrTemplateCharacters,
		"https://go.blizz.com/<{id}>":             ErrTemplateCharacters,
		"https://go.blizz.com/" + strings.Repeat("x", MaxTemplateLength) + "{id}": ErrTemplateLength,
	} {
		t.Run(template, func(t *testing.T) {
			parsed, err := ParseTemplate(template)
			assert.Equal(t, want, err)
			assert.Zero(t, parsed)
		})
	}
}
