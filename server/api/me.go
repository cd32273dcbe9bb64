package api

import (
	"net/http"

	"mattermost-plugin-blizz/server/person"
)

// Choices are what people chose for themselves.
type Choices interface {
	Get(userID string) (person.Preference, error)
	Set(userID string, changes person.Changes) (person.Preference, error)
}

// getMe answers with what the caller chose.
func (a *API) getMe(userID string, _ *http.Request) (status int, body any, err error) {
	chosen, err := a.Choices.Get(userID)
	return http.StatusOK, chosen, err
}

// meBody is the body of PUT /me. What is left out stays as it is.
type meBody struct {
	RemindBeforeMinutes *int  `json:"remind_before_minutes"`
	ShowStatus          *bool `json:"show_status"`
	DoNotDisturb        *bool `json:"do_not_disturb"`
	ShowJoined          *bool `json:"show_joined"`
}

// putMe changes what the caller chose, and answers with what holds then.
func (a *API) putMe(userID string, r *http.Request) (status int, body any, err error) {
	var asked meBody
	if err := readBody(r, &asked); err != nil {
		return 0, nil, err
	}
	chosen, err := a.Choices.Set(userID, person.Changes(asked))
	return http.StatusOK, chosen, err
}
