package api

import (
	"net/http"

	"mattermost-plugin-blizz/server/person"
)

// Choices reads and changes a person's preferences.
type Choices interface {
	Get(userID string) (person.Preference, error)
	Set(userID string, changes person.Changes) (person.Preference, error)
}

// getMe answers with the caller's preferences.
func (a *API) getMe(userID string, _ *http.Request) (status int, body any, err error) {
	chosen, err := a.Choices.Get(userID)
	return http.StatusOK, chosen, err
}

// meBody is the body of PUT /me. Absent fields stay unchanged.
type meBody struct {
	RemindBeforeMinutes *int  `json:"remind_before_minutes"`
	ShowStatus          *bool `json:"show_status"`
	DoNotDisturb        *bool `json:"do_not_disturb"`
	ShowJoined          *bool `json:"show_joined"`
}

// putMe changes the caller's preferences and answers with all of them.
func (a *API) putMe(userID string, r *http.Request) (status int, body any, err error) {
	var asked meBody
	if err := readBody(r, &asked); err != nil {
		return 0, nil, err
	}
	chosen, err := a.Choices.Set(userID, person.Changes(asked))
	return http.StatusOK, chosen, err
}
