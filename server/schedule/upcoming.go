package schedule

import (
	"slices"
	"time"

	"github.com/mattermost/mattermost/server/public/model"

	"mattermost-plugin-blizz/server/invitation"
	"mattermost-plugin-blizz/server/when"
)

// upcomingPrefix is what the keys of the lists begin with; the ID of a channel or of a host follows.
const upcomingPrefix = "upcoming_"

// maxListed bounds a list; what is farthest away is left out.
const maxListed = 500

// upcoming is what comes up in a channel, or of a host's, in the order of the starts.
type upcoming struct {
	Version  int      `json:"version"`
	Meetings []listed `json:"meetings"`
}

// listed is one invitation and its next start.
type listed struct {
	Post  string `json:"post"`
	Start minute `json:"start"`
}

// check reports whether the value is of this version, and drops what is no post's ID.
func (u *upcoming) check() bool {
	u.Meetings = slices.DeleteFunc(u.Meetings, func(m listed) bool { return !model.IsValidId(m.Post) })
	return u.Version == version
}

// neededUntil is when the last meeting of the list is over.
func (u upcoming) neededUntil() time.Time {
	return u.Meetings[len(u.Meetings)-1].Start.time().Add(when.MaxDuration)
}

// put puts a meeting into the list, in place of its former start, and drops what is over.
func (u *upcoming) put(meeting listed, now time.Time) {
	u.Version = version
	u.Meetings = slices.DeleteFunc(u.Meetings, func(other listed) bool {
		return other.Post == meeting.Post || other.Start.time().Add(when.MaxDuration).Before(now)
	})
	u.Meetings = append(u.Meetings, meeting)
	slices.SortStableFunc(u.Meetings, func(a, b listed) int { return int(a.Start - b.Start) })
	u.Meetings = u.Meetings[:min(len(u.Meetings), maxListed)]
}

// list lists the next start of a post's meeting for its channel and its host.
func (s *Schedule) list(post *model.Post, start time.Time) error {
	for _, id := range []string{post.ChannelId, post.UserId} {
		err := s.upcoming.Change(id, func(u *upcoming) bool {
			u.put(listed{Post: post.Id, Start: minuteOf(start)}, s.now())
			return true
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// unlist takes a post's meeting from the lists.
func (s *Schedule) unlist(post *model.Post) error {
	for _, id := range []string{post.ChannelId, post.UserId} {
		err := s.upcoming.Change(id, func(u *upcoming) bool {
			before := len(u.Meetings)
			u.Meetings = slices.DeleteFunc(u.Meetings, func(other listed) bool { return other.Post == post.Id })
			return len(u.Meetings) < before
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// Meeting is a meeting that comes up, or goes on.
type Meeting struct {
	Post       *model.Post
	Invitation invitation.Invitation
	// Next is its next start, or the one at which it began if it goes on.
	Next time.Time
}

// Upcoming is what comes up in a channel, or what a host invited to: the first so many, in the order of their starts.
func (s *Schedule) Upcoming(channelOrHostID string, atMost int) ([]Meeting, error) {
	stored, err := s.upcoming.Get(channelOrHostID)
	if err != nil {
		return nil, err
	}
	var meetings []Meeting
	for _, listed := range stored.Meetings {
		if len(meetings) == atMost {
			break
		}
		post, invited, err := s.open(listed.Post)
		if err != nil {
			return nil, err
		}
		if post == nil {
			continue
		}
		if next, ok := invited.When.Next(s.now().Add(-invited.When.Duration)); ok {
			meetings = append(meetings, Meeting{Post: post, Invitation: invited, Next: next.Start})
		}
	}
	slices.SortStableFunc(meetings, func(a, b Meeting) int { return a.Next.Compare(b.Next) })
	return meetings, nil
}
