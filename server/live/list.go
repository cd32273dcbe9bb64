package live

import (
	"github.com/pkg/errors"

	"mattermost-plugin-blizz/server/access"
)

// Bounds of asking in which channels a person is.
const (
	// askSingly is up to how many channels a person's membership is asked for one by one.
	askSingly = 10
	// Else the person's channels are listed: so many pages of so many.
	memberPages   = 10
	membersInPage = 200
)

// List is what is on in the channels that a person is a member of.
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
			return nil, errors.Wrap(err, "failed to load what is on")
		}
		list = append(list, onNow(channelID, stored)...)
	}
	return list, nil
}

// ofMember are those of some channels that a person is a member of, in a bounded number of calls. Of a person in more
// than 2,000 channels, the others are left out.
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
		// The team counts for nothing: the server lists the channels of all teams.
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
