package api

import (
	"net/http"
	"time"

	"github.com/mattermost/mattermost/server/public/model"

	"mattermost-plugin-blizz/server/invitation"
	"mattermost-plugin-blizz/server/meeting"
	"mattermost-plugin-blizz/server/posting"
)

// previewBody is the answer to POST /invitations/check. It describes the post that POST /invitations would make.
type previewBody struct {
	// Service is the service's key.
	Service string `json:"service"`
	// MeetingID is empty for a meeting that is a whole link.
	MeetingID string `json:"meeting_id"`
	DisplayID string `json:"display_id"`
	JoinURL   string `json:"join_url"`
	Topic     string `json:"topic"`
	Password  string `json:"password"`
	// StartsAt is in milliseconds since 1970; 0 for now.
	StartsAt int64 `json:"starts_at"`
	// DurationMinutes is 0 for a meeting without a duration.
	DurationMinutes int64 `json:"duration_minutes"`
	// Repeat is the value of an RRULE property. It is empty for a meeting that takes place once.
	Repeat string `json:"repeat"`
	// Message is the post's text, in the server's language.
	Message string `json:"message"`
}

// checkInvitation answers with a preview of what postInvitation would post, or with an error.
func (a *API) checkInvitation(userID string, r *http.Request) (status int, body any, err error) {
	draft, place, err := a.readInvitation(userID, r)
	if err != nil {
		return 0, nil, err
	}
	preview, err := a.preview(userID, draft, place)
	if err != nil {
		return 0, nil, err
	}
	return http.StatusOK, preview, nil
}

func (a *API) preview(userID string, draft posting.Draft, place posting.Place) (previewBody, error) {
	post, invited, err := a.Poster.Preview(userID, draft, place)
	if err != nil {
		return previewBody{}, err
	}
	return previewOf(a.Settings().Services, post, invited), nil
}

func previewOf(services meeting.Services, post *model.Post, invited invitation.Invitation) previewBody {
	preview := previewBody{
		Service:         invited.Meeting.Service,
		MeetingID:       invited.Meeting.ID,
		DisplayID:       services.Display(invited.Meeting),
		JoinURL:         services.JoinURL(invited.Meeting, invited.Password),
		Topic:           invited.Topic,
		Password:        invited.Password,
		DurationMinutes: int64(invited.When.Duration / time.Minute),
		Message:         post.Message,
	}
	if invited.When.IsPlanned() {
		preview.StartsAt = invited.When.Start.UnixMilli()
		preview.Repeat = invited.When.Rule.String()
	}
	return preview
}
