package room

import (
	"net/http"
	"strings"
	"time"

	"github.com/mattermost/mattermost/server/public/model"

	"mattermost-plugin-blizz/server/kv"
)

// keepDeleted is how long the data of a deactivated user or an archived channel is kept. Both can come back.
const keepDeleted = 90 * 24 * time.Hour

// CleanUp removes the data of users and channels that no longer exist, or were deleted long ago.
func (r *Rooms) CleanUp(now time.Time) {
	keys, err := kv.Keys(r.api, personPrefix, channelPrefix)
	if err != nil {
		r.api.LogError("Failed to list the stored keys", "error", err.Error())
		return
	}
	for _, key := range keys {
		if r.isStopped() {
			return // the next run goes on
		}
		if r.isLeftOver(key, now) {
			if appErr := r.api.KVDelete(key); appErr != nil {
				r.api.LogError("Failed to remove a stored room", "error", appErr.Error(), "key", key)
			}
		}
	}
}

// isLeftOver tells whether a key belongs to a user or channel that is gone. If Mattermost can't tell, it is false.
func (r *Rooms) isLeftOver(key string, now time.Time) bool {
	deletedBefore := now.Add(-keepDeleted).UnixMilli()
	if userID, ok := strings.CutPrefix(key, personPrefix); ok {
		user, appErr := r.api.GetUser(userID)
		return isGone(appErr) || appErr == nil && user.DeleteAt != 0 && user.DeleteAt < deletedBefore
	}
	if channelID, ok := strings.CutPrefix(key, channelPrefix); ok {
		channel, appErr := r.api.GetChannel(channelID)
		return isGone(appErr) || appErr == nil && channel.DeleteAt != 0 && channel.DeleteAt < deletedBefore
	}
	return false
}

func isGone(appErr *model.AppError) bool {
	return appErr != nil && appErr.StatusCode == http.StatusNotFound
}
