package live

import (
	"cmp"
	"slices"
	"time"

	"github.com/mattermost/mattermost/server/public/model"
)

// version is the format of the stored values. A value of a later version, left by a newer plugin, reads as absent.
const version = 1

// The bounds of what one channel holds.
const (
	// maxJoined is how many people are counted in one meeting.
	maxJoined = 500
	// maxMeetings is how many meetings can be on in one channel at a time. One more ends the one that nobody joined for
	// longest.
	maxMeetings = 20
)

const (
	// tellEvery is how often people in a channel are told of changes at most.
	tellEvery = time.Second
	// noteEvery is how often a meeting's last join is stored where nothing else changes.
	noteEvery = time.Minute
	// keepOver is how long a meeting that is over is remembered: somebody who joins again goes on with it, and a join
	// that another server has not stored yet finds it closed.
	keepOver = time.Hour
	// prolongBy is by how much a person's status is prolonged at least.
	prolongBy = 10 * time.Minute
	// retellFor is how long after a change people may be told of it again, as the server that should have told them may
	// have gone down.
	retellFor = 2 * time.Minute
)

// gathering is a meeting that people joined, as far as this package knows it. Times are in milliseconds since 1970; zero is no time.
type gathering struct {
	// PostID is the invitation.
	PostID string `json:"post"`
	// StartsAt is the start in a series that this is; zero for an invitation to one meeting.
	StartsAt int64 `json:"starts_at,omitempty"`
	// Since is when the first person joined, LastJoined when the last one did.
	Since      int64 `json:"since"`
	LastJoined int64 `json:"last_joined"`
	// Joined are the people who joined from here and may be shown, in the order in which they did.
	Joined []string `json:"joined,omitempty"`
	// OverAt is when it was over; zero while it is on.
	OverAt int64 `json:"over_at,omitempty"`
	// IsClosed tells that somebody ended it: nobody who joins goes on with it.
	IsClosed bool `json:"closed,omitempty"`
	// Lasted is how long it was, in milliseconds; zero where that is not known.
	Lasted int64 `json:"lasted,omitempty"`
	// IsWritten tells that its post says how it was.
	IsWritten bool `json:"written,omitempty"`
	// Busy are the people whose status this meeting set.
	Busy []busy `json:"busy,omitempty"`
}

// busy is a person whose status a meeting set, until when at the latest.
type busy struct {
	UserID string `json:"user"`
	Until  int64  `json:"until"`
}

// state is all that is stored of one channel's meetings: one value, so that people always see one consistent picture.
type state struct {
	Version  int         `json:"version"`
	Meetings []gathering `json:"meetings"`
	// Revision grows with each change that people can see. It is never less than the time of the change, so that it grows
	// also where the value was removed in between.
	Revision int64 `json:"revision"`
	// Told is the last revision that people were told of, ToldAt when they were.
	Told   int64 `json:"told"`
	ToldAt int64 `json:"told_at"`
	// Writer is the server that wrote last.
	Writer string `json:"writer"`
}

// check reports whether the value is of this version, and drops what is damaged.
func (s *state) check() bool {
	s.Meetings = slices.DeleteFunc(s.Meetings, func(m gathering) bool { return !model.IsValidId(m.PostID) })
	return s.Version == version
}

func (s state) isEmpty() bool { return len(s.Meetings) == 0 }

// on returns the meetings that are on, the one that began last first.
func (s state) on() []gathering {
	on := slices.DeleteFunc(slices.Clone(s.Meetings), func(m gathering) bool { return !m.isOn() })
	slices.SortStableFunc(on, func(a, b gathering) int { return cmp.Compare(b.Since, a.Since) })
	return on
}

func (m gathering) isOn() bool { return m.OverAt == 0 }

// find returns a meeting by its post and start; nil if there is none.
func (s *state) find(postID string, startsAt int64) *gathering {
	i := slices.IndexFunc(s.Meetings, func(m gathering) bool { return m.PostID == postID && m.StartsAt == startsAt })
	if i < 0 {
		return nil
	}
	return &s.Meetings[i]
}

// revise notes a change that people can see.
func (s *state) revise(at int64) { s.Revision = max(s.Revision+1, at) }

// begins tells whether a join would begin a meeting, or go on with one that was over.
func (s *state) begins(join Join) bool {
	m := s.find(join.PostID, join.startsAt())
	return m == nil || !m.isOn() && !m.IsClosed
}

// join notes that somebody joined, and tells whether there is anything to store.
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

// makeRoom ends the meeting that nobody joined for longest, if there are too many.
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

// show adds a person to those who joined, if they are not among them and not too many.
func (m *gathering) show(userID string) (isNew bool) {
	if len(m.Joined) >= maxJoined || slices.Contains(m.Joined, userID) {
		return false
	}
	m.Joined = append(m.Joined, userID)
	return true
}

// setBusy notes until when a person's status tells of the meeting. Who joins again soon after keeps the former end.
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

// removeBusy drops people whose statuses no longer tell of the meeting.
func (m *gathering) removeBusy(restored []busy) {
	m.Busy = slices.DeleteFunc(m.Busy, func(b busy) bool { return slices.Contains(restored, b) })
}

// end ends the meeting at a moment that somebody chose, so that it is known how long it was.
func (m *gathering) end(at int64) {
	m.OverAt = at
	m.Lasted = max(at-m.Since, 1)
}

// close ends all meetings of a post for good. A post that nobody has joined gets a closed meeting too: another server
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

// claimTelling makes it this server's turn to tell the channel, if there is something to tell and the last time was long
// enough ago. A time in the future is of a clock that is ahead.
func (s *state) claimTelling(now time.Time) (isMine bool) {
	if s.isTold() || now.Sub(time.UnixMilli(s.ToldAt)).Abs() < tellEvery {
		return false
	}
	s.Told, s.ToldAt = s.Revision, now.UnixMilli()
	return true
}

func (s *state) isTold() bool { return s.Told == s.Revision }

// forget drops what is over for long and needs nothing more done.
func (s *state) forget(now time.Time) (changed bool) {
	before := len(s.Meetings)
	s.Meetings = slices.DeleteFunc(s.Meetings, func(m gathering) bool {
		return m.isDone() && now.Sub(time.UnixMilli(m.OverAt)).Abs() > keepOver
	})
	return len(s.Meetings) < before
}

// isDone tells that nothing is left to do for the meeting.
func (m gathering) isDone() bool { return !m.isOn() && m.IsWritten && len(m.Busy) == 0 }
