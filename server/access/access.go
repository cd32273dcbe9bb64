// Package access checks whether a person may do something in a channel. Before a slash command reaches the plugin, the
// server has checked that. Before a request reaches the plugin's own routes, the server has checked only the session.
package access

import (
	"net/http"
	"sync"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/nicksnyder/go-i18n/v2/i18n"
	"github.com/pkg/errors"

	"mattermost-plugin-blizz/server/problem"
)

// Members looks up a channel's members.
type Members interface {
	GetChannelMember(channelID, userID string) (*model.ChannelMember, *model.AppError)
}

// Readers looks up who may read a channel.
type Readers interface {
	Members
	HasPermissionToChannel(userID, channelID string, permission *model.Permission) bool
}

// API holds the calls of Mattermost's that this package makes.
type API interface {
	Readers
	GetChannel(channelID string) (*model.Channel, *model.AppError)
	GetUsersInChannel(channelID, sortBy string, page, perPage int) ([]*model.User, *model.AppError)
	GetTeamMembersForUser(userID string, page, perPage int) ([]*model.TeamMember, *model.AppError)
	// RestrictsDirectMessages tells whether people without a common team may not write to each other.
	RestrictsDirectMessages() bool
}

// Refusals.
var (
	channelNotFound = problem.New(http.StatusNotFound, "channel_not_found", &i18n.Message{
		ID:    "problem.channel_not_found",
		Other: "There is no such channel.",
	})
	notAMember = problem.New(http.StatusForbidden, "not_a_member", &i18n.Message{
		ID:    "problem.not_a_member",
		Other: "You are not a member of this channel.",
	})
	channelArchived = problem.New(http.StatusForbidden, "channel_archived", &i18n.Message{
		ID:    "problem.channel_archived",
		Other: "This channel is archived.",
	})
	mayNotPost = problem.New(http.StatusForbidden, "may_not_post", &i18n.Message{
		ID:    "problem.may_not_post",
		Other: "You may not post in this channel.",
	})
	mayNotEditHeader = problem.New(http.StatusForbidden, "may_not_set_room", &i18n.Message{
		ID:    "problem.may_not_set_room",
		Other: "You may not set this channel's room: only who may edit the channel's header can.",
	})
)

// IsMember tells whether the person is a member of the channel. It is false if Mattermost can't tell.
func IsMember(members Members, userID, channelID string) bool {
	if !model.IsValidId(channelID) {
		return false
	}
	_, appErr := members.GetChannelMember(channelID, userID)
	return appErr == nil
}

// MayRead tells whether the person may read the channel: a member may, and also a system administrator, because
// Mattermost lets administrators type slash commands in all channels. It is false if Mattermost can't tell.
func MayRead(readers Readers, userID, channelID string) bool {
	return IsMember(readers, userID, channelID) || readsAll(readers, userID, channelID)
}

// readsAll tells whether a person who is not a member may read the channel.
func readsAll(readers Readers, userID, channelID string) bool {
	return model.IsValidId(channelID) && readers.HasPermissionToChannel(userID, channelID, model.PermissionReadChannel)
}

// RequireRead returns the channel, or refuses a person who may not read it. It checks the permission only for a person
// who is not a member.
func RequireRead(api API, userID, channelID string) (*model.Channel, error) {
	if !model.IsValidId(channelID) {
		return nil, channelNotFound
	}
	var channel *model.Channel
	var channelErr, memberErr *model.AppError
	var wait sync.WaitGroup
	wait.Go(func() { channel, channelErr = api.GetChannel(channelID) })
	wait.Go(func() { _, memberErr = api.GetChannelMember(channelID, userID) })
	wait.Wait()
	switch {
	case channelErr != nil:
		return nil, channelError(channelErr)
	case isNotFound(memberErr) && readsAll(api, userID, channelID):
		return channel, nil
	case isNotFound(memberErr):
		return nil, notAMember
	case memberErr != nil:
		return nil, errors.Wrap(memberErr, "failed to get the channel member")
	}
	return channel, nil
}

func channelError(appErr *model.AppError) error {
	if isNotFound(appErr) {
		return channelNotFound
	}
	return errors.Wrap(appErr, "failed to get the channel")
}

// RequireWritable refuses if nobody may write in the channel any more.
func RequireWritable(api API, channel *model.Channel) error {
	if channel.DeleteAt != 0 {
		return channelArchived
	}
	return checkCommonTeam(api, channel)
}

// RequireEditHeader refuses a person who may not edit the channel's header. In a direct or group message, every member may edit
// it. In other channels, people may who may manage the channel's properties. The person must be allowed to read the channel.
func RequireEditHeader(api API, userID string, channel *model.Channel) error {
	if err := RequireWritable(api, channel); err != nil {
		return err
	}
	var permission *model.Permission
	switch channel.Type {
	case model.ChannelTypeDirect, model.ChannelTypeGroup:
		if !IsMember(api, userID, channel.Id) {
			return mayNotEditHeader
		}
		return nil
	case model.ChannelTypePrivate:
		permission = model.PermissionManagePrivateChannelProperties
	default:
		permission = model.PermissionManagePublicChannelProperties
	}
	if !api.HasPermissionToChannel(userID, channel.Id, permission) {
		return mayNotEditHeader
	}
	return nil
}

func isNotFound(appErr *model.AppError) bool {
	return appErr != nil && appErr.StatusCode == http.StatusNotFound
}
