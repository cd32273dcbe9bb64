package api

import (
	"net/http"

	"mattermost-plugin-blizz/server/live"
)

// Preferences returns a person's preferences about joining.
type Preferences func(userID string) (live.Preferences, error)

// postJoined records that a person pressed Join. The answer is empty.
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

// getLive answers with the meetings that are on in the caller's channels.
func (a *API) getLive(userID string, _ *http.Request) (status int, body any, err error) {
	list, err := a.Live.List(userID)
	return http.StatusOK, list, err
}
