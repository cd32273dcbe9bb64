package status

import (
	"time"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/pkg/errors"
)

// dontDisturb sets the person to "do not disturb" until a moment; Mattermost itself ends it then, so that no server that
// dies leaves it behind. formerEnd is the end that this package set for the meeting before; 0 for none. A person who chose
// "do not disturb" themselves is left alone.
func (s *Statuses) dontDisturb(userID string, formerEnd, end int64) error {
	current, appErr := s.api.GetUserStatus(userID)
	if appErr != nil {
		return errors.Wrap(appErr, "failed to get whether the person may be disturbed")
	}
	if current.Status == model.StatusDnd {
		if formerEnd == 0 || current.DNDEndTime != formerEnd {
			return nil
		}
		// Mattermost would otherwise take "do not disturb" for what the person had before.
		if err := s.disturbAgain(current); err != nil {
			return err
		}
	}
	if _, appErr := s.api.SetUserStatusTimedDND(userID, end); appErr != nil {
		return errors.Wrap(appErr, "failed to set do not disturb")
	}
	return nil
}

// mayDisturb gives the person back what they had before "do not disturb", if it is still the one that ends then.
func (s *Statuses) mayDisturb(userID string, end int64) error {
	if end == 0 {
		return nil
	}
	current, appErr := s.api.GetUserStatus(userID)
	if appErr != nil {
		return errors.Wrap(appErr, "failed to get whether the person may be disturbed")
	}
	if current.Status != model.StatusDnd || current.DNDEndTime != end {
		return nil
	}
	return s.disturbAgain(current)
}

// disturbAgain ends "do not disturb". Who was away before is online: nobody is away who has just joined a meeting, and
// "away" would stay until the person takes it back.
func (s *Statuses) disturbAgain(current *model.Status) error {
	before := current.PrevStatus
	if before != model.StatusOffline {
		before = model.StatusOnline
	}
	if _, appErr := s.api.UpdateUserStatus(current.UserId, before); appErr != nil {
		return errors.Wrap(appErr, "failed to end do not disturb")
	}
	return nil
}

// endOf is when "do not disturb" ends, in seconds since 1970, as Mattermost stores it: in whole minutes.
func endOf(until time.Time) int64 {
	return until.Truncate(model.DNDExpiryInterval).Unix()
}
