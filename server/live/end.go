package live

import (
	"github.com/pkg/errors"

	"mattermost-plugin-blizz/server/invitation"
)

// End ends the meeting of an invitation. It returns the attendance, for the post. The attendance is zero if nobody
// joined, and for a series: its starts have their own posts. End may be called again. Call Ended once the post is
// written.
func (l *Live) End(channelID, postID string) (invitation.Attendance, error) {
	if joins := l.take(channelID); len(joins) > 0 {
		if _, _, err := l.store(channelID, joins); err != nil {
			return invitation.Attendance{}, err
		}
	}
	var attendance invitation.Attendance
	err := l.states.Change(channelID, func(s *state) bool {
		s.Version = version
		s.Writer = l.serverID
		s.close(postID, l.Now())
		if m := s.find(postID, 0); m != nil {
			attendance = m.attendance()
		}
		return true
	})
	return attendance, errors.Wrap(err, "failed to end the meeting")
}

// Ended tells the channel that a meeting was ended, and restores people's statuses.
func (l *Live) Ended(channelID string) {
	l.mutex.Lock()
	l.ended[channelID] = true
	l.mutex.Unlock()
	l.wakeUp()
}

// take removes a channel's joins from the queue.
func (l *Live) take(channelID string) []Join {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	joins := l.waiting[channelID]
	delete(l.waiting, channelID)
	return joins
}
