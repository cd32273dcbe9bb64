package api

import (
	"net/http"

	"mattermost-plugin-blizz/server/settings"
)

// SettingsBody is what clients need of the settings to show invitations. It is sent in answer to GET /settings,
// and to all clients when the settings change.
type SettingsBody struct {
	ServiceName     string `json:"service_name"`
	JoinURLTemplate string `json:"join_url_template"`
	// BotUserID is the plugin's bot, whose reaction below an invitation does not count.
	BotUserID string `json:"bot_user_id"`
}

// BodyOf is the body for settings.
func BodyOf(current settings.Settings, botUserID string) SettingsBody {
	blizz := current.Services.Default()
	return SettingsBody{
		ServiceName:     blizz.Name,
		JoinURLTemplate: blizz.Template.String(),
		BotUserID:       botUserID,
	}
}

func (a *API) getSettings(string, *http.Request) (status int, body any, err error) {
	return http.StatusOK, BodyOf(a.Settings(), a.BotUserID), nil
}

// SettingsChanged is the websocket event that carries a SettingsBody when the settings change. Clients know it as
// custom_blizz_settings_changed.
const SettingsChanged = "settings_changed"

// Map is the body as a websocket event carries it.
func (b SettingsBody) Map() map[string]any {
	return map[string]any{"service_name": b.ServiceName, "join_url_template": b.JoinURLTemplate, "bot_user_id": b.BotUserID}
}
