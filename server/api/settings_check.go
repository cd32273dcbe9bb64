package api

import (
	"net/http"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/nicksnyder/go-i18n/v2/i18n"
	"github.com/pkg/errors"

	"mattermost-plugin-blizz/server/meeting"
	"mattermost-plugin-blizz/server/problem"
	"mattermost-plugin-blizz/server/settings"
)

// Permissions looks up a person's permissions in the whole server.
type Permissions interface {
	HasPermissionTo(userID string, permission *model.Permission) bool
}

var mayNotCheckSettings = problem.New(http.StatusForbidden, "may_not_check_settings", &i18n.Message{
	ID:    "problem.may_not_check_settings",
	Other: "Only administrators can do this.",
})

// settingsCheckBody is the body of POST /settings/check: settings, which need not be saved, and a text to try with
// them.
type settingsCheckBody struct {
	JoinURLTemplate string `json:"join_url_template"`
	ServiceName     string `json:"service_name"`
	// Services is the setting as it is stored: a JSON list, as text.
	Services string `json:"services"`
	// Text is a text behind the trigger; empty to try none.
	Text string `json:"text"`
	// Trigger is the slash command before the text. Empty means blizz.
	Trigger string `json:"trigger"`
}

// settingsCheckedBody is the answer: the errors in the settings or, if there are none, a preview of the text's post.
type settingsCheckedBody struct {
	Errors []settingErrorBody `json:"errors"`
	// Preview is null if there is no text, or if the settings or the text can't be used.
	Preview *previewBody `json:"preview"`
	// TextError says why the text can't be used. It is empty if the text can be used.
	TextError string `json:"text_error"`
}

// settingErrorBody describes one error in the settings.
type settingErrorBody struct {
	// Setting is the setting's key, such as "Services".
	Setting string `json:"setting"`
	// Service is the service's index in the list. It is -1 if the error is about no single service.
	Service int `json:"service"`
	// Field is the service's field, such as "hosts"; it may be empty.
	Field string `json:"field"`
	Code  string `json:"code"`
	// Message describes the error in the caller's language.
	Message string `json:"message"`
}

// presetsBody is the answer to GET /services/presets.
type presetsBody struct {
	// Presets are objects for the setting Services. {host} marks the place of one's own host.
	Presets []meeting.Definition `json:"presets"`
}

func (a *API) getPresets(string, *http.Request) (status int, body any, err error) {
	return http.StatusOK, presetsBody{Presets: meeting.Presets()}, nil
}

// checkSettings tells an administrator the errors in some settings, and previews a text with them.
func (a *API) checkSettings(userID string, r *http.Request) (status int, body any, err error) {
	if !a.Permissions.HasPermissionTo(userID, model.PermissionManageSystem) &&
		!a.Permissions.HasPermissionTo(userID, model.PermissionSysconsoleWritePlugins) {
		return 0, nil, mayNotCheckSettings
	}
	var asked settingsCheckBody
	if err := readBody(r, &asked); err != nil {
		return 0, nil, err
	}
	values := settings.Values{JoinURLTemplate: asked.JoinURLTemplate, ServiceName: asked.ServiceName, Services: settings.Services(asked.Services)}
	checked, mistakes := settings.CheckAll(values, a.Settings().Language)
	if len(mistakes) == 0 {
		mistakes = settings.TakenTriggers(checked, a.TriggerOwner)
	}
	answer := settingsCheckedBody{Errors: []settingErrorBody{}}
	for _, mistake := range mistakes {
		answer.Errors = append(answer.Errors, a.settingError(userID, mistake))
	}
	if len(mistakes) == 0 && asked.Text != "" {
		preview, err := a.tryText(userID, checked, asked)
		p, expected := problem.Of(err)
		switch {
		case err == nil:
			answer.Preview = &preview
		case expected:
			answer.TextError = a.Texts.Say(a.Texts.For(userID), p.Text)
		default:
			return 0, nil, err
		}
	}
	return http.StatusOK, answer, nil
}

func (a *API) settingError(userID string, mistake error) settingErrorBody {
	body := settingErrorBody{
		Setting: "ServiceName", Service: -1, Code: "invalid_name",
		Message: a.Texts.Say(a.Texts.For(userID), problem.OfSetting(mistake)),
	}
	var field meeting.FieldError
	var template meeting.TemplateError
	switch {
	case errors.As(mistake, &field):
		body.Setting, body.Service, body.Field, body.Code = "Services", field.Service, field.Field, string(field.Code)
	case errors.As(mistake, &template):
		body.Setting, body.Code = "JoinURLTemplate", string(template)
	}
	return body
}

// tryText previews a text with settings that are not in force.
func (a *API) tryText(userID string, checked settings.Settings, asked settingsCheckBody) (previewBody, error) {
	post, invited, err := a.Poster.Try(userID, checked, asked.Trigger, asked.Text)
	if err != nil {
		return previewBody{}, err
	}
	return previewOf(checked.Services, post, invited), nil
}
