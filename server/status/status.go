// Package status sets people's custom statuses while they are in a meeting, and gives them back what they had before.
//
// What a person had before stands in the key-value store from before the status is set until it is given back, so that no
// restart loses it. A status that the person set meanwhile is left alone: only a status that is still exactly as this
// package set it is taken away.
package status

import (
	"net/http"
	"time"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/pkg/errors"

	"mattermost-plugin-blizz/server/kv"
)

const (
	// prefix is what the keys in the key-value store begin with; a person's ID follows.
	prefix = "status_"
	// version is the format of the stored values. A value of a later version, left by a newer plugin, reads as absent.
	version = 1
	// emoji stands before the text, as Mattermost calls it.
	emoji = "video_camera"
	// prolongBy is by how much a status is prolonged at least.
	prolongBy = 10 * time.Minute
	// keepFor is how long after its end a status that nobody gave back is remembered.
	keepFor = 48 * time.Hour
	// dateAndTime is what Mattermost calls an end that is a moment.
	dateAndTime = "date_and_time"
)

// API is what this package asks of Mattermost.
type API interface {
	kv.API
	GetUser(userID string) (*model.User, *model.AppError)
	UpdateUserCustomStatus(userID string, customStatus *model.CustomStatus) *model.AppError
	RemoveUserCustomStatus(userID string) *model.AppError
	GetUserStatus(userID string) (*model.Status, *model.AppError)
	UpdateUserStatus(userID, status string) (*model.Status, *model.AppError)
	SetUserStatusTimedDND(userID string, endTime int64) (*model.Status, *model.AppError)
}

// Wanted is the status of a person who joined a meeting.
type Wanted struct {
	// Meeting names the meeting that the status tells of.
	Meeting string
	// Text is what others read.
	Text string
	// Until is when the status ends at the latest.
	Until time.Time
	// DoNotDisturb keeps Mattermost's notifications away as long.
	DoNotDisturb bool
}

// Statuses sets and restores statuses.
type Statuses struct {
	api   API
	now   func() time.Time
	taken kv.Table[taken]
}

// taken is a status that was set, and what was there before.
type taken struct {
	Version int `json:"version"`
	// Meeting names the meeting that the status tells of.
	Meeting string             `json:"meeting"`
	Set     model.CustomStatus `json:"set"`
	// Before is nil if the person had no status.
	Before *model.CustomStatus `json:"before,omitempty"`
	// QuietUntil is when "do not disturb" ends, in seconds since 1970; 0 if it was not asked for.
	QuietUntil int64 `json:"quiet_until,omitempty"`
}

// New knows the statuses that are stored. now is the clock.
func New(api API, now func() time.Time) *Statuses {
	return &Statuses{api: api, now: now, taken: kv.Table[taken]{
		API:     api,
		Prefix:  prefix,
		Check:   func(t *taken) bool { return t.Version == version },
		IsEmpty: func(t taken) bool { return t.Meeting == "" },
		KeepFor: func(t taken) time.Duration { return t.Set.ExpiresAt.Sub(now()) + keepFor },
	}}
}

// Set makes a text the person's status while a meeting is on. Who joins the same meeting again soon after keeps the status
// as it is.
func (s *Statuses) Set(userID string, wanted Wanted) error {
	user, appErr := s.api.GetUser(userID)
	if appErr != nil {
		return errors.Wrap(appErr, "failed to get the user")
	}
	current := user.GetCustomStatus()
	set := model.CustomStatus{Emoji: emoji, Text: wanted.Text, Duration: dateAndTime, ExpiresAt: wanted.Until.UTC().Truncate(time.Second)}
	set.PreSave() // cuts a long text, so that it is recognized again
	next := taken{Version: version, Meeting: wanted.Meeting, Set: set}
	if wanted.DoNotDisturb {
		next.QuietUntil = endOf(wanted.Until)
	}
	isNew, formerEnd := false, int64(0)
	err := s.taken.Change(userID, func(t *taken) bool {
		before := current
		if t.isIn(current) {
			before = t.Before
		}
		next.Before, formerEnd = s.valid(before), t.QuietUntil
		isNew = t.Meeting != wanted.Meeting || set.ExpiresAt.Sub(t.Set.ExpiresAt) >= prolongBy
		if isNew {
			*t = next
		}
		return isNew
	})
	if err != nil || !isNew {
		return err
	}
	if appErr := s.api.UpdateUserCustomStatus(userID, &set); appErr != nil {
		return errors.Wrap(appErr, "failed to set the status")
	}
	if wanted.DoNotDisturb {
		return s.dontDisturb(userID, formerEnd, next.QuietUntil)
	}
	return s.mayDisturb(userID, formerEnd)
}

// Restore gives the person back what they had before a meeting, unless their status tells of another one by now.
func (s *Statuses) Restore(userID, meeting string) error {
	stored, err := s.taken.Get(userID)
	if err != nil || stored.Meeting != meeting {
		return err
	}
	user, appErr := s.api.GetUser(userID)
	if appErr != nil && appErr.StatusCode != http.StatusNotFound {
		return errors.Wrap(appErr, "failed to get the user")
	}
	if appErr == nil && stored.isIn(user.GetCustomStatus()) {
		if err := s.giveBack(userID, s.valid(stored.Before)); err != nil {
			return err
		}
	}
	if appErr == nil {
		if err := s.mayDisturb(userID, stored.QuietUntil); err != nil {
			return err
		}
	}
	return s.taken.Change(userID, func(t *taken) bool {
		isIt := t.Meeting == meeting
		if isIt {
			*t = taken{}
		}
		return isIt
	})
}

// giveBack sets what the person had before. A status that Mattermost no longer takes, as its emoji was deleted, is left
// out.
func (s *Statuses) giveBack(userID string, before *model.CustomStatus) error {
	if before != nil {
		appErr := s.api.UpdateUserCustomStatus(userID, before)
		if appErr == nil {
			return nil
		}
		if appErr.StatusCode != http.StatusBadRequest {
			return errors.Wrap(appErr, "failed to give the status back")
		}
	}
	if appErr := s.api.RemoveUserCustomStatus(userID); appErr != nil {
		return errors.Wrap(appErr, "failed to remove the status")
	}
	return nil
}

// valid returns a status that still counts; nil for none and for one whose time is up.
func (s *Statuses) valid(status *model.CustomStatus) *model.CustomStatus {
	if status == nil || status.Text == "" && status.Emoji == "" {
		return nil
	}
	if !status.ExpiresAt.IsZero() && status.ExpiresAt.Before(s.now()) {
		return nil
	}
	return status
}

// isIn tells whether a person's status is still the one that was set.
func (t *taken) isIn(current *model.CustomStatus) bool {
	return current != nil && t.Meeting != "" &&
		current.Text == t.Set.Text && current.Emoji == t.Set.Emoji && current.ExpiresAt.Equal(t.Set.ExpiresAt)
}
