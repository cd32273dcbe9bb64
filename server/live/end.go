package live

import (
	"github.com/pkg/errors"

	"mattermost-plugin-blizz/server/invitation"
)

// End ends the meeting of an invitation that somebody is ending, and says how it was, for the post: nothing for one that
// nobody joined, and for a series, whose starts have posts of their own. It can be called again. Ended follows once the
// post is written.
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

// Ended tells the channel of a meeting that was ended, and gives people their statuses back.
func (l *Live) Ended(channelID string) {
	l.mutex.Lock()
	l.ended[channelID] = true
	l.mutex.Unlock()
	l.wakeUp()
}

// take takes a channel's joins out of the queue.
func (l *Live) take(channelID string) []Join {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	joins := l.waiting[channelID]
	delete(l.waiting, channelID)
	return joins
}
