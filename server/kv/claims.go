package kv

import (
	"time"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/pkg/errors"
)

// Claims are short notes of which one of several comers takes each. They expire by themselves.
type Claims struct {
	API API
	// Prefix is what the keys begin with; the claim's name follows.
	Prefix string
	// KeepFor is how long a claim stays.
	KeepFor time.Duration
}

// Get returns a claim's note; empty if nobody has taken it.
func (c Claims) Get(name string) ([]byte, error) {
	note, appErr := c.API.KVGet(c.Prefix + name)
	if appErr != nil {
		return nil, errors.Wrap(appErr, "failed to load a claim")
	}
	return note, nil
}

// Take takes a claim with a note if it stands as expected: untaken, where that is nil.
func (c Claims) Take(name string, note, expected []byte) (isMine bool, err error) {
	isMine, appErr := c.API.KVSetWithOptions(c.Prefix+name, note, model.PluginKVSetOptions{
		Atomic: true, OldValue: expected, ExpireInSeconds: int64(c.KeepFor.Seconds()),
	})
	if appErr != nil {
		return false, errors.Wrap(appErr, "failed to take a claim")
	}
	return isMine, nil
}

// Set replaces a claim's note, whoever has it; nil gives the claim back.
func (c Claims) Set(name string, note []byte) error {
	_, appErr := c.API.KVSetWithOptions(c.Prefix+name, note, model.PluginKVSetOptions{ExpireInSeconds: int64(c.KeepFor.Seconds())})
	if appErr != nil {
		return errors.Wrap(appErr, "failed to store a claim")
	}
	return nil
}
