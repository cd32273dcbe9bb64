package api

import (
	"net/http"

	"mattermost-plugin-blizz/server/posting"
)

// invitationBody is the body of POST /invitations.
type invitationBody struct {
	ChannelID     string `json:"channel_id"`
	RootID        string `json:"root_id"`
	Meeting       string `json:"meeting"`
	Topic         string `json:"topic"`
	Password      string `json:"password"`
	PendingPostID string `json:"pending_post_id"`
}

// postInvitation posts an invitation and answers with the post.
func (a *API) postInvitation(userID string, r *http.Request) (status int, body any, err error) {
	var asked invitationBody
	if err := readBody(r, &asked); err != nil {
		return 0, nil, err
	}
	post, err := a.Poster.Invite(userID,
		posting.Draft{Meeting: asked.Meeting, Topic: asked.Topic, Password: asked.Password},
		posting.Place{ChannelID: asked.ChannelID, RootID: asked.RootID, PendingPostID: asked.PendingPostID})
	if err != nil {
		return 0, nil, err
	}
	post = post.Clone()
	post.PendingPostId = asked.PendingPostID
	return http.StatusCreated, post, nil
}

// endInvitation ends an invitation and answers with its post.
func (a *API) endInvitation(userID string, r *http.Request) (status int, body any, err error) {
	post, err := a.Poster.End(userID, r.PathValue("post_id"))
	if err != nil {
		return 0, nil, err
	}
	return http.StatusOK, post, nil
}

// getSuggestions answers Mattermost, which asks on behalf of whoever types a slash command.
func (a *API) getSuggestions(userID string, r *http.Request) (status int, body any, err error) {
	return http.StatusOK, a.Suggestions(userID, r.URL.Query().Get("user_input")), nil
}
