package live

import (
	"github.com/pkg/errors"

	"mattermost-plugin-blizz/server/access"
)

// Limits for finding a person's channels.
const (
	// Up to askSingly channels, the person's membership is looked up for each.
	askSingly = 10
	// For more, the person's channels are listed, in a limited number of pages.
	memberPages   = 10
	membersInPage = 200
)

// List returns the meetings that are on in a person's channels.
func (l *Live) List(userID string) ([]OnNow, error) {
	channelIDs, err := l.channels()
	if err != nil {
		return nil, err
	}
	if channelIDs, err = l.ofMember(userID, channelIDs); err != nil {
		return nil, err
	}
	list := []OnNow{}
	for _, channelID := range channelIDs {
		stored, err := l.states.Get(channelID)
		if err != nil {
			return nil, errors.Wrap(err, "failed to load the meetings that are on")
		}
		list = append(list, onNow(channelID, stored)...)
	}
	return list, nil
}

// ofMember returns those of some channels that have the person as a member. It makes a limited number of calls: for a
// person in more than 2,000 channels, it leaves out the rest.
func (l *Live) ofMember(userID string, channelIDs []string) (theirs []string, err error) {
	if len(channelIDs) <= askSingly {
		for _, channelID := range channelIDs {
			if access.IsMember(l.API, userID, channelID) {
				theirs = append(theirs, channelID)
			}
		}
		return theirs, nil
	}
	isOn := map[string]bool{}
	for _, channelID := range channelIDs {
		isOn[channelID] = true
	}
	for page := range memberPages {
		// The server ignores the team and lists the channels of all teams.
		members, appErr := l.API.GetChannelMembersForUser("", userID, page, membersInPage)
		if appErr != nil {
			return nil, errors.Wrap(appErr, "failed to list a person's channels")
		}
		for _, member := range members {
			if isOn[member.ChannelId] {
				theirs = append(theirs, member.ChannelId)
			}
		}
		if len(members) < membersInPage {
			break
		}
	}
	return theirs, nil
}
