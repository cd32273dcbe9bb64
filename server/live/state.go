package live

import (
	"cmp"
	"slices"
	"time"

	"github.com/mattermost/mattermost/server/public/model"
)

// version is the version of the stored values' format. A value of a later version, from a newer plugin, is ignored.
const version = 1

// Limits of a channel's value.
const (
	// maxJoined limits the people who are counted in one meeting.
	maxJoined = 500
	// maxMeetings limits the meetings that are on in one channel. One more ends the meeting whose last join is the
	// oldest.
	maxMeetings = 20
)

const (
	// tellEvery is the shortest time between two events to a channel.
	tellEvery = time.Second
	// noteEvery is how often a meeting's last join is stored if nothing else changes.
	noteEvery = time.Minute
	// keepOver is how long a meeting that is over is kept. A person who joins again continues it. A join that another
	// server has yet to store finds it closed.
	keepOver = time.Hour
	// prolongBy is the shortest time by which a person's status is prolonged.
	prolongBy = 10 * time.Minute
	// retellFor is the time after a change in which people may be told again. The server that should have told them may
	// have gone down.
	retellFor = 2 * time.Minute
)

// gathering is a meeting that people joined. Times are milliseconds since 1970; zero means no time.
type gathering struct {
	// PostID is the ID of the invitation's post.
	PostID string `json:"post"`
	// StartsAt is the start in a series. It is zero for a meeting that takes place once.
	StartsAt int64 `json:"starts_at,omitempty"`
	// Since is the time of the first join, LastJoined that of the last one.
	Since      int64 `json:"since"`
	LastJoined int64 `json:"last_joined"`
	// Joined holds the people who joined and may be shown, in the order of their joins.
	Joined []string `json:"joined,omitempty"`
	// OverAt is the time at which it was over; zero while it is on.
	OverAt int64 `json:"over_at,omitempty"`
	// IsClosed tells that somebody ended it. A later join does not continue it.
	IsClosed bool `json:"closed,omitempty"`
	// Lasted is its duration in milliseconds; zero if unknown.
	Lasted int64 `json:"lasted,omitempty"`
	// IsWritten tells that its post has the attendance.
	IsWritten bool `json:"written,omitempty"`
	// Busy holds the people whose status this meeting set.
	Busy []busy `json:"busy,omitempty"`
}

// busy is a person whose status a meeting set. Until is the latest end of the status.
type busy struct {
	UserID string `json:"user"`
	Until  int64  `json:"until"`
}

// state is the stored value of one channel, with all its meetings. As it is a single value, people always see a
// consistent state.
type state struct {
	Version  int         `json:"version"`
	Meetings []gathering `json:"meetings"`
	// Revision grows with each change that people can see. It is never less than the time of the change. So it also
	// grows if the value was removed in between.
	Revision int64 `json:"revision"`
	// Announced is the last revision that people were told about, and AnnouncedAt the time of that.
	Announced   int64 `json:"announced"`
	AnnouncedAt int64 `json:"announced_at"`
	// Writer is the ID of the server that wrote last.
	Writer string `json:"writer"`
}

// check tells whether the value has this version, and removes its damaged parts.
func (s *state) check() bool {
	s.Meetings = slices.DeleteFunc(s.Meetings, func(m gathering) bool { return !model.IsValidId(m.PostID) })
	return s.Version == version
}

func (s state) isEmpty() bool { return len(s.Meetings) == 0 }

// on returns the meetings that are on. The one that began last comes first.
func (s state) on() []gathering {
	on := slices.DeleteFunc(slices.Clone(s.Meetings), func(m gathering) bool { return !m.isOn() })
	slices.SortStableFunc(on, func(a, b gathering) int { return cmp.Compare(b.Since, a.Since) })
	return on
}

func (m gathering) isOn() bool { return m.OverAt == 0 }

// find returns a meeting by its post and start. It is nil if there is none.
func (s *state) find(postID string, startsAt int64) *gathering {
	i := slices.IndexFunc(s.Meetings, func(m gathering) bool { return m.PostID == postID && m.StartsAt == startsAt })
	if i < 0 {
		return nil
	}
	return &s.Meetings[i]
}

// revise records a change that people can see.
func (s *state) revise(at int64) { s.Revision = max(s.Revision+1, at) }

// begins tells whether a join would begin a meeting, or continue one that was over.
func (s *state) begins(join Join) bool {
	m := s.find(join.PostID, join.startsAt())
	return m == nil || !m.isOn() && !m.IsClosed
}

