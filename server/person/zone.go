package person

import (
	"time"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/pkg/errors"

	"mattermost-plugin-blizz/server/when"
)

// Zone returns the time zone of a person's profile; UTC if there is none. It is asked for each time, so that people who
// travel are understood.
func Zone(api API, userID string) (*time.Location, error) {
	user, appErr := api.GetUser(userID)
	if appErr != nil {
		return nil, errors.Wrap(appErr, "failed to get the user")
	}
	return ZoneOf(user), nil
}

// ZoneOf is Zone for a person who is known already.
func ZoneOf(user *model.User) *time.Location {
	return when.Zone(user.GetPreferredTimezone())
}
