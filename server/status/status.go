// Package status sets people's custom statuses while they are in a meeting, and restores the former ones.
//
// A person's former status is in the key-value store until it is restored. So a restart loses nothing. If the person
// has set another status meanwhile, it stays: this package removes only a status that is exactly as it set it.
package status

import (
	"net/http"
	"time"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/pkg/errors"

	"mattermost-plugin-blizz/server/kv"
)

const (
	// prefix begins the keys in the key-value store. A person's ID follows.
	prefix = "status_"
	// version is the version of the stored values' format. A value of a later version, from a newer plugin, is ignored.
	version = 1
	// emoji is Mattermost's name for the emoji before the text.
	emoji = "video_camera"
	// prolongBy is the shortest time by which a status is prolonged.
	prolongBy = 10 * time.Minute
	// keepFor is how long an unrestored status is kept after its end.
	keepFor = 48 * time.Hour
	// dateAndTime is Mattermost's name for a status with an end.
	dateAndTime = "date_and_time"
)

// API holds the calls of Mattermost's that this package makes.
type API interface {
	kv.API
	GetUser(userID string) (*model.User, *model.AppError)
	UpdateUserCustomStatus(userID string, customStatus *model.CustomStatus) *model.AppError
	RemoveUserCustomStatus(userID string) *model.AppError
	GetUserStatus(userID string) (*model.Status, *model.AppError)
	UpdateUserStatus(userID, status string) (*model.Status, *model.AppError)
	SetUserStatusTimedDND(userID string, endTime int64) (*model.Status, *model.AppError)
}

// Wanted is the status for a person who joined a meeting.
type Wanted struct {
	// Meeting is the name of the meeting, as live.nameOf makes it.
	Meeting string
	// Text is the text that others read.
	Text string
	// Until is the latest end of the status.
	Until time.Time
	// DoNotDisturb tells that the person is to get no notifications until then.
	DoNotDisturb bool
}

// Statuses sets and restores statuses.
type Statuses struct {
	api   API
	now   func() time.Time
	taken kv.Table[taken]
}

// taken is a status that was set, and the former one.
type taken struct {
	Version int `json:"version"`
	// Meeting is the name of the meeting that set the status.
	Meeting string             `json:"meeting"`
	Set     model.CustomStatus `json:"set"`
	// Before is nil if the person had no status.
	Before *model.CustomStatus `json:"before,omitempty"`
	// QuietUntil is the end of "do not disturb" in seconds since 1970. It is 0 if the person did not want that.
	QuietUntil int64 `json:"quiet_until,omitempty"`
}

// New returns Statuses. now is the clock.
func New(api API, now func() time.Time) *Statuses {
	return &Statuses{api: api, now: now, taken: kv.Table[taken]{
		API:     api,
		Prefix:  prefix,
		Check:   func(t *taken) bool { return t.Version == version },
		IsEmpty: func(t taken) bool { return t.Meeting == "" },
		KeepFor: func(t taken) time.Duration { return t.Set.ExpiresAt.Sub(now()) + keepFor },
	}}
}

// Set sets a person's status while a meeting is on. If the person joins the same meeting again soon after, the status
// stays as it is.
func (s *Statuses) Set(userID string, wanted Wanted) error {
	user, appErr := s.api.GetUser(userID)
	if appErr != nil {
		return errors.Wrap(appErr, "failed to get the user")
	}
	current := user.GetCustomStatus()
	set := model.CustomStatus{Emoji: emoji, Text: wanted.Text, Duration: dateAndTime, ExpiresAt: wanted.Until.UTC().Truncate(time.Second)}
	set.PreSave() // cuts a long text, so that the status is recognized later
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

// Restore restores the person's former status, unless the present one belongs to another meeting.
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

// giveBack sets the person's former status. It ignores a status that Mattermost no longer accepts because its emoji was
// deleted.
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

// valid returns a status that has not ended. It is nil for none and for an ended one.
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
