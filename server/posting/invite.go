package posting

import (
	"net/http"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/nicksnyder/go-i18n/v2/i18n"
	"github.com/pkg/errors"

	"mattermost-plugin-blizz/server/access"
	"mattermost-plugin-blizz/server/problem"
)

var invalidRoot = problem.New(http.StatusBadRequest, "invalid_root", &i18n.Message{
	ID:    "problem.invalid_root",
	Other: "There is no such thread in this channel.",
})

// Place is where an invitation goes.
type Place struct {
	ChannelID string
	// RootID is the thread's first post; empty outside threads.
	RootID string
	// PendingPostID is the client's own name for this attempt; a second attempt of the same name gets the
	// first one's post. Empty, every attempt posts.
	PendingPostID string
}

// Invite posts an invitation as the person, who must be allowed to post there. Nothing is posted unless all of it
// is right.
func (p *Poster) Invite(userID string, draft Draft, place Place) (*model.Post, error) {
	if err := access.Post(p.API, userID, place.ChannelID); err != nil {
		return nil, err
	}
	if err := p.checkRoot(place); err != nil {
		return nil, err
	}
	post, err := p.Compose(userID, draft)
	if err != nil {
		return nil, err
	}
	post.UserId, post.ChannelId, post.RootId = userID, place.ChannelID, place.RootID
	return p.once(post, place.PendingPostID, func() (*model.Post, error) {
		if draft.When.IsPlanned() {
			return p.createPlanned(post, draft.When)
		}
		created, err := p.create(post)
		if err == nil {
			p.Posted(userID, place, created)
		}
		return created, err
	})
}

func (p *Poster) create(post *model.Post) (*model.Post, error) {
	created, appErr := p.API.CreatePost(post)
	if appErr == nil {
		return created, nil
	}
	err := errors.Wrap(appErr, "failed to create the post")
	if appErr.StatusCode >= http.StatusInternalServerError {
		// The database may have lost the connection after it had the post, and not all that follows may fail.
		err = problem.Unsure{Err: err}
	}
	return nil, err
}

// checkRoot checks that the root is a thread's first post in this channel. The answer is the same for a post that
// is elsewhere and for one that is not.
func (p *Poster) checkRoot(place Place) error {
	if place.RootID == "" {
		return nil
	}
	if !model.IsValidId(place.RootID) {
		return invalidRoot
	}
	root, appErr := p.API.GetPost(place.RootID)
	if appErr != nil && appErr.StatusCode != http.StatusNotFound {
		return errors.Wrap(appErr, "failed to get the thread's root")
	}
	if appErr != nil || root.ChannelId != place.ChannelID || root.RootId != "" || root.DeleteAt != 0 {
		return invalidRoot
	}
	return nil
}
