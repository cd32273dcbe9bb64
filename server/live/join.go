package live

import (
	"time"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/pkg/errors"

	"mattermost-plugin-blizz/server/invitation"
	"mattermost-plugin-blizz/server/status"
)

// Join is a press on Join.
type Join struct {
	ChannelID, PostID string
	UserID            string
	// Start is the start in a series. It is zero for a meeting that takes place once.
	Start time.Time
	// At is the time of the press.
	At time.Time
	// IsShown tells that others may see that the person joined.
	IsShown bool
	// BusyUntil is the end of the person's status, and Status its text. BusyUntil is zero if no status is to be set.
	BusyUntil time.Time
	Status    string
	// DoNotDisturb tells that the person is to get no notifications until BusyUntil.
	DoNotDisturb bool
}

func (j Join) startsAt() int64 {
	if j.Start.IsZero() {
		return 0
	}
	return j.Start.UnixMilli()
}

func (j Join) setsStatus() bool { return !j.BusyUntil.IsZero() }

// Preferences are a person's preferences about joining.
type Preferences struct {
	// IsShown tells that others may see that the person joined.
	IsShown bool
	// ShowsStatus tells that the person's status is to name the meeting.
	ShowsStatus bool
	// DoNotDisturb tells that the person is to get no notifications while they have that status.
	DoNotDisturb bool
}

// statusTime is the duration of a status for a meeting without a known end.
const statusTime = time.Hour

// Joined records that a person joined an open invitation. It stores that in the background. It ignores a press long
// before the start of a planned meeting.
func (l *Live) Joined(userID string, post *model.Post, invited invitation.Invitation, wants Preferences) {
	now := l.Now()
	start, ok := startOf(invited.When, now)
	if !ok {
		return
	}
	join := Join{ChannelID: post.ChannelId, PostID: post.Id, UserID: userID, At: now, IsShown: wants.IsShown}
	if repeats(invited.When) {
		join.Start = start
	}
	if wants.ShowsStatus {
		join.Status, join.DoNotDisturb = l.ServiceName(invited), wants.DoNotDisturb
		join.BusyUntil = now.Add(statusTime)
		if end := start.Add(invited.When.Duration); invited.When.Duration != 0 && end.After(now) {
			join.BusyUntil = end
		}
	}
	l.enqueue(post.ChannelId, join)
}

// store stores the joins of a channel. tells is true if people can be told about the stored state now.
func (l *Live) store(channelID string, joins []Join) (stored state, tells bool, err error) {
	isListed := false
	for {
		begins := false
		err = l.states.Change(channelID, func(s *state) bool {
			changed := false
			begins, tells = false, false
			s.Version = version
			for _, join := range joins {
				if begins = !isListed && s.begins(join); begins {
					return false
				}
				changed = s.join(join) || changed
			}
			tells = s.claimTelling(l.Now())
			stored = *s // with the former writer
			s.Writer = l.serverID
			return changed || tells
		})
		if err != nil || !begins {
			return stored, tells, errors.Wrap(err, "failed to store who joined")
		}
		if err := l.enter(channelID); err != nil {
			return state{}, false, err
		}
		isListed = true
	}
}

// setStatuses sets the statuses of the people who joined and want one.
func (l *Live) setStatuses(joins []Join) {
	for _, join := range joins {
		if !join.setsStatus() {
			continue
		}
		wanted := status.Wanted{
			Meeting: nameOf(join.PostID, join.startsAt()), Text: join.Status, Until: join.BusyUntil, DoNotDisturb: join.DoNotDisturb,
		}
		if err := l.Statuses.Set(join.UserID, wanted); err != nil {
			l.API.LogError("Failed to set a person's status", "error", err.Error(), "user_id", join.UserID)
		}
	}
}
