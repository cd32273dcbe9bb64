// Package api answers HTTP requests to the plugin's own routes, under /plugins/blizz/api/v1.
//
// Before a request arrives, the server has checked only its session.
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

// DialogPath is the route that receives the answers of the interactive dialog.
const DialogPath = "/dialogs/invite"

// BasePath is the path of the routes below the plugin's own address.
const BasePath = "/api/v1"

// Mattermost removes these headers from a client's request and sets them itself: the user of the session and, for a call from
// another plugin, that plugin's ID.
const (
	headerUserID   = "Mattermost-User-Id"
	headerPluginID = "Mattermost-Plugin-ID"
)

// Parts holds the other components that API uses.
type Parts struct {
	Poster *posting.Poster
	Rooms  *room.Rooms
	Dialog *dialog.Dialog
	Live   *live.Live
	// Preferences returns a person's preferences about joining.
	Preferences Preferences
	// Choices reads and changes a person's preferences.
	Choices Choices
	// Readers looks up who may read a channel.
	Readers access.Readers
	// Permissions looks up who administers the server.
	Permissions Permissions
	// TriggerOwner returns the name of the command that has a trigger. It is empty for a free trigger and for this
	// plugin's own.
	TriggerOwner func(trigger string) string
	Settings     func() settings.Settings
	Texts        *texts.Texts
	// BotUserID is the ID of the plugin's bot.
	BotUserID string
	// Suggestions returns the autocomplete list for a slash command that somebody is typing.
	Suggestions     func(userID, channelID, input string) ([]model.AutocompleteListItem, error)
	SuggestionsPath string
	Topics          Topics
	Log             Log
}

// API answers requests to the routes.
type API struct{ Parts }

// New returns an API.
func New(parts Parts) *API { return &API{parts} }

// Log receives the errors that callers do not see.
type Log interface {
	LogError(msg string, keyValuePairs ...any)
}

// handler answers a person's request. It returns a status and a body (a value for JSON, or a file), or an error.
type handler func(userID string, r *http.Request) (status int, body any, err error)

// Handler returns the handler of all routes.
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
			unknown(w, r) // the mux would redirect it to an address outside the plugin
			return
		}
		mux.ServeHTTP(w, r)
	})
}

// forPeople lets only requests from people's own sessions through. It refuses requests of other plugins, because they
// may name any user.
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
