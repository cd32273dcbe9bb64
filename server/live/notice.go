package live

import (
	"slices"
	"time"

	"github.com/pkg/errors"

	"mattermost-plugin-blizz/server/meeting"
)

const (
	// noticeAfter is the time from an invitation to the notice that a meeting is on already. Mattermost posts the
	// answer of a slash command only after the plugin has returned it.
	noticeAfter = time.Second
	// maxNotices limits the people who wait for a notice.
	maxNotices = 100
)

// Invited is an invitation that somebody has just posted, or that Mattermost is about to post.
type Invited struct {
	UserID, ChannelID, RootID string
	// Meeting is the meeting of the invitation.
	Meeting meeting.Meeting
}

// notice is a notice to the author of an invitation, and the time to send it.
type notice struct {
	invited Invited
	due     time.Time
}

// Invited notifies the author a moment later if a meeting is on in the channel already. It does nothing if this server
// knows of no meeting there.
func (l *Live) Invited(invited Invited) {
	l.mutex.Lock()
	tells := l.active[invited.ChannelID] && len(l.notices) < maxNotices
	if tells {
		l.notices = append(l.notices, notice{invited: invited, due: time.Now().Add(noticeAfter)})
	}
	l.mutex.Unlock()
	if tells {
		l.wakeUp()
	}
}

// sendNotices sends the notices that are due, and returns the time until the next one.
func (l *Live) sendNotices(now time.Time) (wait time.Duration) {
	var due []notice
	wait = lookEvery
	l.mutex.Lock()
	l.notices = slices.DeleteFunc(l.notices, func(n notice) bool {
		left := n.due.Sub(now)
		if left > 0 {
			wait = min(wait, left)
			return false
		}
		due = append(due, n)
		return true
	})
	l.mutex.Unlock()
	for _, n := range due {
		if err := l.sendNotice(n.invited); err != nil {
			l.API.LogError("Failed to tell of a meeting that is on", "error", err.Error(),
				"user_id", n.invited.UserID, "channel_id", n.invited.ChannelID)
		}
	}
	return wait
}

// sendNotice names the newest meeting of the channel, if one is still on.
func (l *Live) sendNotice(invited Invited) error {
	stored, err := l.states.Get(invited.ChannelID)
	if err != nil {
		return errors.Wrap(err, "failed to load the meetings that are on")
	}
	on := stored.on()
	if len(on) == 0 {
		l.setActive(invited.ChannelID, false)
		return nil
	}
	post, appErr := l.API.GetPost(on[0].PostID)
	if isNotFound(appErr) {
		return nil
	}
	if appErr != nil {
		return errors.Wrap(appErr, "failed to get the post")
	}
	return l.TellOfOther(invited, post, len(on[0].Joined))
}
