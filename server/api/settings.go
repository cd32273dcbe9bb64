package api

import (
	"net/http"

	"mattermost-plugin-blizz/server/meeting"
	"mattermost-plugin-blizz/server/settings"
)

// SettingsBody holds the settings that clients need to show invitations. It is the answer to GET /settings, and is sent
// to all clients when the settings change.
type SettingsBody struct {
	ServiceName     string `json:"service_name"`
	JoinURLTemplate string `json:"join_url_template"`
	// Services holds all services, Blizz first.
	Services []serviceBody `json:"services"`
	// BotUserID is the ID of the plugin's bot. Its reactions below an invitation do not count.
	BotUserID string `json:"bot_user_id"`
}

// serviceBody holds what clients need to recognise and show a service's meetings.
type serviceBody struct {
	Key     string `json:"key"`
	Name    string `json:"name"`
	Trigger string `json:"trigger"`
	// Kind is "id" or "link".
	Kind string `json:"kind"`
	// Link is the link template, with {id} once. It is empty for the kind "link".
	Link string `json:"link"`
	// LinkWithPassword is the template for meetings with a known password, with {id} and {password}; it may be empty.
	LinkWithPassword string `json:"link_with_password"`
	// Hosts are the hosts of the service's links, such as "zoom.us" or "*.zoom.us".
	Hosts []string `json:"hosts"`
	// Show says how an ID of a given length is shown, such as {"11": "3 4 4"}.
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

// BodyOf returns the body for some settings.
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

// SettingsChanged is the websocket event with the changed settings, as a SettingsBody. Clients know it as
// custom_blizz_settings_changed.
const SettingsChanged = "settings_changed"

// Map returns the body for a websocket event.
func (b SettingsBody) Map() map[string]any {
	services := make([]any, len(b.Services))
	for i, service := range b.Services {
		services[i] = service.asMap()
	}
	return map[string]any{
		"service_name": b.ServiceName, "join_url_template": b.JoinURLTemplate, "services": services, "bot_user_id": b.BotUserID,
	}
}

// asMap returns a service for a websocket event, made of types that Mattermost's plugin calls can carry.
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
