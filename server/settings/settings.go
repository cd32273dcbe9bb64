// Package settings checks the administrator's settings and holds the checked ones.
package settings

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/pkg/errors"

	"mattermost-plugin-blizz/server/meeting"
)

// MaxServiceNameLength limits the service's name, in characters.
const MaxServiceNameLength = 64

// Errors in the service's name.
var (
	ErrNameLength     = errors.New("the service name is longer than 64 characters")
	ErrNameCharacters = errors.New("the service name contains a control character or an invisible one")
)

// Values holds the settings as they stand in the System Console or a config file. The fields' names are the keys in
// plugin.json. An empty value means the default.
type Values struct {
	JoinURLTemplate string
	ServiceName     string
	// Services is the list of further services, as JSON of meeting.Definition.
	Services Services
}

// Settings holds checked settings. It never changes: a change makes a new one.
type Settings struct {
	// Services holds the meeting services. The first is Blizz, with the administrator's name and link template.
	Services meeting.Services
	// Language is the server's default language, such as "de". Texts for whole channels are in this language.
	Language string
	// SiteURL is the server's address without a slash at its end. It is empty if the administrator set none.
	SiteURL string
}

// WithDefaults returns the values with defaults in place of the empty ones.
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

// Equal tells whether two settings are equal.
func (s Settings) Equal(other Settings) bool {
	return s.Language == other.Language && s.SiteURL == other.SiteURL &&
		s.Services.Equal(other.Services)
}

// Check makes settings from values. The error is the first one of CheckAll.
func Check(values Values, language string) (Settings, error) {
	checked, mistakes := CheckAll(values, language)
	if len(mistakes) > 0 {
		return Settings{}, mistakes[0]
	}
	return checked, nil
}

// CheckAll makes settings from values and returns all errors. Each error is a meeting.TemplateError, a
// meeting.FieldError or an error of this package.
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
