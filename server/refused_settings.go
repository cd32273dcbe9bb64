package main

import (
	"errors"
	"net/http"
	"strings"

	"github.com/mattermost/mattermost/server/public/model"

	"mattermost-plugin-blizz/server/meeting"
	"mattermost-plugin-blizz/server/problem"
	"mattermost-plugin-blizz/server/settings"
)

// refusal returns an error that tells an administrator why settings are not saved. It is an AppError: Mattermost shows
// its message in the System Console and in mmctl. Mattermost hides the message of any other error, except in developer
// mode.
func (p *Plugin) refusal(mistake error) error {
	if mistake == nil {
		return nil
	}
	return &model.AppError{
		Id: "blizz.settings_refused", Message: p.wordsFor(mistake), StatusCode: http.StatusBadRequest,
		Where: "ConfigurationWillBeSaved", SkipTranslation: true,
	}
}

// wordsFor returns the text of an error in the server's language, without Markdown.
func (p *Plugin) wordsFor(mistake error) string {
	active := p.components.Load()
	isTold := errors.As(mistake, new(meeting.FieldError)) || errors.As(mistake, new(meeting.TemplateError)) ||
		errors.Is(mistake, settings.ErrNameLength) || errors.Is(mistake, settings.ErrNameCharacters)
	if active == nil || !isTold {
		return mistake.Error()
	}
	texts := active.poster.Texts
	words := texts.Say(texts.In(p.configuration.current().Language), problem.OfSetting(mistake))
	return strings.ReplaceAll(words, "`", "")
}
