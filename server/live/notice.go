package live

import (
	"slices"
	"time"

	"github.com/pkg/errors"

	"mattermost-plugin-blizz/server/meeting"
)

const (
	// noticeAfter is how long after an invitation its author is told that a meeting is on already: Mattermost posts the
	// answer of a slash command only when the plugin has given it.
	noticeAfter = time.Second
	// maxNotices is how many people wait to be told at most.
	maxNotices = 100
)

// Invited is an invitation that somebody has just posted, or that Mattermost is about to post.
type Invited struct {
	UserID, ChannelID, RootID string
	// Meeting is the meeting that it invites to.
	Meeting meeting.Meeting
}

// notice is an author to be told, and when.
type notice struct {
	invited Invited
	due     time.Time
}

// Invited tells the author alone, a moment later, if a meeting is on in the channel already. Where nothing is on, as far
// as this server knows, it does nothing at all.
func (l *Live) Invited(invited Invited) {
	l.mutex.Lock()
	tells := l.known[invited.ChannelID] && len(l.notices) < maxNotices
	if tells {
		l.notices = append(l.notices, notice{invited: invited, due: time.Now().Add(noticeAfter)})
	}
	l.mutex.Unlock()
	if tells {
		l.wakeUp()
	}
}

// sendNotices tells those who are due, and says how long to wait for the next.
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

// sendNotice tells of the meeting that began last, if it is still on.
func (l *Live) sendNotice(invited Invited) error {
	stored, err := l.states.Get(invited.ChannelID)
	if err != nil {
		return errors.Wrap(err, "failed to load what is on")
	}
	on := stored.on()
	if len(on) == 0 {
		l.know(invited.ChannelID, false)
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
