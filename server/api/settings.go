package api

import (
	"net/http"

	"mattermost-plugin-blizz/server/meeting"
	"mattermost-plugin-blizz/server/settings"
)

// SettingsBody is what clients need of the settings to show invitations. It is sent in answer to GET /settings,
// and to all clients when the settings change.
type SettingsBody struct {
	ServiceName     string `json:"service_name"`
	JoinURLTemplate string `json:"join_url_template"`
	// Services are all services, Blizz first.
	Services []serviceBody `json:"services"`
	// BotUserID is the plugin's bot, whose reaction below an invitation does not count.
	BotUserID string `json:"bot_user_id"`
}

// serviceBody is a service as clients need it to recognise and to show its meetings.
type serviceBody struct {
	Key     string `json:"key"`
	Name    string `json:"name"`
	Trigger string `json:"trigger"`
	// Kind is "id" or "link".
	Kind string `json:"kind"`
	// Link is the link template, with {id} once; empty for the kind "link".
	Link string `json:"link"`
	// LinkWithPassword is the template where a password is known, with {id} and {password}; it may be empty.
	LinkWithPassword string `json:"link_with_password"`
	// Hosts are the hosts whose links lead to the service, such as "zoom.us" or "*.zoom.us".
	Hosts []string `json:"hosts"`
	// Show says by an ID's length how it is shown, such as {"11": "3 4 4"}.
	Show map[string]string `json:"show"`
}

func serviceBodies(services meeting.Services) []serviceBody {
	bodies := []serviceBody{}
	for _, service := range services.All() {
		show := service.Show
		if show == nil {
			show = map[string]string{}
		}
		bodies = append(bodies, serviceBody{
			Key: service.Key, Name: service.Name, Trigger: service.Trigger, Kind: string(service.Kind), Link: service.Link,
			LinkWithPassword: service.LinkWithPassword, Hosts: service.LinkHosts(), Show: show,
		})
	}
	return bodies
}

// BodyOf returns the body for settings.
func BodyOf(current settings.Settings, botUserID string) SettingsBody {
	blizz := current.Services.Default()
	return SettingsBody{
		ServiceName:     blizz.Name,
		JoinURLTemplate: blizz.Link,
		Services:        serviceBodies(current.Services),
		BotUserID:       botUserID,
	}
}

func (a *API) getSettings(string, *http.Request) (status int, body any, err error) {
	return http.StatusOK, BodyOf(a.Settings(), a.BotUserID), nil
}

// SettingsChanged is the websocket event that carries a SettingsBody when the settings change. Clients know it as
// custom_blizz_settings_changed.
const SettingsChanged = "settings_changed"

// Map returns the body as a websocket event carries it.
func (b SettingsBody) Map() map[string]any {
	services := make([]any, len(b.Services))
	for i, service := range b.Services {
		services[i] = service.asMap()
	}
	return map[string]any{
		"service_name": b.ServiceName, "join_url_template": b.JoinURLTemplate, "services": services, "bot_user_id": b.BotUserID,
	}
}

// asMap returns a service as a websocket event carries it: of types that Mattermost's plugin calls can carry.
func (b serviceBody) asMap() map[string]any {
	hosts := make([]any, len(b.Hosts))
	for i, host := range b.Hosts {
		hosts[i] = host
	}
	show := map[string]any{}
	for length, groups := range b.Show {
		show[length] = groups
	}
	return map[string]any{
		"key": b.Key, "name": b.Name, "trigger": b.Trigger, "kind": b.Kind, "link": b.Link,
		"link_with_password": b.LinkWithPassword, "hosts": hosts, "show": show,
	}
}
