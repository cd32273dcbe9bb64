// Package person knows people by name.
package person

import (
	"time"

	lru "github.com/hashicorp/golang-lru/v2"
	"github.com/mattermost/mattermost/server/public/model"
	"github.com/pkg/errors"
)

const (
	cacheSize = 4096
	// cacheTime is how long a changed user name may go unnoticed.
	cacheTime = 10 * time.Minute
)

// API is what this package asks of Mattermost.
type API interface {
	GetUser(userID string) (*model.User, *model.AppError)
}

// Names remembers user names for a while, so that a slash command need not ask for the name of whoever typed it.
type Names struct {
	api   API
	now   func() time.Time
	cache *lru.Cache[string, entry]
}

// entry carries its own time: the library's expirable cache would keep a goroutine that nothing can stop.
type entry struct {
	name  string
	until time.Time
}

// NewNames is an empty memory. now is the clock.
func NewNames(api API, now func() time.Time) (*Names, error) {
	cache, err := lru.New[string, entry](cacheSize)
	if err != nil {
		return nil, errors.Wrap(err, "failed to make the cache of names")
	}
	return &Names{api: api, now: now, cache: cache}, nil
}

// Name is a person's user name.
func (n *Names) Name(userID string) (string, error) {
	if known, ok := n.cache.Get(userID); ok && n.now().Before(known.until) {
		return known.name, nil
	}
	user, appErr := n.api.GetUser(userID)
	if appErr != nil {
		return "", errors.Wrap(appErr, "failed to get the user")
	}
	n.cache.Add(userID, entry{name: user.Username, until: n.now().Add(cacheTime)})
	return user.Username, nil
}
