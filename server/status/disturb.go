package status

import (
	"time"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/pkg/errors"
)

// dontDisturb sets the person to "do not disturb" until a time. Mattermost itself ends that, so it ends even if this
// server dies. formerEnd is the end that this package set for the former meeting; 0 for none. If the person chose "do
// not disturb" themselves, it stays.
func (s *Statuses) dontDisturb(userID string, formerEnd, end int64) error {
	current, appErr := s.api.GetUserStatus(userID)
	if appErr != nil {
		return errors.Wrap(appErr, "failed to get whether the person may be disturbed")
	}
	if current.Status == model.StatusDnd {
		if formerEnd == 0 || current.DNDEndTime != formerEnd {
			return nil
		}
		// Otherwise Mattermost would later restore "do not disturb" as the person's former status.
		if err := s.disturbAgain(current); err != nil {
			return err
		}
	}
	if _, appErr := s.api.SetUserStatusTimedDND(userID, end); appErr != nil {
		return errors.Wrap(appErr, "failed to set do not disturb")
	}
	return nil
}

// mayDisturb restores the person's former availability, if the present "do not disturb" still ends at the given time.
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

// disturbAgain ends "do not disturb". A person who was away before becomes online: they have just joined a meeting, and
// Mattermost would keep "away" until they change it.
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

// endOf returns the end of "do not disturb" in seconds since 1970. Mattermost stores whole minutes.
func endOf(until time.Time) int64 {
	return until.Truncate(model.DNDExpiryInterval).Unix()
}