// join adds a join, and tells whether that changed anything.
func (s *state) join(join Join) (changed bool) {
	at := join.At.UnixMilli()
	for i := range s.Meetings {
		m := &s.Meetings[i]
		if m.PostID != join.PostID {
			continue
		}
		if m.IsClosed {
			return false
		}
		if m.StartsAt != join.startsAt() && m.isOn() { // the next start of a series
			m.end(at)
		}
	}
	m := s.find(join.PostID, join.startsAt())
	if m == nil {
		s.makeRoom(at)
		s.Meetings = append(s.Meetings, gathering{PostID: join.PostID, StartsAt: join.startsAt(), Since: at, LastJoined: at})
		m = &s.Meetings[len(s.Meetings)-1]
		s.revise(at)
		changed = true
	}
	if !m.isOn() {
		m.OverAt, m.Lasted, m.IsWritten = 0, 0, false
		s.revise(at)
		changed = true
	}
	if at-m.LastJoined > noteEvery.Milliseconds() {
		changed = true
	}
	if join.IsShown && m.show(join.UserID) {
		s.revise(at)
		changed = true
	}
	if join.setsStatus() {
		changed = m.setBusy(busy{UserID: join.UserID, Until: join.BusyUntil.UnixMilli()}) || changed
	}
	if changed {
		m.LastJoined = max(m.LastJoined, at)
	}
	return changed
}

// makeRoom ends the meeting whose last join is the oldest, if there are too many.
func (s *state) makeRoom(now int64) {
	if len(s.on()) < maxMeetings {
		return
	}
	var oldest *gathering
	for i := range s.Meetings {
		if m := &s.Meetings[i]; m.isOn() && (oldest == nil || m.LastJoined < oldest.LastJoined) {
			oldest = m
		}
	}
	oldest.OverAt = now
}

// show adds a person to Joined. It does not if the person is there already, or if there are too many.
func (m *gathering) show(userID string) (isNew bool) {
	if len(m.Joined) >= maxJoined || slices.Contains(m.Joined, userID) {
		return false
	}
	m.Joined = append(m.Joined, userID)
	return true
}

// setBusy stores the end of a person's status. If the person joins again soon after, the former end stays.
func (m *gathering) setBusy(b busy) (changed bool) {
	i := slices.IndexFunc(m.Busy, func(other busy) bool { return other.UserID == b.UserID })
	switch {
	case i < 0 && len(m.Busy) < maxJoined:
		m.Busy = append(m.Busy, b)
		return true
	case i < 0 || b.Until-m.Busy[i].Until < prolongBy.Milliseconds():
		return false
	}
	m.Busy[i] = b
	return true
}

// removeBusy removes people whose statuses no longer belong to the meeting.
func (m *gathering) removeBusy(restored []busy) {
	m.Busy = slices.DeleteFunc(m.Busy, func(b busy) bool { return slices.Contains(restored, b) })
}

// end ends the meeting at a known time, so its duration is known.
func (m *gathering) end(at int64) {
	m.OverAt = at
	m.Lasted = max(at-m.Since, 1)
}

// close ends all meetings of a post for good. If nobody has joined the post, it adds a closed meeting: another server
// may be about to store a join.
func (s *state) close(postID string, now time.Time) {
	s.forget(now)
	at := now.UnixMilli()
	isKnown := false
	for i := range s.Meetings {
		m := &s.Meetings[i]
		if m.PostID != postID {
			continue
		}
		isKnown = true
		if m.isOn() {
			m.end(at)
			s.revise(at)
		}
		m.IsClosed = true
	}
	if !isKnown {
		s.Meetings = append(s.Meetings, gathering{PostID: postID, Since: at, LastJoined: at, OverAt: at, IsClosed: true, IsWritten: true})
	}
}

// claimTelling claims for this server to tell the channel. It does so if there is something to tell and the last time
// was long enough ago. If that time lies in the future, another server's clock was ahead.
func (s *state) claimTelling(now time.Time) (isMine bool) {
	if s.isAnnounced() || now.Sub(time.UnixMilli(s.AnnouncedAt)).Abs() < tellEvery {
		return false
	}
	s.Announced, s.AnnouncedAt = s.Revision, now.UnixMilli()
	return true
}

func (s *state) isAnnounced() bool { return s.Announced == s.Revision }

// forget removes meetings that were over long ago and have nothing left to do.
func (s *state) forget(now time.Time) (changed bool) {
	before := len(s.Meetings)
	s.Meetings = slices.DeleteFunc(s.Meetings, func(m gathering) bool {
		return m.isDone() && now.Sub(time.UnixMilli(m.OverAt)).Abs() > keepOver
	})
	return len(s.Meetings) < before
}

// isDone tells that nothing is left to do for the meeting.
func (m gathering) isDone() bool { return !m.isOn() && m.IsWritten && len(m.Busy) == 0 }
