// Package settings checks what an administrator set, and holds what came of it.
package settings

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/pkg/errors"

	"mattermost-plugin-blizz/server/meeting"
)

// MaxServiceNameLength bounds the service's name, in characters.
const MaxServiceNameLength = 64

// What can be wrong with the service's name.
var (
	ErrNameLength     = errors.New("the service name is longer than 64 characters")
	ErrNameCharacters = errors.New("the service name contains a control character or an invisible one")
)

// Values are the settings as they stand in the System Console or a config file; the fields' names are the keys of
// plugin.json. An empty value means the default.
type Values struct {
	JoinURLTemplate string
	ServiceName     string
	// Services are the further services, as a JSON list of meeting.Definition.
	Services Services
}

// Settings are checked settings. They are a value: a change makes new ones.
type Settings struct {
	// Services are the meeting services. The first is Blizz, with the administrator's name and link template.
	Services meeting.Services
	// Language is the server's default language, such as "de": what whole channels read.
	Language string
	// SiteURL is the server's address, without a slash at its end; empty if the administrator gave none.
	SiteURL string
}

// WithDefaults returns the values with defaults in place of empty ones.
func (v Values) WithDefaults() Values {
	v.JoinURLTemplate, v.ServiceName = strings.TrimSpace(v.JoinURLTemplate), strings.TrimSpace(v.ServiceName)
	v.Services = v.Services.trimmed()
	if v.JoinURLTemplate == "" {
		v.JoinURLTemplate = meeting.DefaultTemplate
	}
	if v.ServiceName == "" {
		v.ServiceName = meeting.DefaultName
	}
	return v
}

// Equal tells whether settings are the same.
func (s Settings) Equal(other Settings) bool {
	return s.Language == other.Language && s.SiteURL == other.SiteURL &&
		s.Services.Equal(other.Services)
}

// Check makes settings of values, or tells the first thing that is wrong with them: the error is one of CheckAll's.
func Check(values Values, language string) (Settings, error) {
	checked, mistakes := CheckAll(values, language)
	if len(mistakes) > 0 {
		return Settings{}, mistakes[0]
	}
	return checked, nil
}

// CheckAll makes settings of values, or tells all that is wrong with them. Each error is a meeting.TemplateError, a
// meeting.FieldError or one of this package's.
func CheckAll(values Values, language string) (Settings, []error) {
	values = values.WithDefaults()
	template, err := meeting.ParseTemplate(values.JoinURLTemplate)
	mistakes := appendError(nil, err)
	mistakes = appendError(mistakes, checkName(values.ServiceName))
	blizz := meeting.Blizz(values.ServiceName, template)
	services, wrong := values.Services.check(blizz)
	for _, mistake := range wrong {
		mistakes = append(mistakes, mistake)
	}
	if len(mistakes) > 0 {
		return Settings{}, mistakes
	}
	return Settings{Services: services, Language: language}, nil
}

func appendError(errors []error, err error) []error {
	if err == nil {
		return errors
	}
	return append(errors, err)
}

func checkName(name string) error {
	switch {
	case utf8.RuneCountInString(name) > MaxServiceNameLength:
		return ErrNameLength
	case !utf8.ValidString(name), strings.ContainsFunc(name, func(r rune) bool {
		return unicode.IsControl(r) || unicode.Is(unicode.Cf, r)
	}):
		return ErrNameCharacters
	}
	return nil
}
