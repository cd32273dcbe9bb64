package main

import (
	"strings"
	"testing"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"mattermost-plugin-blizz/server/fake"
)

// narrow is a Mattermost that refuses to read more than two people at once, and the parts of a minute that hold no plan.
type narrow struct {
	*fake.Mattermost
}

// KVGet implements plugin.API.
func (m narrow) KVGet(key string) ([]byte, *model.AppError) {
	value, appErr := m.Mattermost.KVGet(key)
	if len(value) == 0 && strings.HasPrefix(key, "due_") {
		return nil, lost("KVGet")
	}
	return value, appErr
}

// GetUsersByIds implements plugin.API.
func (m narrow) GetUsersByIds(userIDs []string) ([]*model.User, *model.AppError) { //nolint:revive // the plugin API's name
	if len(userIDs) > 2 {
		return nil, lost("GetUsersByIds")
	}
	return m.Mattermost.GetUsersByIds(userIDs)
}

// GetChannelMembersByIds implements plugin.API.
func (m narrow) GetChannelMembersByIds(channelID string, userIDs []string) (model.ChannelMembers, *model.AppError) { //nolint:revive // the plugin API's name
	if len(userIDs) > 2 {
		return nil, lost("GetChannelMembersByIds")
	}
	return m.Mattermost.GetChannelMembersByIds(channelID, userIDs)
}

// TestAFailedSharedReadDelaysNoReminder: if a read for many meetings at once fails, the plugin reads for each meeting. If one
// part of a minute can't be read, the other parts are not delayed.
func TestAFailedSharedReadDelaysNoReminder(t *testing.T) {
	w := newPlannedWorld(t)
	var posts []*model.Post
	for _, person := range []string{w.alice, w.bob, w.carol} {
		w.Move(person, "Europe/Berlin")
		posts = append(posts, w.plans(person, "--at 14:30"))
	}
	w.restartIn(narrow{w.Mattermost})

	w.clock.Set(at(t, "2026-10-23T14:20:00+02:00"))
	w.minutePasses()
	for _, person := range []string{w.alice, w.bob, w.carol} {
		assert.Len(t, w.messagesTo(person), 1, "ten minutes before the start")
	}

	w.clock.Set(at(t, "2026-10-23T14:30:00+02:00"))
	w.minutePasses()
	for _, post := range posts {
		require.Len(t, w.replies(post), 1, "at the start")
	}
}
