package api

import (
	"net/http"

	"mattermost-plugin-blizz/server/access"
	"mattermost-plugin-blizz/server/meeting"
	"mattermost-plugin-blizz/server/room"
	"mattermost-plugin-blizz/server/secret"
)

// roomBody is a room or a recent meeting. Topic is the topic of the last invitation to it.
type roomBody struct {
	// Service is the service's key.
	Service string `json:"service"`
	// MeetingID is empty for a whole link.
	MeetingID string `json:"meeting_id"`
	DisplayID string `json:"display_id"`
	// JoinURL is empty if the service is no longer set up.
	JoinURL string `json:"join_url"`
	Topic   string `json:"topic,omitempty"`
}

// roomsBody is the answer to GET /rooms. A room that is not set is null.
type roomsBody struct {
	Mine          *roomBody  `json:"mine"`
	Channel       *roomBody  `json:"channel"`
	Recent        []roomBody `json:"recent"`
	CanSetChannel bool       `json:"can_set_channel"`
}

// meetingBody is the body of PUT /rooms/…. The meeting is an ID, a link or a pasted invitation.
type meetingBody struct {
	Meeting string `json:"meeting"`
	// Confirmed tells that the person wants to keep a link that holds a key or password.
	Confirmed bool `json:"confirmed"`
}

func (a *API) getRooms(userID string, r *http.Request) (status int, body any, err error) {
	list, err := a.roomsOf(userID, r.URL.Query().Get("channel_id"))
	if err != nil {
		return 0, nil, err
	}
	rooms := roomsBody{
		Mine:          a.roomBody(list.Mine),
		Channel:       a.roomBody(list.Channel),
		Recent:        []roomBody{},
		CanSetChannel: list.CanSetChannel,
	}
	for _, recent := range list.Recent {
		shown := a.roomBody(recent.Meeting)
		shown.Topic = recent.Topic
		rooms.Recent = append(rooms.Recent, *shown)
	}
	return http.StatusOK, rooms, nil
}

// roomsOf returns the meetings that a person can choose from in a channel. Without a channel, as in the person's
// settings, it returns only the person's own.
func (a *API) roomsOf(userID, channelID string) (room.List, error) {
	if channelID == "" {
		return a.Rooms.ListUnchecked(userID, "")
	}
	return a.Rooms.List(userID, channelID)
}

// roomBody returns a room as a body. It is nil for no room.
func (a *API) roomBody(m meeting.Meeting) *roomBody {
	if m.IsZero() {
		return nil
	}
	services := a.Settings().Services
	return &roomBody{
		Service:   m.Service,
		MeetingID: m.ID,
		DisplayID: services.Display(m),
		JoinURL:   services.JoinURL(m, ""),
	}
}

func (a *API) putMyRoom(userID string, r *http.Request) (status int, body any, err error) {
	return a.putRoom(r, func(text string, consent secret.Consent) (meeting.Meeting, error) {
		return a.Rooms.SetMine(userID, text, consent)
	})
}

func (a *API) putChannelRoom(userID string, r *http.Request) (status int, body any, err error) {
	return a.putRoom(r, func(text string, consent secret.Consent) (meeting.Meeting, error) {
		return a.Rooms.SetChannel(userID, r.PathValue("channel_id"), text, consent)
	})
}

// putRoom sets a room and answers with it.
func (a *API) putRoom(
	r *http.Request, set func(text string, consent secret.Consent) (meeting.Meeting, error),
) (status int, body any, err error) {
	var asked meetingBody
	if err := readBody(r, &asked); err != nil {
		return 0, nil, err
	}
	room, err := set(asked.Meeting, secret.OfConfirmed(asked.Confirmed))
	if err != nil {
		return 0, nil, err
	}
	return http.StatusOK, a.roomBody(room), nil
}

func (a *API) deleteMyRoom(userID string, _ *http.Request) (status int, body any, err error) {
	return http.StatusOK, struct{}{}, a.Rooms.ClearMine(userID)
}

func (a *API) deleteChannelRoom(userID string, r *http.Request) (status int, body any, err error) {
	return http.StatusOK, struct{}{}, a.Rooms.ClearChannel(userID, r.PathValue("channel_id"))
}

// getSuggestions answers Mattermost's request for an autocomplete list. The request's channel comes from the client, so
// a person who may not read it gets no room of that channel.
func (a *API) getSuggestions(userID string, r *http.Request) (status int, body any, err error) {
	channelID := r.URL.Query().Get("channel_id")
	if !access.MayRead(a.Readers, userID, channelID) {
		channelID = ""
	}
	items, err := a.Suggestions(userID, channelID, r.URL.Query().Get("user_input"))
	return http.StatusOK, items, err
}
