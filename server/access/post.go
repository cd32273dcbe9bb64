package access

import (
	"github.com/mattermost/mattermost/server/public/model"
	"golang.org/x/sync/errgroup"
)

// RequirePost refuses who may not post in the channel. What it asks Mattermost does not depend on each other, so it asks for all
// of it at once.
func RequirePost(api API, userID, channelID string) error {
	if !model.IsValidId(channelID) {
		return channelNotFound
	}
	var mayPost bool
	var channel *model.Channel
	var group errgroup.Group
	group.Go(func() (err error) {
		channel, err = RequireRead(api, userID, channelID)
		return err
	})
	group.Go(func() error {
		mayPost = api.HasPermissionToChannel(userID, channelID, model.PermissionCreatePost)
		return nil
	})
	if err := group.Wait(); err != nil {
		return err
	}
	if err := RequireWritable(api, channel); err != nil {
		return err
	}
	if !mayPost {
		return mayNotPost
	}
	return nil
}
