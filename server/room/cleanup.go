package room

import (
	"net/http"
	"strings"
	"time"

	"github.com/mattermost/mattermost/server/public/model"

	"mattermost-plugin-blizz/server/kv"
)

// keepDeleted is how long what belongs to a deactivated user or an archived channel stays, as both can come back.
const keepDeleted = 90 * 24 * time.Hour

// CleanUp removes what belongs to users and channels that are gone for good, or deleted for long.
func (r *Rooms) CleanUp(now time.Time) {
	keys, err := kv.Keys(r.api, personPrefix, channelPrefix)
	if err != nil {
		r.api.LogError("Failed to list what is stored", "error", err.Error())
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

// isLeftOver tells whether whom or what a key belongs to is deleted. When in doubt, it is not.
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
