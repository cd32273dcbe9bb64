package schedule

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/mattermost/mattermost/server/public/model"

	"mattermost-plugin-blizz/server/invitation"
	"mattermost-plugin-blizz/server/kv"
	"mattermost-plugin-blizz/server/when"
)

// Keys in the key-value store. docs/administrators.md lists them.
const (
	recordPrefix  = "plan_"     // the plan's ID follows
	duePrefix     = "due_"      // a minute and a number follow
	channelPrefix = "upcoming_" // a channel's ID and a number follow
	inviterPrefix = "plans_of_" // a user's ID follows
	progressKey   = "reminded"
)

// version is the version of the stored values. To change one of them, see kv.Format.
const version = 1

// Listed is a plan in the list of a channel or an inviter. It holds all data to compute the next start.
type Listed struct {
	Plan      string `json:"plan"`
	ChannelID string `json:"channel_id"`
	InviterID string `json:"inviter_id"`
	Sequence  int    `json:"sequence"`
	// PlannedAt is the time at which it was planned, in milliseconds since 1970.
	PlannedAt int64 `json:"planned_at"`
	// Props are the invitation's props that say when it takes place.
	Props map[string]any `json:"props"`
}

func listedOf(r Record) Listed {
	return Listed{
		Plan: r.ID, ChannelID: r.ChannelID, InviterID: r.InviterID, Sequence: r.Sequence, PlannedAt: r.PlannedAt,
		Props: invitation.PlanProps(r.plan()),
	}
}

// next returns the next start, or the present one if the meeting is going on. ok is false if the meeting is over.
func (l Listed) next(now time.Time) (start time.Time, ok bool) {
	plan := invitation.PlanOf(l.Props)
	next, ok := plan.Next(now.Add(-plan.Duration))
	return next.Start, ok
}

func (l Listed) isOver(now time.Time) bool {
	_, ok := l.next(now)
	return !ok
}

// neededFor returns how long a list is needed. It is 0 (always) if a meeting repeats.
func neededFor(entries []Listed, now time.Time) time.Duration {
	var longest time.Duration
	for _, l := range entries {
		plan := invitation.PlanOf(l.Props)
		if plan.Rule.Repeats() {
			return 0
		}
		longest = max(longest, plan.Start.Add(when.MaxDuration).Sub(now))
	}
	return max(longest, time.Minute)
}

// ofInviter holds the open plans of one person. It is a single value, so that its limits hold.
type ofInviter struct {
	kv.Header
	Plans []Listed `json:"plans"`
}

// minute is a whole minute, counted from 1970.
type minute int64

func minuteOf(moment time.Time) minute { return minute(moment.Unix() / 60) }

func (m minute) time() time.Time { return time.Unix(int64(m)*60, 0) }

func (m minute) key() string { return strconv.FormatInt(int64(m), 10) }

// minuteOfKey returns the minute of a key.
func minuteOfKey(key string) (m minute, ok bool) {
	text, isDue := strings.CutPrefix(key, duePrefix)
	text, _, _ = strings.Cut(text, "_")
	number, err := strconv.ParseInt(text, 10, 64)
	return minute(number), isDue && err == nil
}

// progress holds the last minute up to which all work is done.
type progress struct {
	kv.Header
	Done minute `json:"done"`
}

// openTables describes the stored values. All of them have the same version.
func (s *Schedule) openTables() {
	format := kv.Format{Version: version}
	s.records.API, s.records.Prefix, s.records.Format, s.records.Now = s.api, recordPrefix, format, s.now
	s.records.Check = (*Record).isUsable
	s.records.IsEmpty = func(r Record) bool { return !r.Exists() }
	s.records.KeepFor = Record.keepFor

	s.duePlans = kv.NewBag(kv.BagOptions[string]{API: s.api, Prefix: duePrefix, Format: format, Now: s.now, NameOf: validID})
	s.channels = kv.NewBag(kv.BagOptions[Listed]{
		API: s.api, Prefix: channelPrefix, Format: format, Now: s.now,
		NameOf:  func(l Listed) string { return validID(l.Plan) },
		Newer:   func(a, b Listed) bool { return a.Sequence > b.Sequence },
		KeepFor: func(entries []Listed) time.Duration { return neededFor(entries, s.now()) },
	})

	s.inviters.API, s.inviters.Prefix, s.inviters.Format, s.inviters.Now = s.api, inviterPrefix, format, s.now
	s.inviters.Check = func(o *ofInviter) bool {
		o.Plans = slices.DeleteFunc(o.Plans, func(l Listed) bool { return !model.IsValidId(l.Plan) })
		return true
	}
	s.inviters.IsEmpty = func(o ofInviter) bool { return len(o.Plans) == 0 }
	s.inviters.KeepFor = func(o ofInviter) time.Duration { return neededFor(o.Plans, s.now()) }

	s.progress.API, s.progress.Prefix, s.progress.Format, s.progress.Now = s.api, progressKey, format, s.now
	s.progress.Check = func(*progress) bool { return true }
	s.progress.IsEmpty = func(p progress) bool { return p.Done == 0 }
}

// validID returns an ID. It is empty for an invalid ID: looking that up would fail every minute.
func validID(id string) string {
	if model.IsValidId(id) {
		return id
	}
	return ""
}

// byNext sorts plans by their next starts, and removes those that are over.
func byNext(plans []Listed, now time.Time) []Listed {
	type dated struct {
		Listed
		next time.Time
	}
	var open []dated
	for _, l := range plans {
		if next, ok := l.next(now); ok {
			open = append(open, dated{l, next})
		}
	}
	slices.SortFunc(open, func(a, b dated) int { return cmp.Or(a.next.Compare(b.next), cmp.Compare(a.Plan, b.Plan)) })
	sorted := make([]Listed, len(open))
	for i, d := range open {
		sorted[i] = d.Listed
	}
	return sorted
}
