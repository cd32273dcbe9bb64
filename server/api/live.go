package api

import (
	"net/http"

	"mattermost-plugin-blizz/server/live"
)

// Preferences tell what a person wants of their joining.
type Preferences func(userID string) (live.Preferences, error)

// postJoined notes that a person pressed Join, and answers with nothing.
func (a *API) postJoined(userID string, r *http.Request) (status int, body any, err error) {
	post, invited, err := a.Poster.Joinable(userID, r.PathValue("post_id"))
	if err != nil {
		return 0, nil, err
	}
	wants, err := a.Preferences(userID)
	if err != nil {
		return 0, nil, err
	}
	a.Live.Joined(userID, post, invited, wants)
	return http.StatusNoContent, nil, nil
}

// getLive answers with what is on in the caller's channels.
func (a *API) getLive(userID string, _ *http.Request) (status int, body any, err error) {
	list, err := a.Live.List(userID)
	return http.StatusOK, list, err
}
