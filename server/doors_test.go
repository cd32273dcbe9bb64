package main

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestAllDoorsCheckTheSamePermissions: a person may use the plugin's routes in a channel if Mattermost lets them type /blizz
// there. A system administrator has all permissions without being a member.
func TestAllDoorsCheckTheSamePermissions(t *testing.T) {
	for name, c := range map[string]struct {
		isMember bool
		// has holds the person's permissions in the channel.
		has []*model.Permission
		// mayInvite and maySetRoom are the expected results.
		mayInvite, maySetRoom bool
	}{
		"a member": {true, []*model.Permission{
			model.PermissionReadChannel, model.PermissionCreatePost, model.PermissionManagePublicChannelProperties,
		}, true, true},
		"a guest, who is a member":   {true, []*model.Permission{model.PermissionReadChannel, model.PermissionCreatePost}, true, false},
		"a bot, which is a member":   {true, []*model.Permission{model.PermissionReadChannel, model.PermissionCreatePost}, true, false},
		"a member who may only read": {true, []*model.Permission{model.PermissionReadChannel}, false, false},
		"a system administrator who is not a member": {false, []*model.Permission{
			model.PermissionReadChannel, model.PermissionCreatePost, model.PermissionManagePublicChannelProperties,
			model.PermissionEditOthersPosts,
		}, true, true},
		"a team administrator who is not a member": {false, []*model.Permission{
			model.PermissionManagePublicChannelProperties, model.PermissionEditOthersPosts,
		}, false, false},
		"a bot that is no member": {false, nil, false, false},
		"a stranger":              {false, nil, false, false},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			who := w.AddUser("who", "en")
			if c.isMember {
				w.AddMember(w.channel, who)
				w.Revoke(who, w.channel, model.PermissionCreatePost)
			}
			for _, permission := range c.has {
				w.Grant(who, w.channel, permission)
			}
			w.mayManage(w.alice)
			w.types(w.alice, "/blizz room channel m77-777-777")

			requireSees(t, w, who, c.isMember || c.mayInvite)
			requireInvites(t, w, who, c.mayInvite)
			requireSetsRoom(t, w, who, c.maySetRoom)
		})
	}
}

// requireSees checks that a person can, or can't, see the channel's room, by each way that shows it.
func requireSees(t *testing.T, w *world, who string, may bool) {
	t.Helper()
	assert.Equal(t, may, w.asks(who, http.MethodGet, "/rooms?channel_id="+w.channel, "").Status == http.StatusOK, "GET /rooms")
	suggested := w.asks(who, http.MethodGet, "/autocomplete/meetings?channel_id="+w.channel+"&user_input="+url.QueryEscape("/blizz "), "")
	require.Equal(t, http.StatusOK, suggested.Status)
	read := w.asks(who, http.MethodPost, "/commands/topic", fmt.Sprintf(`{"channel_id": %q, "command": "/blizz Standup"}`, w.channel))
	require.Equal(t, http.StatusOK, read.Status)
	if may {
		assert.Contains(t, suggested.Body, "m77-777-777")
		assert.Contains(t, read.Body, `"is_topic":true`)
		return
	}
	assert.NotContains(t, suggested.Body, "77")
	assert.Contains(t, read.Body, `"is_topic":false`)
}

// requireInvites checks that a person can, or can't, invite, plan, change and end, in each way. It types commands only
// as people whom Mattermost lets type them.
func requireInvites(t *testing.T, w *world, who string, may bool) {
	t.Helper()
	theirs := w.invites(w.alice, nil).post(t)
	if !may {
		for _, fields := range []map[string]any{nil, {"starts_at": w.startIn(60)}} {
			assert.Equal(t, http.StatusForbidden, w.invites(who, fields).Status)
		}
		return
	}
	assert.Equal(t, model.CommandResponseTypeInChannel, w.types(who, "/blizz m12-345-678").ResponseType)
	assert.Equal(t, "m77777777", w.types(who, "/blizz").Props["meeting_id"])
	assert.Empty(t, w.types(who, "/blizz m12-345-678 --at 2026-12-24 9:00").Text)
	assert.Contains(t, w.types(who, "/blizz change Christmas").Text, "I changed")
	assert.Contains(t, w.types(who, "/blizz end all").Text, "I ended")

	require.Equal(t, http.StatusCreated, w.invites(who, map[string]any{"starts_at": w.startIn(60)}).Status)
	route := "/invitations/" + w.invites(who, nil).post(t).Id
	assert.Equal(t, http.StatusNoContent, w.asks(who, http.MethodPost, "/invitations/"+theirs.Id+"/joined", "").Status)
	assert.Equal(t, http.StatusOK, w.asks(who, http.MethodPatch, route, `{"topic": "Other"}`).Status)
	assert.Equal(t, http.StatusOK, w.asks(who, http.MethodPost, route+"/end", "").Status)
}

// requireSetsRoom checks that a person can, or can't, set and clear the channel's room, in both ways.
func requireSetsRoom(t *testing.T, w *world, who string, may bool) {
	t.Helper()
	route := "/rooms/channels/" + w.channel
	assert.Equal(t, may, w.asks(who, http.MethodPut, route, `{"meeting": "m88-888-888"}`).Status == http.StatusOK, "PUT")
	assert.Equal(t, may, strings.Contains(w.types(w.alice, "/blizz room").Text, "m88-888-888"))
	answer := w.types(who, "/blizz room channel m99-999-999").Text
	assert.Equal(t, may, answer == "", answer)
	assert.Equal(t, may, strings.Contains(w.types(w.alice, "/blizz room").Text, "m99-999-999"))
	assert.Equal(t, may, w.asks(who, http.MethodDelete, route, "").Status == http.StatusOK, "DELETE")
}

// startIn returns a start that many minutes from now, in milliseconds since 1970.
func (w *world) startIn(minutes int64) int64 {
	return w.plugin.clock()().UnixMilli() + minutes*60_000
}

// TestOnlyMembersSetAConversationsRoom: in direct and group messages, Mattermost lets only members edit the header.
func TestOnlyMembersSetAConversationsRoom(t *testing.T) {
	w := newWorld(t)
	admin := w.AddUser("admin", "en")
	for _, kind := range []model.ChannelType{model.ChannelTypeDirect, model.ChannelTypeGroup} {
		w.channel = w.AddChannelOf(kind, w.alice, w.bob)
		w.Grant(admin, w.channel, model.PermissionReadChannel)
		w.Grant(admin, w.channel, model.PermissionCreatePost)
		requireSetsRoom(t, w, admin, false)
		requireSetsRoom(t, w, w.alice, true)
	}
}
