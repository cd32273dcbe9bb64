package schedule

import (
	"maps"
	"slices"
	"time"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/pkg/errors"

	"mattermost-plugin-blizz/server/invitation"
	"mattermost-plugin-blizz/server/kv"
	"mattermost-plugin-blizz/server/when"
)

// State is the state of a plan.
type State string

// The states of a plan, in order. A plan that has ended or was cancelled never opens again.
const (
	Unfinished State = "unfinished" // its post is being made
	Open       State = "open"
	Ended      State = "ended"
	Cancelled  State = "cancelled" // ended before its first start
)

// Reason says why a plan is over.
type Reason string

// The reasons. A plan whose rule has no more starts stays open, because its last meeting may go on.
const (
	ByPerson           Reason = "person"
	InviterLeft        Reason = "inviter_left"
	InviterDeactivated Reason = "inviter_deactivated"
	PostDeleted        Reason = "post_deleted"
	ChannelGone        Reason = "channel_gone"
)

// Remaining work of a plan. If a server goes down before it is done, the next run does it.
const (
	leftReactions = "reactions" // the bot's reactions are to be added
	leftPost      = "post"      // the post doesn't show the record yet
	leftNews      = "news"      // people are to be told that the plan is over
	leftLists     = "lists"     // the plan is over and is to be removed from the lists
)

// Record holds one plan. Times are milliseconds since 1970.
type Record struct {
	kv.Header
	ID        string `json:"id"`
	ChannelID string `json:"channel_id"`
	// RootID is the ID of the invitation's thread; empty outside threads.
	RootID string `json:"root_id,omitempty"`
	// PostID is empty until the post is made.
	PostID    string `json:"post_id,omitempty"`
	InviterID string `json:"inviter_id"`
	State     State  `json:"state"`
	Reason    Reason `json:"reason,omitempty"`
	// EndedBy is the ID of the person who ended it; empty if no person did.
	EndedBy string `json:"ended_by,omitempty"`
	// Sequence is the number of changes, for a calendar file's SEQUENCE.
	Sequence  int   `json:"sequence"`
	PlannedAt int64 `json:"planned_at"`
	ChangedAt int64 `json:"changed_at"`
	// Props are the invitation's props, as in the post.
	Props map[string]any `json:"props"`
	// Local is the first start in the local time of its time zone. It stays if the zone's rules change.
	Local string `json:"local"`
	// Written is the message that the plugin wrote into the post.
	Written string `json:"written"`
	// Done is the time up to which all starts were reminded of or left out.
	Done int64 `json:"done"`
	// Reminded is the latest start that was reminded of or left out. It is later than Done if a plan was changed after
	// the clock was set back.
	Reminded int64 `json:"reminded,omitempty"`
	// Next is the next start; 0 if there is none.
	Next  int64    `json:"next,omitempty"`
	Claim *claim   `json:"claim,omitempty"`
	Early *early   `json:"early,omitempty"`
	Left  []string `json:"left,omitempty"`
}

// claim says that a server is sending the reminder of a start. With start 0, the server is telling people of the end.
type claim struct {
	Start int64 `json:"start"`
	At    int64 `json:"at"`
}

// early holds the minutes before a start at which people were reminded already.
type early struct {
	Start   int64 `json:"start"`
	Minutes []int `json:"minutes"`
}

const localFormat = "2006-01-02T15:04"

// keptOver is how long a record is kept once nothing is left to do. Until then, people can get its calendar file. Its
// post can be ended without it.
const keptOver = 90 * 24 * time.Hour

// isUsable tells whether a stored record is valid.
func (r *Record) isUsable() bool {
	isKnown := slices.Contains([]State{Unfinished, Open, Ended, Cancelled}, r.State)
	hasPost := model.IsValidId(r.PostID) || r.PostID == "" && r.State == Unfinished
	return isKnown && hasPost && model.IsValidId(r.ID) && model.IsValidId(r.ChannelID) && model.IsValidId(r.InviterID)
}

