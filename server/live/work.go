package live

import (
	"maps"
	"slices"
	"strconv"
	"time"

	"github.com/pkg/errors"
)

const (
	// storeEvery is the shortest time between two writes of a channel's joins.
	storeEvery = 500 * time.Millisecond
	// maxWaiting limits the joins of one channel that wait to be stored.
	maxWaiting = 2000
	// givenUpAfter is how long a join that can't be stored is tried again.
	givenUpAfter = time.Minute
	// lookEvery is how often a server looks for channels with meetings.
	lookEvery = time.Minute
)

// enqueue adds joins to the queue of a channel and wakes the worker. Without joins, the worker only tells the channel of
// changes.
func (l *Live) enqueue(channelID string, joins ...Join) {
	l.mutex.Lock()
	l.waiting[channelID] = append(l.waiting[channelID], joins[:min(len(joins), maxWaiting-len(l.waiting[channelID]))]...)
	l.mutex.Unlock()
	l.wakeUp()
}

func (l *Live) wakeUp() {
	select {
	case l.wake <- struct{}{}:
	default: // it is awake already
	}
}

// work processes the queue until Stop.
func (l *Live) work() {
	look := time.NewTicker(lookEvery)
	defer look.Stop()
	for {
		timer := time.NewTimer(l.workOnce(time.Now()))
		select {
		case <-l.wake:
		case <-timer.C:
		case <-look.C:
			l.look()
		case <-l.done:
			timer.Stop()
			l.storeAll()
			return
		}
		timer.Stop()
	}
}

// workOnce does what is due, and returns the time until the next work is due.
func (l *Live) workOnce(now time.Time) (wait time.Duration) {
	due, wait := l.takeDue(now)
	for channelID, joins := range due {
		if again := l.workOn(channelID, joins); again {
			l.enqueue(channelID)
			wait = min(wait, storeEvery)
		}
	}
	for _, joins := range due {
		l.setStatuses(joins)
	}
	l.sweepEnded()
	return min(wait, l.sendNotices(now), l.follow(now))
}

// takeDue removes the due channels from the queue. Each of them is due again after storeEvery, so that the joins in
// between are stored together.
func (l *Live) takeDue(now time.Time) (due map[string][]Join, wait time.Duration) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	maps.DeleteFunc(l.notBefore, func(_ string, at time.Time) bool { return !at.After(now) })
	due, wait = map[string][]Join{}, lookEvery
	for channelID, joins := range l.waiting {
		if at, ok := l.notBefore[channelID]; ok {
			wait = min(wait, at.Sub(now))
			continue
		}
		due[channelID] = joins
		delete(l.waiting, channelID)
		l.notBefore[channelID] = now.Add(storeEvery)
	}
	return due, wait
}

// workOn stores a channel's joins and tells the channel. again is true if it is too early to tell, or if the joins
// could not be stored.
func (l *Live) workOn(channelID string, joins []Join) (again bool) {
	stored, tells, err := l.store(channelID, joins)
	if err != nil {
		return l.retry(channelID, joins, err)
	}
	l.note(channelID, stored, tells && l.tell(channelID, stored))
	return !tells && !stored.isAnnounced()
}

// retry puts joins that could not be stored back into the queue. It gives up old ones.
func (l *Live) retry(channelID string, joins []Join, err error) (again bool) {
	before := len(joins)
	joins = slices.DeleteFunc(joins, func(join Join) bool {
		return errors.Is(err, errTooMany) || l.Now().Sub(join.At).Abs() > givenUpAfter
	})
	if len(joins) < before {
		l.API.LogError("Failed to note who joined a meeting", "error", err.Error(), "channel_id", channelID)
	}
	if len(joins) > 0 {
		l.enqueue(channelID, joins...)
	}
	return len(joins) > 0
}

// storeAll stores all waiting joins before the plugin ends. Another server or the next start tells people of them.
func (l *Live) storeAll() {
	l.mutex.Lock()
	waiting := l.waiting
	l.waiting = map[string][]Join{}
	l.mutex.Unlock()
	for channelID, joins := range waiting {
		l.workOn(channelID, joins)
		l.setStatuses(joins)
	}
}

// sweepEnded sweeps the channels in which somebody has just ended a meeting.
func (l *Live) sweepEnded() {
	l.mutex.Lock()
	ended := l.ended
	l.ended = map[string]bool{}
	l.mutex.Unlock()
	for channelID := range ended {
		if err := l.sweep(channelID); err != nil {
			l.API.LogError("Failed to end the meetings that are over", "error", err.Error(), "channel_id", channelID)
		}
	}
}

// look finds the channels with meetings. So the slash command need not ask for them.
func (l *Live) look() {
	channelIDs, err := l.channels()
	if err != nil {
		l.API.LogError("Failed to find which meetings are on", "error", err.Error())
		return
	}
	l.mutex.Lock()
	clear(l.active)
	for _, channelID := range channelIDs {
		l.active[channelID] = true
	}
	l.mutex.Unlock()
	if l.IsCluster() {
		return
	}
	for _, channelID := range channelIDs {
		if stored, err := l.states.Get(channelID); err == nil {
			l.note(channelID, stored, false)
		}
	}
}

// setActive stores whether a meeting is on in a channel. isNews tells whether that differs from before.
func (l *Live) setActive(channelID string, isOn bool) (isNews bool) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	isNews = l.active[channelID] != isOn
	if isOn {
		l.active[channelID] = true
	} else {
		delete(l.active, channelID)
	}
	return isNews
}

// nameOf returns the name of a meeting for a person's status.
func nameOf(postID string, startsAt int64) string {
	if startsAt == 0 {
		return postID
	}
	return postID + "_" + strconv.FormatInt(startsAt, 10)
}
