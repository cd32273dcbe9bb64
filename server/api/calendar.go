package api

import (
	"mime"
	"net/http"
)

// file is an answer that is saved under a name.
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

func (a *API) sendFile(w http.ResponseWriter, sent file) {
	w.Header().Set("Content-Type", sent.contentType)
	w.Header().Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": sent.name}))
	w.Header().Set("Cache-Control", "no-store")
	if _, err := w.Write([]byte(sent.content)); err != nil {
		a.Log.LogError("Failed to write an answer", "error", err.Error())
	}
}
