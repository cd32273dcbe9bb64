package api

import (
	"mime"
	"net/http"
	"strings"

	"github.com/mattermost/mattermost/server/public/model"
)

// file is an answer that clients save under its name.
type file struct {
	name, contentType string
	content           string
}

// getCalendar answers with an invitation's calendar file.
func (a *API) getCalendar(userID string, r *http.Request) (status int, body any, err error) {
	content, name, err := a.Poster.Calendar(userID, r.PathValue("post_id"))
	if err != nil {
		return 0, nil, err
	}
	return http.StatusOK, file{name: name, contentType: "text/calendar; charset=utf-8", content: content}, nil
}

// orLogIn redirects a browser without a session to the invitation's post. There Mattermost lets the person log in, and
// the post has the link to the calendar file. Phones open the link of a message in such a browser.
func (a *API) orLogIn(answer http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		postID, site := r.PathValue("post_id"), a.Settings().SiteURL
		isOpened := r.Method == http.MethodGet && strings.Contains(r.Header.Get("Accept"), "text/html")
		if r.Header.Get(headerUserID) == "" && isOpened && site != "" && model.IsValidId(postID) {
			http.Redirect(w, r, site+"/_redirect/pl/"+a.Poster.PostOf(postID), http.StatusSeeOther)
			return
		}
		answer(w, r)
	}
}

func (a *API) sendFile(w http.ResponseWriter, sent file) {
	w.Header().Set("Content-Type", sent.contentType)
	w.Header().Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": sent.name}))
	w.Header().Set("Cache-Control", "no-store")
	if _, err := w.Write([]byte(sent.content)); err != nil {
		a.Log.LogError("Failed to write an answer", "error", err.Error())
	}
}
