package api

import (
	"encoding/json"
	"net/http"

	"github.com/nicksnyder/go-i18n/v2/i18n"

	"mattermost-plugin-blizz/server/problem"
)

var (
	notLoggedIn = problem.New(http.StatusUnauthorized, "not_logged_in", &i18n.Message{
		ID:    "problem.not_logged_in",
		Other: "Please log in first.",
	})
	noSuchRoute = problem.New(http.StatusNotFound, "no_such_route", &i18n.Message{
		ID:    "problem.no_such_route",
		Other: "There is no such address.",
	})
)

// errorBody is the body of every refusal.
type errorBody struct {
	Error errorDetail `json:"error"`
}

type errorDetail struct {
	// Code is for programs and never changes.
	Code string `json:"code"`
	// Message is for people, in the caller's language.
	Message string `json:"message"`
}

// refuse answers with an error. An error that is not a problem.Problem goes to the log, and the caller gets
// problem.Internal.
func (a *API) refuse(w http.ResponseWriter, userID string, err error) {
	p, expected := problem.Of(err)
	if !expected {
		a.Log.LogError("Failed to answer a request", "error", err.Error(), "user_id", userID)
	}
	localizer := a.Texts.In(a.Settings().Language)
	if userID != "" {
		localizer = a.Texts.For(userID)
	}
	a.send(w, p.Status, errorBody{errorDetail{Code: p.Code, Message: a.Texts.Say(localizer, p.Text)}})
}

func (a *API) send(w http.ResponseWriter, status int, body any) {
	if status == http.StatusNoContent {
		w.WriteHeader(status)
		return
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	if err := json.NewEncoder(w).Encode(body); err != nil {
		a.Log.LogError("Failed to write an answer", "error", err.Error())
	}
}
