package kv

import (
	"time"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/pkg/errors"
)

// Claims decide which of several competitors does something. A claim has a note, and expires by itself.
type Claims struct {
	API API
	// Prefix begins the keys. The claim's name follows.
	Prefix string
	// KeepFor is how long a claim is kept.
	KeepFor time.Duration
}

// Get returns a claim's note. It is empty if nobody has taken the claim.
func (c Claims) Get(name string) ([]byte, error) {
	note, appErr := c.API.KVGet(c.Prefix + name)
	if appErr != nil {
		return nil, errors.Wrap(appErr, "failed to load a claim")
	}
	return note, nil
}

// Take takes a claim if its stored note equals expected, and stores a new note. A nil expected means that nobody has
// taken it yet.
func (c Claims) Take(name string, note, expected []byte) (isMine bool, err error) {
	isMine, appErr := c.API.KVSetWithOptions(c.Prefix+name, note, model.PluginKVSetOptions{
		Atomic: true, OldValue: expected, ExpireInSeconds: int64(c.KeepFor.Seconds()),
	})
	if appErr != nil {
		return false, errors.Wrap(appErr, "failed to take a claim")
	}
	return isMine, nil
}

// Set replaces a claim's note, even if another server has the claim. A nil note releases the claim.
func (c Claims) Set(name string, note []byte) error {
	_, appErr := c.API.KVSetWithOptions(c.Prefix+name, note, model.PluginKVSetOptions{ExpireInSeconds: int64(c.KeepFor.Seconds())})
	if appErr != nil {
		return errors.Wrap(appErr, "failed to store a claim")
	}
	return nil
}
