package access

import (
	"github.com/mattermost/mattermost/server/public/model"
	"golang.org/x/sync/errgroup"
)

// RequirePost refuses a person who may not post in the channel. It makes its calls to Mattermost at the same time,
// because they do not depend on each other.
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
