package schedule

import (
	"net/http"
	"slices"
	"time"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"github.com/pkg/errors"
	"golang.org/x/sync/errgroup"

	"mattermost-plugin-blizz/server/kv"
	"mattermost-plugin-blizz/server/problem"
)

// Limits of what one person plans. Each plan delays everybody's reminders a little, and stands in its channel's list. That
// list takes about 500 plans, which kv.Bag limits.
const (
	maxOpen      = 100
	maxAtOneTime = 10
)

var tooManyPlanned = problem.New(http.StatusTooManyRequests, "too_many_planned", &i18n.Message{
	ID:    "problem.too_many_planned",
	Other: "You have planned too many meetings: at most 100 can be open at a time, and 10 can start in the same minute. End one first, or choose another time.",
})

var tooManyInChannel = problem.New(http.StatusTooManyRequests, "too_many_planned", &i18n.Message{
	ID:    "problem.too_many_in_channel",
	Other: "Too many meetings are planned in this channel: about 500 can be open at a time. End one first, or plan the meeting in another channel.",
})

// list stores a new plan in the lists, and the minute to look at it. It refuses a plan beyond the limits.
func (s *Schedule) list(r Record) error { return s.listBy(s.channels.AddNew, r) }

// relist stores a changed plan in the lists, and the minute to look at it.
func (s *Schedule) relist(r Record) error { return s.listBy(s.channels.Add, r) }

func (s *Schedule) listBy(add func(channelID string, l Listed, tidy func(Listed) bool) error, r Record) error {
	var group errgroup.Group
	group.Go(func() error { return s.addToInviter(r) })
	group.Go(func() error {
		err := add(r.ChannelID, listedOf(r), s.isOverNow)
		if errors.Is(err, kv.ErrFull) {
			return tooManyInChannel
		}
		return err
	})
	group.Go(func() error { return s.noteNextDue(r) })
	return group.Wait()
}

func (s *Schedule) isOverNow(l Listed) bool { return l.isOver(s.now()) }

// addToInviter adds a plan to its inviter's list. It refuses a plan beyond the limits.
func (s *Schedule) addToInviter(r Record) error {
	now := s.now()
	added := listedOf(r)
	start, _ := added.next(now)
	isTooMany := false
	err := s.inviters.Change(r.InviterID, func(o *ofInviter) bool {
		o.Plans = slices.DeleteFunc(o.Plans, func(l Listed) bool { return l.Plan == r.ID || l.isOver(now) })
		atOneTime := 0
		for _, l := range o.Plans {
			if other, ok := l.next(now); ok && other.Equal(start) {
				atOneTime++
			}
		}
		isTooMany = len(o.Plans) >= maxOpen || atOneTime >= maxAtOneTime
		o.Plans = append(o.Plans, added)
		return !isTooMany
	})
	if err == nil && isTooMany {
		return tooManyPlanned
	}
	return errors.Wrap(err, "failed to list the plan as its inviter's")
}

// unlistTries is the number of tries for a list to which others write, or whose replica lags.
const (
	unlistTries = 5
	unlistEvery = 20 * time.Millisecond
)

// unlist removes a plan from the lists.
func (s *Schedule) unlist(r Record) error {
	var group errgroup.Group
	isIt := func(l Listed) bool { return l.Plan == r.ID }
	group.Go(func() error {
		for range unlistTries {
			isLeft, err := s.channels.Remove(r.ChannelID, isIt)
			if err != nil || !isLeft {
				return err
			}
			time.Sleep(unlistEvery)
		}
		return errors.New("others were writing to the channel's list")
	})
	group.Go(func() error {
		return s.inviters.Change(r.InviterID, func(o *ofInviter) bool {
			before := len(o.Plans)
			o.Plans = slices.DeleteFunc(o.Plans, isIt)
			return len(o.Plans) < before
		})
	})
	return errors.Wrap(group.Wait(), "failed to take a plan from the lists")
}
