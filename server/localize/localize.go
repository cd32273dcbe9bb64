// Package localize returns texts in a language.
//
// It imports nothing of Mattermost.
package localize

import (
	"github.com/nicksnyder/go-i18n/v2/i18n"
	"github.com/pkg/errors"
)

// Text returns a message in the localizer's language. If the language's file lacks the message, it returns the English
// text: a missing translation is no error. The message must have a default.
func Text(localizer *i18n.Localizer, message *i18n.LocalizeConfig) (string, error) {
	text, err := localizer.Localize(message)
	if errors.As(err, new(*i18n.MessageNotFoundErr)) {
		return text, nil
	}
	return text, errors.Wrapf(err, "failed to localize %s", message.DefaultMessage.ID)
}