func (r Record) keepFor() time.Duration {
	if r.isBusy() {
		return 0
	}
	return keptOver
}

// isBusy tells whether something is left to do for the plan.
func (r Record) isBusy() bool {
	return r.State == Unfinished || r.State == Open && r.Next != 0 || len(r.Left) > 0
}

// Exists tells whether the record is not the empty one.
func (r Record) Exists() bool { return r.ID != "" }

// IsOver tells whether the plan has ended or was cancelled.
func (r Record) IsOver() bool { return r.State == Ended || r.State == Cancelled }

func (r Record) isLeft(what string) bool { return slices.Contains(r.Left, what) }

func (r *Record) leave(what ...string) {
	for _, w := range what {
		if !r.isLeft(w) {
			r.Left = append(slices.Clone(r.Left), w)
		}
	}
}

func (r *Record) did(what string) {
	r.Left = slices.DeleteFunc(slices.Clone(r.Left), func(w string) bool { return w == what })
}

// didAll stores that the remaining work is done. If somebody has ended or changed the plan meanwhile, only the
// reactions are done: that change has left other work.
func (r *Record) didAll(before Record) {
	if r.Sequence == before.Sequence {
		r.Left = nil
	}
	r.did(leftReactions)
}

// plan returns when the meeting takes place. If the rules of its time zone have changed since it was stored, it keeps
// the local time.
func (r Record) plan() when.Plan {
	return invitation.PlanOf(r.propsNow())
}

func (r Record) propsNow() map[string]any {
	stored := invitation.PlanOf(r.Props)
	start := r.firstStart(stored.Start)
	if start.Equal(stored.Start) {
		return r.Props
	}
	props := maps.Clone(r.Props)
	props[invitation.PropStartsAt] = start.UnixMilli()
	return props
}

// firstStart returns the first start by the present rules of the time zone. stored is the first start by the former
// rules.
func (r Record) firstStart(stored time.Time) time.Time {
	if stored.IsZero() || r.Local == "" || stored.Format(localFormat) == r.Local {
		return stored
	}
	start, err := time.ParseInLocation(localFormat, r.Local, stored.Location())
	if err != nil {
		return stored
	}
	return start
}

// isBesideItsZone tells whether the rules of the time zone have changed since the record was stored.
func (r Record) isBesideItsZone() bool {
	stored := invitation.PlanOf(r.Props).Start
	return !r.firstStart(stored).Equal(stored)
}

// next returns the first start that was not reminded of. ok is false if there is none.
func (r Record) next() (start time.Time, ok bool) {
	next, ok := r.plan().Next(time.UnixMilli(r.Done))
	return next.Start, ok
}

// setNext sets the next start.
func (r *Record) setNext() {
	r.Next = 0
	if start, ok := r.next(); ok && !r.IsOver() {
		r.Next = start.UnixMilli()
	}
}

// put writes an invitation into the record.
func (s *Schedule) put(r *Record, invited invitation.Invitation) {
	r.Props = invited.Props(s.settings().Services)
	r.Local = invited.When.Start.Format(localFormat)
	r.ChangedAt = s.now().UnixMilli()
}

// Invitation returns the invitation of a record. ok is false if it can't be read, because its service is no longer set
// up.
func (s *Schedule) Invitation(r Record) (invited invitation.Invitation, ok bool) {
	inviter, err := s.names.Name(r.InviterID)
	if err != nil {
		s.api.LogError("Failed to name a person", "error", err.Error(), "user_id", r.InviterID)
	}
	return invitation.FromProps(inviter, r.propsNow(), s.settings().Services)
}

// change changes a record and returns the stored one. It is empty if there is none.
func (s *Schedule) change(planID string, change func(r *Record) bool) (changed Record, err error) {
	err = s.records.Change(planID, func(r *Record) bool {
		if !r.Exists() {
			changed = Record{}
			return false
		}
		isChanged := change(r)
		changed = *r
		return isChanged
	})
	return changed, errors.Wrap(err, "failed to change a plan")
}
