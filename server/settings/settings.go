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

// WithDefaults are the values with defaults in place of empty ones.
func (v Values) WithDefaults() Values {
	v.JoinURLTemplate, v.ServiceName = strings.TrimSpace(v.JoinURLTemplate), strings.TrimSpace(v.ServiceName)
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

// Check makes settings of values, or tells what is wrong with them: the error is a meeting.TemplateError or
// one of this package's.
func Check(values Values, language string) (Settings, error) {
	values = values.WithDefaults()
	template, err := meeting.ParseTemplate(values.JoinURLTemplate)
	if err != nil {
		return Settings{}, err
	}
	if err := checkName(values.ServiceName); err != nil {
		return Settings{}, err
	}
	return Settings{Services: meeting.NewServices(meeting.Blizz(values.ServiceName, template)), Language: language}, nil
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
