package live

import (
	"time"
)

// followEvery is how often a server looks for other servers' changes in a channel.
const followEvery = time.Second

// Several servers with one database need not be a cluster that Mattermost knows of. Then an event reaches only the
// people who are connected to the server that sends it. So a server without a cluster looks each second at the channels
// in which another server has stored something, as long as a meeting is on there, and tells its own people. It notices
// such a channel when it stores something itself, otherwise within a minute. With a single server or a cluster, this
// costs almost nothing.

// note stores what this server knows about a channel. isAnnounced says that it has just told its people.
func (l *Live) note(channelID string, stored state, isAnnounced bool) {
	isOn := len(stored.on()) > 0
	isNews := l.setActive(channelID, isOn)
	isForeign := stored.Writer != "" && stored.Writer != l.serverID
	if isOn && isNews && !isForeign && l.IsCluster() {
		l.tellServers(channelID)
	}
	l.mutex.Lock()
	defer l.mutex.Unlock()
	if isAnnounced {
		l.announced[channelID] = stored.Revision
	}
	switch {
	case !isOn && (isAnnounced || l.announced[channelID] >= stored.Revision):
		delete(l.announced, channelID)
		delete(l.followed, channelID)
	case isForeign && !l.IsCluster():
		l.followed[channelID] = true
	}
}

// follow tells people about the changes of other servers.
func (l *Live) follow(now time.Time) (wait time.Duration) {
	l.mutex.Lock()
	left := l.followAt.Sub(now)
	var channelIDs []string
	if left <= 0 {
		for channelID := range l.followed {
			channelIDs = append(channelIDs, channelID)
		}
		l.followAt, left = now.Add(followEvery), followEvery
	}
	l.mutex.Unlock()
	for _, channelID := range channelIDs {
		stored, err := l.states.Get(channelID)
		if err != nil {
			l.API.LogError("Failed to find which meetings are on", "error", err.Error(), "channel_id", channelID)
			continue
		}
		isNew := stored.Revision > l.announcedOf(channelID) || stored.isEmpty()
		l.note(channelID, stored, isNew && l.tell(channelID, stored))
	}
	l.mutex.Lock()
	defer l.mutex.Unlock()
	if len(l.followed) == 0 {
		return lookEvery
	}
	return left
}

// mayTell tells whether this server last told its own people long enough ago. In a cluster, the stored value limits
// that for all servers.
func (l *Live) mayTell(channelID string) bool {
	if l.IsCluster() {
		return true
	}
	now := time.Now()
	l.mutex.Lock()
	defer l.mutex.Unlock()
	if now.Sub(l.announcedAt[channelID]) < tellEvery {
		l.followed[channelID] = true
		l.wakeUp()
		return false
	}
	for other, at := range l.announcedAt {
		if now.Sub(at) > lookEvery {
			delete(l.announcedAt, other)
		}
	}
	l.announcedAt[channelID] = now
	return true
}

func (l *Live) announcedOf(channelID string) int64 {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	return l.announced[channelID]
}
