// Package kv changes what is kept in the plugin's key-value store so that nothing is lost where several servers of a
// cluster, or several requests, write at once.
package kv

import (
	"encoding/json"
	"math/rand/v2"
	"sync"
	"time"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/pkg/errors"
)

// Other servers of a cluster write too: a write that lost a race reads again and writes again, a few milliseconds
// later.
const (
	writeAttempts = 100
	writeWait     = 5 * time.Millisecond
)

// API is what this package asks of Mattermost.
type API interface {
	KVGet(key string) ([]byte, *model.AppError)
	KVSetWithOptions(key string, value []byte, options model.PluginKVSetOptions) (bool, *model.AppError)
	KVDelete(key string) *model.AppError
	LogError(msg string, keyValuePairs ...any)
}

// Table is the values, kept as JSON, whose keys begin with a prefix.
type Table[T any] struct {
	API API
	// Prefix is what the keys begin with; an ID follows it.
	Prefix string
	// Check reports whether a value that was read is of a version that this plugin knows, and drops what is damaged.
	Check func(*T) bool
	// IsEmpty tells whether there is nothing left to keep.
	IsEmpty func(T) bool
	// KeepFor is how long the server must keep a value; nil for always.
	KeepFor func(T) time.Duration

	writes sync.Mutex // this server's own writes go one by one: fewer lost races
	logged sync.Map   // IDs whose damage has been logged
}

// Get is the value of an ID, empty if there is none. A stored value that is damaged, or of a later version, counts as
// absent, and is logged once.
func (t *Table[T]) Get(id string) (T, error) {
	value, _, err := t.read(id)
	return value, err
}

func (t *Table[T]) read(id string) (value T, stored []byte, err error) {
	stored, appErr := t.API.KVGet(t.Prefix + id)
	if appErr != nil {
		return value, nil, errors.Wrap(appErr, "failed to load from the key-value store")
	}
	if len(stored) == 0 || json.Unmarshal(stored, &value) == nil && t.Check(&value) {
		return value, stored, nil
	}
	if _, already := t.logged.LoadOrStore(id, true); !already {
		t.API.LogError("A stored value is damaged or of a later version and counts as absent", "key", t.Prefix+id)
	}
	var empty T
	return empty, stored, nil
}

// Change reads the value of an ID, changes it and writes it, unless somebody else wrote in between: then it begins
// again. change tells whether it changed anything; an empty value is removed.
func (t *Table[T]) Change(id string, change func(*T) bool) error {
	t.writes.Lock()
	defer t.writes.Unlock()
	for range writeAttempts {
		value, stored, err := t.read(id)
		if err != nil || !change(&value) {
			return err
		}
		written, err := t.write(id, value, stored)
		if err != nil || written {
			return err
		}
		time.Sleep(rand.N(writeWait) + time.Millisecond) //nolint:gosec // spreads the attempts, protects nothing
	}
	return errors.Errorf("failed to write to the key-value store: lost %d races", writeAttempts)
}

// write writes a value, unless what is stored is no longer what was read.
func (t *Table[T]) write(id string, value T, stored []byte) (written bool, err error) {
	options := model.PluginKVSetOptions{Atomic: true, OldValue: stored}
	var encoded []byte
	if !t.IsEmpty(value) {
		if encoded, err = json.Marshal(value); err != nil {
			return false, errors.Wrap(err, "failed to encode a value")
		}
		if t.KeepFor != nil {
			options.ExpireInSeconds = int64(max(t.KeepFor(value), time.Second).Seconds())
		}
	}
	written, appErr := t.API.KVSetWithOptions(t.Prefix+id, encoded, options)
	if appErr != nil {
		return false, errors.Wrap(appErr, "failed to write to the key-value store")
	}
	return written, nil
}

// Delete removes the value of an ID.
func (t *Table[T]) Delete(id string) error {
	if appErr := t.API.KVDelete(t.Prefix + id); appErr != nil {
		return errors.Wrap(appErr, "failed to delete from the key-value store")
	}
	return nil
}
