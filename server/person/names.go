// Package person looks up people's names, languages and time zones, and stores their preferences.
package person

import (
	"time"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/pkg/errors"

	"mattermost-plugin-blizz/server/cache"
)

const (
	cacheSize = 4096
	// cacheTime is how long a changed user name or language may go unnoticed.
	cacheTime = 10 * time.Minute
)

// API holds the calls of Mattermost's that this package makes.
type API interface {
	GetUser(userID string) (*model.User, *model.AppError)
}

// Names remembers user names and languages for a while, so that a slash command and the autocomplete list need not look
// them up.
type Names struct {
	api    API
	now    func() time.Time
	cached cache.Cache[entry]
}

// entry has its own expiry time. The library's expirable cache would start a goroutine that nobody can stop.
type entry struct {
	name, language string
	until          time.Time
}

// NewNames returns an empty cache. now is the clock.
func NewNames(api API, now func() time.Time) *Names {
	return &Names{api: api, now: now, cached: cache.New[entry](cacheSize)}
}

// Name returns a person's user name.
func (n *Names) Name(userID string) (string, error) {
	found, err := n.entry(userID)
	return found.name, err
}

// Language returns a person's language, such as "de". It may be ten minutes old.
func (n *Names) Language(userID string) (string, error) {
	found, err := n.entry(userID)
	return found.language, err
}

func (n *Names) entry(userID string) (entry, error) {
	if found, ok := n.cached.Get(userID); ok && n.now().Before(found.until) {
		return found, nil
	}
	user, appErr := n.api.GetUser(userID)
	if appErr != nil {
		return entry{}, errors.Wrap(appErr, "failed to get the user")
	}
	return n.remember(user), nil
}

// Learn remembers a user that the caller has just looked up.
func (n *Names) Learn(user *model.User) {
	n.remember(user)
}

func (n *Names) remember(user *model.User) entry {
	found := entry{name: user.Username, language: user.Locale, until: n.now().Add(cacheTime)}
	n.cached.Put(user.Id, found)
	return found
}
