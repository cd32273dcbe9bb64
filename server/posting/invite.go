package posting

import (
	"cmp"
	"net/http"
	"strings"
	"sync"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/nicksnyder/go-i18n/v2/i18n"
	"github.com/pkg/errors"
	"golang.org/x/sync/errgroup"

	"mattermost-plugin-blizz/server/access"
	"mattermost-plugin-blizz/server/problem"
)

var invalidRoot = problem.New(http.StatusBadRequest, "invalid_root", &i18n.Message{
	ID:    "problem.invalid_root",
	Other: "There is no such thread in this channel.",
})

// Place is the place of an invitation.
type Place struct {
	ChannelID string
	// RootID is the ID of the thread's first post. It is empty outside threads.
	RootID string
	// PendingPostID is the client's ID for this invitation. A second request with the same ID gets the first one's
	// post. With an empty ID, each request posts.
	PendingPostID string
	// IsChecked tells that Mattermost has checked that the person may post there, as it does for slash commands.
	IsChecked bool
}

// Invite posts an invitation as the person. It posts nothing if anything is wrong, or if the person may not post there.
func (p *Poster) Invite(userID string, draft Draft, place Place) (*model.Post, error) {
	post, invited, err := p.compose(userID, draft)
	if err != nil {
		return nil, cmp.Or(p.check(userID, place), err)
	}
	post.UserId, post.ChannelId, post.RootId = userID, place.ChannelID, place.RootID
	var claim postClaim
	var group errgroup.Group
	group.Go(func() error { return p.check(userID, place) })
	group.Go(func() (err error) {
		claim, err = p.claimPost(userID, place)
		return err
	})
	if err := group.Wait(); err != nil {
		p.releaseClaim(claim)
		return nil, err
	}
	return p.postOnce(claim, post, func() (*model.Post, error) {
		if invited.When.IsPlanned() {
			return p.createPlanned(post, invited)
		}
		created, err := p.create(post)
		if err == nil {
			p.Posted(userID, place, created)
		}
		return created, err
	})
}

// check refuses a person who may not post in a place, and a place that does not exist.
func (p *Poster) check(userID string, place Place) error {
	if place.IsChecked {
		return nil
	}
	var rootErr error
	var wait sync.WaitGroup
	wait.Go(func() { rootErr = p.checkRoot(place) })
	err := access.RequirePost(p.API, userID, place.ChannelID)
	wait.Wait()
	return cmp.Or(err, rootErr)
}

func (p *Poster) create(post *model.Post) (*model.Post, error) {
	created, appErr := p.API.CreatePost(post)
	if appErr == nil {
		return created, nil
	}
	if post.RootId != "" && appErr.StatusCode == http.StatusBadRequest && strings.Contains(appErr.Id, "root_id") {
		return nil, invalidRoot
	}
	err := errors.Wrap(appErr, "failed to create the post")
	if appErr.StatusCode >= http.StatusInternalServerError {
		// The database may have lost the connection after it stored the post. Later steps may have failed too.
		err = problem.Unsure{Err: err}
	}
	return nil, err
}

// checkRoot checks that the root is a thread's first post in this channel. A post in another channel and a missing post
// have the same error.
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
