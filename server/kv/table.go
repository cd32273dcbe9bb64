// Package kv changes values in the plugin's key-value store. It loses no change if several servers or requests write at
// once.
//
// Mattermost reads a key from a replica of its database, which may lag by a second. It compares and sets in the
// primary. So a write here never trusts a value that was read: it says which value it expects to replace, and tries
// again if the primary has another one.
package kv

import (
	"encoding/json"
	"hash/maphash"
	"math/rand/v2"
	"sync"
	"time"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/pkg/errors"
)

// A write that loses a race reads and writes again. The waits grow, because a replica may lag.
const (
	writeTime    = 5 * time.Second
	firstWait    = 2 * time.Millisecond
	longestWait  = 100 * time.Millisecond
	writeStripes = 64
)

// API holds the calls of Mattermost's that this package makes.
type API interface {
	KVGet(key string) ([]byte, *model.AppError)
	KVSetWithOptions(key string, value []byte, options model.PluginKVSetOptions) (bool, *model.AppError)
	KVDelete(key string) *model.AppError
	LogError(msg string, keyValuePairs ...any)
}

// Table holds values as JSON. All its keys begin with the same prefix.
type Table[T any] struct {
	API API
	// Prefix begins the keys. An ID follows.
	Prefix string
	// Format is the version of the stored values, and the way to read older ones.
	Format Format
	// Check tells whether a value that was read can be used, and removes its damaged parts.
	Check func(*T) bool
	// IsEmpty tells whether a value holds nothing. An empty value is removed.
	IsEmpty func(T) bool
	// KeepFor returns how long the server must keep a value. 0 means forever, and so does a nil function.
	KeepFor func(T) time.Duration
	// Now is the clock. Nil means the real one.
	Now func() time.Time

	// writes serialize this server's own writes of a value, so that they lose fewer races.
	writes [writeStripes]sync.Mutex
	logged sync.Map // IDs whose damage has been logged
	own    memory
}

var seed = maphash.MakeSeed()

func (t *Table[T]) lock(id string) *sync.Mutex {
	return &t.writes[maphash.String(seed, id)%writeStripes]
}

func (t *Table[T]) now() time.Time {
	if t.Now == nil {
		return time.Now()
	}
	return t.Now()
}

// Get returns the value of an ID. It is empty if there is none. A stored value that is damaged or of a later version
// counts as absent, and is logged once.
func (t *Table[T]) Get(id string) (T, error) {
	value, _, err := t.read(id)
	return value, err
}

// GetToChange is like Get, for a caller who is about to change the value. Change then need not read it again.
func (t *Table[T]) GetToChange(id string) (T, error) {
	value, stored, err := t.read(id)
	if err == nil {
		t.own.putRead(id, stored, revisionOf(&value), t.now())
	}
	return value, err
}

func (t *Table[T]) read(id string) (value T, stored []byte, err error) {
	stored, appErr := t.API.KVGet(t.Prefix + id)
	if appErr != nil {
		return value, nil, errors.Wrap(appErr, "failed to load from the key-value store")
	}
	value = t.decode(id, stored)
	if own, ok := t.own.newer(id, revisionOf(&value), t.now()); ok {
		return t.decode(id, own), own, nil
	}
	return value, stored, nil
}

func (t *Table[T]) decode(id string, stored []byte) (value T) {
	if len(stored) == 0 {
		return value
	}
	if current, ok := t.Format.upgrade(stored); ok && json.Unmarshal(current, &value) == nil && t.Check(&value) {
		return value
	}
	if _, already := t.logged.LoadOrStore(id, true); !already {
		t.API.LogError("A stored value is damaged or of a later version and counts as absent", "key", t.Prefix+id)
	}
	var empty T
	return empty
}

// Insert stores a value for an ID that has none. It does not read first. inserted is false if there is a value already.
func (t *Table[T]) Insert(id string, value T) (inserted bool, err error) {
	return t.write(id, value, nil)
}

// Change reads the value of an ID, changes it and writes it. If somebody else wrote in between, it starts again, so
// change may run several times. change returns whether it changed anything. An empty value is removed.
func (t *Table[T]) Change(id string, change func(*T) bool) error {
	lock := t.lock(id)
	lock.Lock()
	defer lock.Unlock()
	wait := firstWait
	for deadline := time.Now().Add(writeTime); ; {
		written, err := t.try(id, change)
		if err != nil || written {
			return err
		}
		if time.Now().After(deadline) {
			return errors.Errorf("failed to write to the key-value store: lost races for %s", writeTime)
		}
		time.Sleep(wait + rand.N(wait)) //nolint:gosec // spreads the attempts, protects nothing
		wait = min(2*wait, longestWait)
	}
}

// TryChange is like Change, but tries only once. done is false if somebody else wrote in between.
func (t *Table[T]) TryChange(id string, change func(*T) bool) (done bool, err error) {
	lock := t.lock(id)
	lock.Lock()
	defer lock.Unlock()
	return t.try(id, change)
}

// try changes a value once. It starts with the value that this server has just written or read: that is usually still
// current, and saves a read.
func (t *Table[T]) try(id string, change func(*T) bool) (done bool, err error) {
	value, stored, err := t.begin(id)
	if err != nil {
		return false, err
	}
	if !change(&value) {
		return true, nil
	}
	done, err = t.write(id, value, stored)
	if !done {
		t.own.forget(id)
	}
	return done, err
}

func (t *Table[T]) begin(id string) (value T, stored []byte, err error) {
	if stored, ok := t.own.get(id, t.now()); ok {
		return t.decode(id, stored), stored, nil
	}
	return t.read(id)
}

// write replaces the expected stored value. written is false if another one is stored.
func (t *Table[T]) write(id string, value T, expected []byte) (written bool, err error) {
	options := model.PluginKVSetOptions{Atomic: true, OldValue: expected}
	var encoded []byte
	if !t.IsEmpty(value) {
		if revised, ok := any(&value).(hasHeader); ok {
			revised.revise(t.Format.Version)
		}
		if encoded, err = json.Marshal(value); err != nil {
			return false, errors.Wrap(err, "failed to encode a value")
		}
		options.ExpireInSeconds = t.keepFor(value)
	}
	written, appErr := t.API.KVSetWithOptions(t.Prefix+id, encoded, options)
	if appErr != nil {
		return false, errors.Wrap(appErr, "failed to write to the key-value store")
	}
	if written {
		t.own.put(id, encoded, revisionOf(&value), t.now())
	}
	return written, nil
}

// keepFor returns seconds; 0 means forever.
func (t *Table[T]) keepFor(value T) int64 {
	if t.KeepFor == nil {
		return 0
	}
	keep := t.KeepFor(value)
	if keep == 0 {
		return 0
	}
	return int64(max(keep, time.Second).Seconds())
}

// Delete removes the value of an ID.
func (t *Table[T]) Delete(id string) error {
	t.own.forget(id)
	if appErr := t.API.KVDelete(t.Prefix + id); appErr != nil {
		return errors.Wrap(appErr, "failed to delete from the key-value store")
	}
	return nil
}
