package person

import (
	"time"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/pkg/errors"

	"mattermost-plugin-blizz/server/when"
)

// Zone returns the time zone of a person's profile, or UTC. It looks it up each time, because people travel.
func Zone(api API, userID string) (*time.Location, error) {
	user, appErr := api.GetUser(userID)
	if appErr != nil {
		return nil, errors.Wrap(appErr, "failed to get the user")
	}
	return ZoneOf(user), nil
}

// ZoneOf is like Zone, for a user that the caller has looked up.
func ZoneOf(user *model.User) *time.Location {
	return when.Zone(user.GetPreferredTimezone())
}
