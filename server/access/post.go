package access

import (
	"cmp"
	"sync"

	"github.com/mattermost/mattermost/server/public/model"
)

// RequirePost refuses a person who may not post in the channel. Mattermost's permission to post decides, as it does for
// Mattermost's own posts. RequirePost makes its calls to Mattermost at the same time, because they do not depend on each
// other.
func RequirePost(api API, userID, channelID string) error {
	if !model.IsValidId(channelID) {
		return channelNotFound
	}
	var mayPost bool
	var channel *model.Channel
	var appErr *model.AppError
	var wait sync.WaitGroup
	wait.Go(func() { channel, appErr = api.GetChannel(channelID) })
	wait.Go(func() { mayPost = api.HasPermissionToChannel(userID, channelID, model.PermissionCreatePost) })
	wait.Wait()
	switch {
	case appErr != nil:
		return channelError(appErr)
	case !mayPost:
		return whyMayNotPost(api, userID, channelID)
	}
	return RequireWritable(api, channel)
}

// whyMayNotPost returns the reason of a refusal.
func whyMayNotPost(api API, userID, channelID string) error {
	channel, err := RequireRead(api, userID, channelID)
	if err != nil {
		return err
	}
	return cmp.Or(RequireWritable(api, channel), error(mayNotPost))
}
