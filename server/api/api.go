// Package api is the HTTP door: the plugin's own routes, under /plugins/blizz/api/v1.
//
// The server has checked the session before a request arrives, and nothing else.
package api

import (
	"net/http"
	"path"
	"strings"

	"github.com/mattermost/mattermost/server/public/model"

	"mattermost-plugin-blizz/server/access"
	"mattermost-plugin-blizz/server/dialog"
	"mattermost-plugin-blizz/server/live"
	"mattermost-plugin-blizz/server/posting"
	"mattermost-plugin-blizz/server/room"
	"mattermost-plugin-blizz/server/settings"
	"mattermost-plugin-blizz/server/texts"
)

// DialogPath is the route that takes the interactive dialog's answers.
const DialogPath = "/dialogs/invite"

// BasePath is where the routes are, below the plugin's own address.
const BasePath = "/api/v1"

// The headers that Mattermost sets, having removed what a client sent: whose session it is, and, on a call from
// another plugin, which one.
const (
	headerUserID   = "Mattermost-User-Id"
	headerPluginID = "Mattermost-Plugin-ID"
)

// API answers the routes.
type API struct {
	Poster *posting.Poster
	Rooms  *room.Rooms
	Dialog *dialog.Dialog
	Live   *live.Live
	// Preferences tell what a person wants of their joining.
	Preferences Preferences
	// Choices are what people chose for themselves.
	Choices Choices
	// Readers tells who may read which channel.
	Readers access.Readers
	// Permissions tell who administers the server.
	Permissions Permissions
	// TriggerOwner names the command that has a trigger, other than this plugin's; it is empty for one that is free.
	TriggerOwner func(trigger string) string
	Settings     func() settings.Settings
	Texts        *texts.Texts
	// BotUserID is the plugin's bot.
	BotUserID string
	// Suggestions are what the slash command's autocomplete list offers for what is typed.
	Suggestions     func(userID, channelID, input string) ([]model.AutocompleteListItem, error)
	SuggestionsPath string
	Topics          Topics
	Log             Log
}

// Log is where what a caller can't be told goes.
type Log interface {
	LogError(msg string, keyValuePairs ...any)
}

// handler answers a request of a person: with a status and what to send, as JSON or as a file, or with an error.
type handler func(userID string, r *http.Request) (status int, body any, err error)

// Handler routes the requests.
func (a *API) Handler() http.Handler {
	routes := map[string]handler{
		"POST /settings/check":                    a.checkSettings,
		"GET /services/presets":                   a.getPresets,
		"GET /settings":                           a.getSettings,
		"POST /invitations":                       a.postInvitation,
		"POST /invitations/check":                 a.checkInvitation,
		"PATCH /invitations/{post_id}":            a.patchInvitation,
		"POST /invitations/{post_id}/check":       a.checkChange,
		"POST /invitations/{post_id}/skip":        a.skipOccurrence,
		"POST /invitations/{post_id}/end":         a.endInvitation,
		"POST /invitations/{post_id}/joined":      a.postJoined,
		"GET /invitations/{post_id}/calendar.ics": a.getCalendar,
		"POST /commands/topic":                    a.readTopic,
		"GET /live":                               a.getLive,
		"GET /me":                                 a.getMe,
		"PUT /me":                                 a.putMe,
		"GET /rooms":                              a.getRooms,
		"PUT /rooms/mine":                         a.putMyRoom,
		"DELETE /rooms/mine":                      a.deleteMyRoom,
		"PUT /rooms/channels/{channel_id}":        a.putChannelRoom,
		"DELETE /rooms/channels/{channel_id}":     a.deleteChannelRoom,
		"GET " + a.SuggestionsPath:                a.getSuggestions,
		"POST " + DialogPath:                      a.submitDialog,
	}
	mux := http.NewServeMux()
	for route, handle := range routes {
		mux.HandleFunc(strings.Replace(route, " ", " "+BasePath, 1), a.orLogIn(a.forPeople(handle)))
	}
	unknown := a.forPeople(a.noRoute)
	mux.HandleFunc("/", unknown)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if path.Clean("/"+r.URL.Path) != r.URL.Path {
			unknown(w, r) // the mux would redirect it, and not to an address below the plugin's own
			return
		}
		mux.ServeHTTP(w, r)
	})
}

// forPeople lets only people's own sessions through: not the requests of other plugins, which may name any user.
func (a *API) forPeople(handle handler) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		userID := r.Header.Get(headerUserID)
		if userID == "" || r.Header.Get(headerPluginID) != "" {
			a.refuse(w, "", notLoggedIn)
			return
		}
		status, body, err := handle(userID, r)
		if err != nil {
			a.refuse(w, userID, err)
			return
		}
		if sent, ok := body.(file); ok {
			a.sendFile(w, sent)
			return
		}
		a.send(w, status, body)
	}
}

func (a *API) noRoute(string, *http.Request) (status int, body any, err error) {
	return 0, nil, noSuchRoute
}
