package api

import (
	"net/http"
	"time"

	"mattermost-plugin-blizz/server/posting"
	"mattermost-plugin-blizz/server/secret"
)

// changeBody is the body of PATCH /invitations/{post_id} and of POST /invitations/{post_id}/check. Absent fields stay
// unchanged.
type changeBody struct {
	Meeting  *string `json:"meeting"`
	Topic    *string `json:"topic"`
	Password *string `json:"password"`
	// StartsAt is in milliseconds since 1970.
	StartsAt *int64 `json:"starts_at"`
	// DurationMinutes is 0 to remove the duration.
	DurationMinutes *int64 `json:"duration_minutes"`
	// Repeat is the value of an RRULE property. It is empty for a meeting that takes place once.
	Repeat *string `json:"repeat"`
	// Occurrence is the present start of the one meeting of a series that starts_at moves, in milliseconds since 1970.
	Occurrence *int64 `json:"occurrence"`
	// Confirmed tells that the person wants to post a link that holds a key or password.
	Confirmed bool `json:"confirmed"`
}

// patchInvitation changes an invitation and answers with its post.
func (a *API) patchInvitation(userID string, r *http.Request) (status int, body any, err error) {
	changes, err := a.readChanges(r)
	if err != nil {
		return 0, nil, err
	}
	post, err := a.Poster.Change(userID, r.PathValue("post_id"), changes)
	return http.StatusOK, post, err
}

// checkChange answers with the invitation as patchInvitation would change it, or with an error.
func (a *API) checkChange(userID string, r *http.Request) (status int, body any, err error) {
	changes, err := a.readChanges(r)
	if err != nil {
		return 0, nil, err
	}
	post, invited, err := a.Poster.PreviewChange(userID, r.PathValue("post_id"), changes)
	if err != nil {
		return 0, nil, err
	}
	return http.StatusOK, previewOf(a.Settings().Services, post, invited), nil
}

func (a *API) readChanges(r *http.Request) (posting.Changes, error) {
	var asked changeBody
	if err := readBody(r, &asked); err != nil {
		return posting.Changes{}, err
	}
	changes, err := a.Poster.ChangesOf(asked.StartsAt, asked.DurationMinutes, asked.Repeat, asked.Occurrence)
	if err != nil {
		return posting.Changes{}, err
	}
	changes.Meeting, changes.Topic, changes.Password = asked.Meeting, asked.Topic, asked.Password
	changes.Consent = secret.OfConfirmed(asked.Confirmed)
	return changes, nil
}

// skipBody is the body of POST /invitations/{post_id}/skip: the start of the meeting to leave out, in milliseconds
// since 1970.
type skipBody struct {
	StartsAt int64 `json:"starts_at"`
}

// skipOccurrence leaves out one meeting of a series and answers with the post.
func (a *API) skipOccurrence(userID string, r *http.Request) (status int, body any, err error) {
	var asked skipBody
	if err := readBody(r, &asked); err != nil {
		return 0, nil, err
	}
	post, err := a.Poster.Skip(userID, r.PathValue("post_id"), time.UnixMilli(asked.StartsAt))
	return http.StatusOK, post, err
}
