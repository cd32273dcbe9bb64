package live

import (
	"net/http"
	"time"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/pkg/errors"

	"mattermost-plugin-blizz/server/invitation"
)

// maxRestored limits the statuses of a meeting that one run restores. The next run continues.
const maxRestored = 100

// Run ends the meetings that are over by themselves, and finishes the work for those that are over. One run at a time
// in a cluster is enough; several do no harm.
func (l *Live) Run() {
	channelIDs, err := l.channels()
	if err != nil {
		l.API.LogError("Failed to find which meetings are on", "error", err.Error())
		return
	}
	for _, channelID := range channelIDs {
		if l.isStopped() {
			return // the next run continues
		}
		if err := l.sweep(channelID); err != nil {
			l.API.LogError("Failed to end the meetings that are over", "error", err.Error(), "channel_id", channelID)
		}
	}
}

// sweep does for one channel what Run does for all.
func (l *Live) sweep(channelID string) error {
	stored, err := l.states.Get(channelID)
	if err != nil {
		return err
	}
	posts, err := l.posts(channelID, stored)
	if err != nil {
		return err
	}
	if stored, err = l.expire(channelID, posts); err != nil {
		return err
	}
	for _, m := range stored.Meetings {
		if err := l.finish(channelID, m, posts[m.PostID]); err != nil {
			return err
		}
	}
	if stored.isEmpty() {
		return l.leave(channelID)
	}
	return nil
}

// invitedPost is a post and its invitation. The zero value means that the post is gone.
type invitedPost struct {
	post       *model.Post
	invitation invitation.Invitation
}

// isGone tells that nobody can join any more: the post was deleted, or its channel archived.
func (p invitedPost) isGone() bool { return p.post == nil }

// posts returns the posts of the meetings that still need work.
func (l *Live) posts(channelID string, stored state) (map[string]invitedPost, error) {
	posts := map[string]invitedPost{}
	channel, appErr := l.API.GetChannel(channelID)
	switch {
	case isNotFound(appErr):
		return posts, nil
	case appErr != nil:
		return nil, errors.Wrap(appErr, "failed to get the channel")
	case channel.DeleteAt != 0:
		return posts, nil
	}
	for _, m := range stored.Meetings {
		if m.isDone() {
			continue
		}
		read, err := l.read(m.PostID)
		if err != nil {
			return nil, err
		}
		if !read.isGone() {
			posts[m.PostID] = read
		}
	}
	return posts, nil
}

// read reads a post and its invitation.
func (l *Live) read(postID string) (invitedPost, error) {
	post, appErr := l.API.GetPost(postID)
	switch {
	case isNotFound(appErr):
		return invitedPost{}, nil
	case appErr != nil:
		return invitedPost{}, errors.Wrap(appErr, "failed to get the post")
	case post.DeleteAt != 0:
		return invitedPost{}, nil
	}
	invited, ok := l.Invitation(post)
	if !ok {
		return invitedPost{}, nil
	}
	return invitedPost{post: post, invitation: invited}, nil
}

// expire ends the meetings that are over by now, and tells the channel. It also tells of recent changes, because the
// server that should have told of them may have gone down.
func (l *Live) expire(channelID string, posts map[string]invitedPost) (stored state, err error) {
	now := l.Now()
	tells := false
	err = l.states.Change(channelID, func(s *state) bool {
		changed := s.forget(now)
		for i := range s.Meetings {
			m := &s.Meetings[i]
			before := *m
			switch p := posts[m.PostID]; {
			case !m.isOn():
			case p.isGone():
				m.end(now.UnixMilli())
				m.IsClosed, m.IsWritten = true, true
			case p.invitation.Status != invitation.Open:
				m.end(now.UnixMilli())
				m.IsClosed = true
			default:
				m.expire(p.invitation.When, now)
			}
			if before.isOn() && !m.isOn() {
				s.revise(now.UnixMilli())
				changed = true
			}
		}
		if now.Sub(time.UnixMilli(s.Revision)).Abs() < retellFor {
			s.Announced = 0
		}
		tells = s.claimTelling(now)
		stored = *s // with the former writer
		s.Writer = l.serverID
		return changed || tells
	})
	if err != nil {
		return state{}, errors.Wrap(err, "failed to end the meetings that are over")
	}
	l.note(channelID, stored, tells && l.tell(channelID, stored))
	if !stored.isAnnounced() {
		l.enqueue(channelID)
	}
	return stored, nil
}

// finish does the remaining work for a meeting: it writes the attendance into the post, and restores people's statuses.
func (l *Live) finish(channelID string, m gathering, p invitedPost) error {
	isWritten := m.IsWritten || m.isOn()
	if !isWritten {
		var err error
		if isWritten, err = l.record(m, p); err != nil {
			return err
		}
	}
	restored := l.restore(m)
	if len(restored) == 0 && isWritten == (m.IsWritten || m.isOn()) {
		return nil
	}
	err := l.states.Change(channelID, func(s *state) bool {
		stored := s.find(m.PostID, m.StartsAt)
		if stored == nil {
			return false
		}
		// If somebody joined meanwhile, the meeting goes on and its attendance is not final.
		stored.IsWritten = stored.IsWritten || isWritten && stored.OverAt == m.OverAt && !m.isOn()
		stored.removeBusy(restored)
		return true
	})
	return errors.Wrap(err, "failed to store the finished work of a meeting")
}

// record writes the attendance into the post. It reads the post again, because somebody may have ended the meeting
// meanwhile and changed the post. If somebody is about to write the end, that write includes the attendance, and record
// does nothing.
func (l *Live) record(m gathering, p invitedPost) (isWritten bool, err error) {
	if p.isGone() {
		return true, nil
	}
	now, err := l.read(m.PostID)
	if err != nil || now.isGone() {
		return err == nil, err
	}
	if m.IsClosed && m.StartsAt == 0 && now.invitation.Status == invitation.Open {
		return false, nil
	}
	return true, errors.Wrap(l.Record(now.post, m.start(), m.attendance()), "failed to write how a meeting was")
}

// restore restores people's statuses if the meeting or their time is over. It returns those that need no other try.
func (l *Live) restore(m gathering) (restored []busy) {
	now := l.Now().UnixMilli()
	for _, b := range m.Busy {
		if m.isOn() && b.Until > now {
			continue
		}
		if len(restored) == maxRestored || l.isStopped() {
			break
		}
		if err := l.Statuses.Restore(b.UserID, nameOf(m.PostID, m.StartsAt)); err != nil {
			l.API.LogError("Failed to give a person's status back", "error", err.Error(), "user_id", b.UserID)
			if now-b.Until < keepOver.Milliseconds() {
				continue // the next run tries again
			}
		}
		restored = append(restored, b)
	}
	return restored
}

func isNotFound(appErr *model.AppError) bool {
	return appErr != nil && appErr.StatusCode == http.StatusNotFound
}

// start returns the start in a series. It is zero for a meeting that takes place once.
func (m gathering) start() time.Time {
	if m.StartsAt == 0 {
		return time.Time{}
	}
	return time.UnixMilli(m.StartsAt)
}

// attendance returns the duration and the number of people.
func (m gathering) attendance() invitation.Attendance {
	return invitation.NewAttendance(time.Duration(m.Lasted)*time.Millisecond, len(m.Joined))
}
