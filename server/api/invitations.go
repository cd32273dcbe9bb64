package api

import (
	"net/http"

	"github.com/mattermost/mattermost/server/public/model"

	"mattermost-plugin-blizz/server/posting"
	"mattermost-plugin-blizz/server/secret"
)

// invitationBody is the body of POST /invitations and of POST /invitations/check.
type invitationBody struct {
	ChannelID     string `json:"channel_id"`
	RootID        string `json:"root_id"`
	Meeting       string `json:"meeting"`
	Topic         string `json:"topic"`
	Password      string `json:"password"`
	PendingPostID string `json:"pending_post_id"`
	// StartsAt is in milliseconds since 1970; 0 for now.
	StartsAt int64 `json:"starts_at"`
	// DurationMinutes is 0 for a meeting without a duration.
	DurationMinutes int64 `json:"duration_minutes"`
	// Repeat is the value of an RRULE property, such as FREQ=WEEKLY;BYDAY=MO,TH. It is empty for a meeting that takes
	// place once.
	Repeat string `json:"repeat"`
	// Confirmed tells that the person wants to post a link that holds a key or password.
	Confirmed bool `json:"confirmed"`
}

// postInvitation posts an invitation and answers with the post.
func (a *API) postInvitation(userID string, r *http.Request) (status int, body any, err error) {
	draft, place, err := a.readInvitation(userID, r)
	if err != nil {
		return 0, nil, err
	}
	post, err := a.Poster.Invite(userID, draft, place)
	if err != nil {
		return 0, nil, err
	}
	a.Rooms.Remember(userID, post)
	post = post.Clone()
	post.PendingPostId = place.PendingPostID
	return http.StatusCreated, post, nil
}

// readInvitation reads the body of postInvitation and checkInvitation.
func (a *API) readInvitation(userID string, r *http.Request) (posting.Draft, posting.Place, error) {
	var asked invitationBody
	if err := readBody(r, &asked); err != nil {
		return posting.Draft{}, posting.Place{}, err
	}
	plan, err := a.Poster.PlanAt(userID, asked.StartsAt, asked.DurationMinutes, asked.Repeat)
	if err != nil {
		return posting.Draft{}, posting.Place{}, err
	}
	consent := secret.OfConfirmed(asked.Confirmed)
	return posting.Draft{Meeting: asked.Meeting, Topic: asked.Topic, Password: asked.Password, When: plan, Consent: consent},
		posting.Place{ChannelID: asked.ChannelID, RootID: asked.RootID, PendingPostID: asked.PendingPostID}, nil
}

// endInvitation ends an invitation and answers with its post.
func (a *API) endInvitation(userID string, r *http.Request) (status int, body any, err error) {
	post, err := a.Poster.End(userID, r.PathValue("post_id"))
	if err != nil {
		return 0, nil, err
	}
	return http.StatusOK, post, nil
}

// submitDialog receives the answers of the interactive dialog. Mattermost sends them with the person's session.
// Mattermost may add fields to this body, so unknown ones are allowed.
func (a *API) submitDialog(userID string, r *http.Request) (status int, body any, err error) {
	var request model.SubmitDialogRequest
	if err := readFields(r, &request); err != nil {
		return 0, nil, err
	}
	response, err := a.Dialog.Submit(userID, request)
	return http.StatusOK, response, err
}
