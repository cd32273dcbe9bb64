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

// State is how a plan stands.
type State string

// The states of a plan, in their order. Ended and cancelled ones never open again.
const (
	Unfinished State = "unfinished" // its post is being made
	Open       State = "open"
	Ended      State = "ended"
	Cancelled  State = "cancelled" // ended before its first start
)

// Reason is why a plan is over.
type Reason string

// The reasons. A plan whose rule has no more starts stays open, as its last meeting may go on.
const (
	ByPerson           Reason = "person"
	InviterLeft        Reason = "inviter_left"
	InviterDeactivated Reason = "inviter_deactivated"
	PostDeleted        Reason = "post_deleted"
	ChannelGone        Reason = "channel_gone"
)

// What may be left to be done for a plan. A server that goes down leaves it; the next run does it.
const (
	leftReactions = "reactions" // the bot's reactions to click
	leftPost      = "post"      // the post doesn't show the record yet
	leftNews      = "news"      // people have not been told that the plan is over
	leftLists     = "lists"     // the lists still have the plan, which is over
)

// Record is one plan: all that is known of a planned meeting. Times are milliseconds since 1970.
type Record struct {
	kv.Header
	ID        string `json:"id"`
	ChannelID string `json:"channel_id"`
	// RootID is the thread that the invitation was posted in; empty outside threads.
	RootID string `json:"root_id,omitempty"`
	// PostID is empty as long as there is no post.
	PostID    string `json:"post_id,omitempty"`
	InviterID string `json:"inviter_id"`
	State     State  `json:"state"`
	Reason    Reason `json:"reason,omitempty"`
	// EndedBy is the person who ended it, if a person did.
	EndedBy string `json:"ended_by,omitempty"`
	// Sequence counts the changes, as a calendar file's SEQUENCE does.
	Sequence  int   `json:"sequence"`
	BegunAt   int64 `json:"begun_at"`
	ChangedAt int64 `json:"changed_at"`
	// Props are the invitation, as the post's props.
	Props map[string]any `json:"props"`
	// Local is the first start on the clocks of its time zone. It stays when the zone's rules change.
	Local string `json:"local"`
	// Written is the message that the plugin wrote into the post.
	Written string `json:"written"`
	// Done is the moment up to which all starts were reminded of or left out.
	Done int64 `json:"done"`
	// Reminded is the latest start that was reminded of or left out. It is beyond Done where a plan was changed after the
	// clock had been put back.
	Reminded int64 `json:"reminded,omitempty"`
	// Next is the next start; 0 if there is none.
	Next  int64    `json:"next,omitempty"`
	Claim *claim   `json:"claim,omitempty"`
	Early *early   `json:"early,omitempty"`
	Left  []string `json:"left,omitempty"`
}

// claim says that a server is sending the reminder of a start, or with start 0 that it is telling of the end.
type claim struct {
	Start int64 `json:"start"`
	At    int64 `json:"at"`
}

// early says how many minutes before a start people were reminded of it already.
type early struct {
	Start   int64 `json:"start"`
	Minutes []int `json:"minutes"`
}

const localFormat = "2006-01-02T15:04"

// keptOver is how long a record is kept once nothing is to be done for it any more. Its calendar file can be had until
// then, and its post can be ended without it.
const keptOver = 90 * 24 * time.Hour

// isUsable reports whether a stored record can be worked with.
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

// isBusy tells whether something is still to be done for the plan.
func (r Record) isBusy() bool {
	return r.State == Unfinished || r.State == Open && r.Next != 0 || len(r.Left) > 0
}

// Exists tells a record from the empty one that stands for none.
func (r Record) Exists() bool { return r.ID != "" }

// IsOver tells whether the plan is ended or cancelled.
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

// didAll notes that what was left of a plan is done. Where somebody has ended or changed the plan meanwhile, only the
// reactions are: the rest is left by that change, and still to be done.
func (r *Record) didAll(before Record) {
	if r.Sequence == before.Sequence {
		r.Left = nil
	}
	r.did(leftReactions)
}

// plan is when the meeting takes place. Where the rules of its time zone have changed since it was stored, the time on
// the clocks there stays.
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

// firstStart returns the first start by the rules that the time zone has now; stored is the one by the rules that it
// had.
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

// next returns the first start that was not reminded of yet; ok is false if there is none.
func (r Record) next() (start time.Time, ok bool) {
	next, ok := r.plan().Next(time.UnixMilli(r.Done))
	return next.Start, ok
}

// setNext computes when the plan is to be looked at next.
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

// Invitation returns the invitation of a record. ok is false where it can't be read, as its service is set up no more.
func (s *Schedule) Invitation(r Record) (invited invitation.Invitation, ok bool) {
	inviter, err := s.names.Name(r.InviterID)
	if err != nil {
		s.api.LogError("Failed to name a person", "error", err.Error(), "user_id", r.InviterID)
	}
	return invitation.FromProps(inviter, r.propsNow(), s.settings().Services)
}

// change changes a record and answers with what is stored then; the empty one where there is none.
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
