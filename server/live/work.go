package live

import (
	"maps"
	"slices"
	"strconv"
	"time"

	"github.com/pkg/errors"
)

const (
	// storeEvery is how often a server stores the joins of one channel at most.
	storeEvery = 500 * time.Millisecond
	// maxWaiting is how many joins of one channel wait to be stored at most.
	maxWaiting = 2000
	// givenUpAfter is how long a join that can't be stored is tried again.
	givenUpAfter = time.Minute
	// lookEvery is how often a server looks in which channels something is on.
	lookEvery = time.Minute
)

// later puts joins into the queue of a channel, and wakes whoever works it off. Without joins, the channel is told of
// what it was not told of yet.
func (l *Live) later(channelID string, joins ...Join) {
	l.mutex.Lock()
	l.waiting[channelID] = append(l.waiting[channelID], joins[:min(len(joins), maxWaiting-len(l.waiting[channelID]))]...)
	l.mutex.Unlock()
	l.wakeUp()
}

func (l *Live) wakeUp() {
	select {
	case l.wake <- struct{}{}:
	default: // awake already
	}
}

// work works the queue off, until Stop.
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

// workOnce does what is due, and tells how long to wait for what is due next.
func (l *Live) workOnce(now time.Time) (wait time.Duration) {
	due, wait := l.takeDue(now)
	for channelID, joins := range due {
		if again := l.workOn(channelID, joins); again {
			l.later(channelID)
			wait = min(wait, storeEvery)
		}
	}
	for _, joins := range due {
		l.setStatuses(joins)
	}
	l.sweepEnded()
	return min(wait, l.sendNotices(now), l.follow(now))
}

// takeDue takes the channels that are due. Each of them is due again in storeEvery at the earliest, so that what comes
// meanwhile is stored together.
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

// workOn stores a channel's joins and tells the channel. It asks to be called again where it is too early to tell, or
// where the joins could not be stored.
func (l *Live) workOn(channelID string, joins []Join) (again bool) {
	stored, tells, err := l.store(channelID, joins)
	if err != nil {
		return l.retry(channelID, joins, err)
	}
	l.note(channelID, stored, tells && l.tell(channelID, stored))
	return !tells && !stored.isTold()
}

// retry puts joins that could not be stored back into the queue, but for those of long ago.
func (l *Live) retry(channelID string, joins []Join, err error) (again bool) {
	before := len(joins)
	joins = slices.DeleteFunc(joins, func(join Join) bool {
		return errors.Is(err, errTooMany) || l.Now().Sub(join.At).Abs() > givenUpAfter
	})
	if len(joins) < before {
		l.API.LogError("Failed to note who joined a meeting", "error", err.Error(), "channel_id", channelID)
	}
	if len(joins) > 0 {
		l.later(channelID, joins...)
	}
	return len(joins) > 0
}

// storeAll stores whatever waits, before the plugin ends. What it does not tell, the next look does.
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

// sweepEnded does at once what Run would do for the channels in which somebody ended a meeting.
func (l *Live) sweepEnded() {
	l.mutex.Lock()
	ended := l.ended
	l.ended = map[string]bool{}
	l.mutex.Unlock()
	for channelID := range ended {
		if err := l.sweep(channelID); err != nil {
			l.API.LogError("Failed to end what is over", "error", err.Error(), "channel_id", channelID)
		}
	}
}

// look finds in which channels something is on. What is known here costs the slash command nothing.
func (l *Live) look() {
	channelIDs, err := l.channels()
	if err != nil {
		l.API.LogError("Failed to find which meetings are on", "error", err.Error())
		return
	}
	l.mutex.Lock()
	clear(l.known)
	for _, channelID := range channelIDs {
		l.known[channelID] = true
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

// know notes whether something is on in a channel, and tells whether that is news to this server.
func (l *Live) know(channelID string, isOn bool) (isNews bool) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	isNews = l.known[channelID] != isOn
	if isOn {
		l.known[channelID] = true
	} else {
		delete(l.known, channelID)
	}
	return isNews
}

// nameOf names a meeting for a person's status.
func nameOf(postID string, startsAt int64) string {
	if startsAt == 0 {
		return postID
	}
	return postID + "_" + strconv.FormatInt(startsAt, 10)
}
