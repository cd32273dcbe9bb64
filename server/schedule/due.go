package schedule

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/pkg/errors"

	"mattermost-plugin-blizz/server/kv"
)

// The keys in the key-value store. What is due has the minute behind its prefix, in minutes since 1970.
const (
	duePrefix   = "due_"
	progressKey = "reminded"
)

// version is the form of the stored values. A value of a later version, left by a newer plugin, reads as absent.
const version = 1

// overlap is how many minutes that were done already a run looks at again: a meeting may have been planned for the
// minute just when it began, or by a server whose clock is behind.
const overlap = 2

// givenUpAfter is from when on what fails is not tried again. It is long after a reminder would be too late: a meeting
// that repeats has to go on after an outage.
const givenUpAfter = 24 * time.Hour

// minute is a whole minute, in minutes since 1970.
type minute int64

func minuteOf(moment time.Time) minute { return minute(moment.Unix() / 60) }

func (m minute) time() time.Time { return time.Unix(int64(m)*60, 0) }

func (m minute) key() string { return strconv.FormatInt(int64(m), 10) }

// due is the invitations whose meetings start in one minute.
type due struct {
	Version int      `json:"version"`
	Posts   []string `json:"posts"`
}

// check reports whether the value is of this version, and drops what is no post's ID: a database that can't be asked
// for it would be asked every minute.
func (d *due) check() bool {
	d.Posts = slices.DeleteFunc(d.Posts, func(id string) bool { return !model.IsValidId(id) })
	return d.Version == version
}

// progress is up to which minute all is done.
type progress struct {
	Version int    `json:"version"`
	Done    minute `json:"done"`
}

// Run reminds of all that is due. One run at a time in a cluster is enough, and more do no harm.
func (s *Schedule) Run() {
	now := minuteOf(s.now())
	minutes, err := s.notDone(now)
	if err != nil {
		s.api.LogError("Failed to find what to remind of", "error", err.Error())
		return
	}
	done := now
	for _, m := range minutes {
		if !s.runMinute(m) {
			done = min(done, m-1)
		}
	}
	err = s.progress.Change("", func(p *progress) bool {
		changed := p.Done != done
		*p = progress{Version: version, Done: done}
		return changed
	})
	if err != nil {
		s.api.LogError("Failed to note what was reminded of", "error", err.Error())
	}
}

// notDone are the minutes up to now that may hold something to do, oldest first. After a long pause, or where the
// clock has jumped, all that is stored is looked through, as a meeting that repeats must go on.
func (s *Schedule) notDone(now minute) ([]minute, error) {
	last, err := s.progress.Get("")
	if err != nil {
		return nil, err
	}
	var minutes []minute
	if last.Done <= now && last.Done >= now-minute(tooLate/time.Minute) {
		for m := last.Done - overlap; m <= now; m++ {
			minutes = append(minutes, m)
		}
		return minutes, nil
	}
	keys, err := kv.Keys(s.api, duePrefix)
	if err != nil {
		return nil, err
	}
	for _, key := range keys {
		m, err := strconv.ParseInt(strings.TrimPrefix(key, duePrefix), 10, 64)
		if err == nil && minute(m) <= now {
			minutes = append(minutes, minute(m))
		}
	}
	slices.Sort(minutes)
	return minutes, nil
}

// runMinute does what a minute holds and tells whether all of it is done.
func (s *Schedule) runMinute(m minute) (isDone bool) {
	held, err := s.due.Get(m.key())
	if err != nil {
		s.api.LogError("Failed to load what to remind of", "error", err.Error())
		return false
	}
	if len(held.Posts) == 0 {
		return true
	}
	done := map[string]bool{}
	for _, postID := range held.Posts {
		if s.stopped.Load() {
			break
		}
		err := s.do(postID, m.time())
		if err != nil {
			s.api.LogError("Failed to remind of a meeting", "error", err.Error(), "post_id", postID)
		}
		done[postID] = err == nil || s.now().Sub(m.time()) > givenUpAfter
	}
	left := 0
	err = s.due.Change(m.key(), func(d *due) bool {
		before := len(d.Posts)
		d.Posts = slices.DeleteFunc(d.Posts, func(id string) bool { return done[id] })
		left = len(d.Posts)
		return left < before
	})
	if err != nil {
		s.api.LogError("Failed to note what was reminded of", "error", err.Error())
	}
	return err == nil && left == 0
}

// do does what is to be done at a start: reminds, unless it is too late, and plans the next start.
func (s *Schedule) do(postID string, start time.Time) error {
	post, invited, err := s.open(postID)
	if err != nil || post == nil || !invited.When.IsAt(start) {
		return err
	}
	if s.isTooLate(start) {
		s.api.LogWarn("A reminder is left out, as its meeting began more than an hour ago", "post_id", postID)
	} else if err := s.remindOnce(post, invited, start); err != nil {
		return err
	}
	now := s.now()
	if now.Before(start) {
		now = start
	}
	next, _ := invited.When.Next(now)
	return errors.Wrap(s.addNext(post, next.Start), "failed to plan the next start")
}

func (s *Schedule) isTooLate(start time.Time) bool { return s.now().Sub(start) > tooLate }
