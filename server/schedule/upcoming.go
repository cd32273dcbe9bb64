package schedule

import (
	"time"

	"golang.org/x/sync/errgroup"

	"mattermost-plugin-blizz/server/invitation"
)

// Meeting is a meeting that comes next, or is going on.
type Meeting struct {
	Record     Record
	Invitation invitation.Invitation
	// Next is its next start, or the present one if it is going on.
	Next time.Time
	// MovedFrom is the original start by the rule. It is zero if the start was not moved.
	MovedFrom time.Time
}

// UpcomingIn returns the first meetings of a channel, in the order of their starts. It makes a few calls for the list,
// and one for each returned meeting, however many are planned.
func (s *Schedule) UpcomingIn(channelID string, atMost int) ([]Meeting, error) {
	listed, err := s.channels.All(channelID)
	if err != nil {
		return nil, err
	}
	return s.meetings(listed, atMost)
}

// UpcomingOf returns the meetings of an inviter, in all channels or in one.
func (s *Schedule) UpcomingOf(inviterID, channelID string, atMost int) ([]Meeting, error) {
	stored, err := s.inviters.Get(inviterID)
	if err != nil {
		return nil, err
	}
	var listed []Listed
	for _, l := range stored.Plans {
		if channelID == "" || l.ChannelID == channelID {
			listed = append(listed, l)
		}
	}
	return s.meetings(listed, atMost)
}

// meetings reads the records of the first plans of a list. It leaves out plans that ended meanwhile.
func (s *Schedule) meetings(listed []Listed, atMost int) ([]Meeting, error) {
	now := s.now()
	sorted := byNext(listed, now)
	sorted = sorted[:min(len(sorted), atMost)]
	records := make([]Record, len(sorted))
	var group errgroup.Group
	group.SetLimit(atOnce)
	for i, l := range sorted {
		group.Go(func() (err error) {
			records[i], err = s.records.Get(l.Plan)
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	var meetings []Meeting
	for _, r := range records {
		if r.State != Open {
			continue
		}
		invited, ok := s.Invitation(r)
		if !ok {
			continue
		}
		if next, ok := invited.When.Next(now.Add(-invited.When.Duration)); ok {
			meeting := Meeting{Record: r, Invitation: invited, Next: next.Start}
			if next.IsMoved() {
				meeting.MovedFrom = next.Original
			}
			meetings = append(meetings, meeting)
		}
	}
	return meetings, nil
}
