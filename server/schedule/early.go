package schedule

import (
	"slices"
	"strconv"
	"sync/atomic"
	"time"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/pkg/errors"

	"mattermost-plugin-blizz/server/invitation"
	"mattermost-plugin-blizz/server/person"
)

// remindEarly reminds people some minutes before the starts to which they are going. Each gets a direct message, as
// long before as they chose. If no server ran at that time, it reminds later, but before the start. It returns the last
// minute up to which all is done.
func (s *Schedule) remindEarly(last, now minute) (done minute) {
	first := now
	if last < now && last >= now-minute(tooLate/time.Minute) {
		first = last + 1
	}
	done = now
	for m := first; m <= now; m++ {
		for _, minutes := range person.RemindMinutes {
			start := m + minute(minutes)
			if minutes == 0 || start <= now {
				continue
			}
			planIDs, err := s.duePlans.All(start.key())
			if err != nil {
				s.api.LogError("Failed to find the plans that are due", "error", err.Error())
			}
			if !s.remindPeople(planIDs, start.time(), minutes) || err != nil {
				done = min(done, m-1)
			}
		}
	}
	return done
}

// remindPeople reminds the people who chose so many minutes before a start. isDone is false if it must be tried again.
func (s *Schedule) remindPeople(planIDs []string, start time.Time, minutes int) (isDone bool) {
	var hasFailed atomic.Bool
	failed := func(id string, err error) {
		hasFailed.Store(true)
		s.api.LogError("Failed to remind people before a meeting", "error", err.Error(), "plan_id", id)
	}
	s.together(planIDs, func(planIDs []string, stored map[string]answer[Record]) {
		var starting []Record
		for _, id := range planIDs {
			if r := stored[id]; r.err != nil {
				failed(id, r.err)
			} else if r.value.State == Open && r.value.Next == start.UnixMilli() {
				starting = append(starting, r.value)
			}
		}
		shared := &facts{}
		s.askGoing(shared, starting)
		isWanted := ask(idsOf(starting, planOf), func(id string) (bool, error) {
			return s.isWanted(stored[id].value, shared, minutes)
		})
		wanting := slices.DeleteFunc(slices.Clone(starting), func(r Record) bool { return !isWanted[r.ID].value })
		s.askChannels(shared, wanting)
		s.askPeople(shared, wanting)
		s.each(idsOf(starting, planOf), func(id string) {
			err := isWanted[id].err
			if isWanted[id].value {
				err = s.remindPeopleOf(stored[id].value, start, minutes, shared)
			}
			if err != nil {
				failed(id, err)
			}
		})
	})
	return !hasFailed.Load() && !s.stopped.Load()
}

// isWanted tells whether a person who is going chose so many minutes before a start.
func (s *Schedule) isWanted(r Record, shared *facts, minutes int) (bool, error) {
	going := shared.going[r.ID]
	if going.err != nil {
		return false, going.err
	}
	for _, userID := range going.value {
		wanted, err := s.preferences.RemindBefore(userID)
		if err != nil || wanted == minutes {
			return err == nil, err
		}
	}
	return false, nil
}

// remindPeopleOf reminds the people who are going to one meeting and want that now.
func (s *Schedule) remindPeopleOf(r Record, start time.Time, minutes int, shared *facts) error {
	audience, err := s.audienceOf(r, shared)
	if err != nil || audience.channel == nil || audience.channel.DeleteAt != 0 {
		return err
	}
	if isMine, err := s.claimEarly(r, start, minutes); err != nil || !isMine {
		return err
	}
	for _, user := range audience.people.going {
		wanted, err := s.preferences.RemindBefore(user.Id)
		if err == nil && wanted == minutes && !user.IsBot {
			err = s.sendEarly(r, user, start)
		}
		if err != nil {
			s.api.LogError("Failed to remind people before a meeting", "error", err.Error(), "plan_id", r.ID, "user_id", user.Id)
		}
	}
	return nil
}

// claimEarly stores that people get a reminder so many minutes before a start. It stores this before the reminder, so nobody is
// reminded twice.
func (s *Schedule) claimEarly(r Record, start time.Time, minutes int) (isMine bool, err error) {
	_, err = s.change(r.ID, func(r *Record) bool {
		isMine = false
		if r.State != Open || r.Next != start.UnixMilli() {
			return false
		}
		done := early{Start: start.UnixMilli()}
		if r.Early != nil && r.Early.Start == done.Start {
			done.Minutes = slices.Clone(r.Early.Minutes)
		}
		if slices.Contains(done.Minutes, minutes) {
			return false
		}
		done.Minutes = append(done.Minutes, minutes)
		r.Early = &done
		isMine = true
		return true
	})
	return isMine, err
}

func (s *Schedule) sendEarly(r Record, user *model.User, start time.Time) error {
	channel, appErr := s.api.GetDirectChannel(s.botID, user.Id)
	if appErr != nil {
		return errors.Wrap(appErr, "failed to get the direct channel")
	}
	if _, appErr := s.api.CreatePost(s.notice(channel.Id, "", s.earlyText(r, user, start), "")); appErr != nil {
		return errors.Wrap(appErr, "failed to create the message")
	}
	return nil
}

// earlyText returns the text in the person's language and time zone.
func (s *Schedule) earlyText(r Record, user *model.User, start time.Time) string {
	invited, ok := s.Invitation(r)
	if !ok {
		return ""
	}
	localizer := s.texts.In(user.Locale)
	topic := s.topic(r, false)
	if site := s.settings().SiteURL; site != "" {
		topic = "[" + topic + "](" + site + "/_redirect/pl/" + r.PostID + ")"
	}
	left := int(start.Sub(s.now().Truncate(time.Minute)) / time.Minute)
	return invitation.WithoutEmptyLinks(s.sayIn(localizer, startsSoon, map[string]string{
		"Topic":   topic,
		"Minutes": strconv.Itoa(left),
		"Time":    s.time(localizer, start.In(person.ZoneOf(user))),
		"Link":    invitation.LinkTarget(s.settings().Services.JoinURL(invited.Meeting, invited.Password)),
	}))
}
