package live

import (
	"time"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/pkg/errors"

	"mattermost-plugin-blizz/server/invitation"
	"mattermost-plugin-blizz/server/status"
)

// Join is a person's press on Join.
type Join struct {
	ChannelID, PostID string
	UserID            string
	// Start is the start in a series; zero for a meeting that takes place once.
	Start time.Time
	// At is when it was pressed.
	At time.Time
	// IsShown tells that others may see that the person joined.
	IsShown bool
	// BusyUntil is until when the person's status is to be Status; zero for not at all.
	BusyUntil time.Time
	Status    string
	// DoNotDisturb keeps notifications away as long.
	DoNotDisturb bool
}

func (j Join) startsAt() int64 {
	if j.Start.IsZero() {
		return 0
	}
	return j.Start.UnixMilli()
}

func (j Join) setsStatus() bool { return !j.BusyUntil.IsZero() }

// Preferences are what a person wants of their joining.
type Preferences struct {
	// IsShown tells that others may see that the person joined.
	IsShown bool
	// ShowsStatus tells that the person's status is to tell of the meeting.
	ShowsStatus bool
	// DoNotDisturb tells that nothing is to disturb the person while their status tells of the meeting.
	DoNotDisturb bool
}

// statusTime is how long a status tells of a meeting whose end is not known.
const statusTime = time.Hour

// Joined notes that a person joined an open invitation from here; it is stored in the background. What is pressed long
// before the start of a planned meeting does not count.
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
	l.later(post.ChannelId, join)
}

// store stores the joins of a channel, and tells whether people can be told of the state that came of them.
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
			stored = *s // with whoever wrote before
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

// setStatuses sets the statuses of those who joined and want it.
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
