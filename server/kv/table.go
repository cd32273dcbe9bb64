// Package kv changes what is kept in the plugin's key-value store so that nothing is lost where several servers of a
// cluster, or several requests, write at once.
//
// Mattermost reads a key from a replica of its database, which may be a second behind, and compares and sets in the
// primary. So no write here trusts what was read: it states what it expects, and tries again where that is no longer
// so.
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

// A write that lost a race reads again and writes again. The waits grow, as a replica may lag.
const (
	writeTime    = 5 * time.Second
	firstWait    = 2 * time.Millisecond
	longestWait  = 100 * time.Millisecond
	writeStripes = 64
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
	// Format is the version of the stored values, and how older ones are read.
	Format Format
	// Check reports whether a value that was read can be used, and drops what is damaged.
	Check func(*T) bool
	// IsEmpty tells whether there is nothing left to keep.
	IsEmpty func(T) bool
	// KeepFor is how long the server must keep a value, 0 for always; nil for always.
	KeepFor func(T) time.Duration
	// Now is the clock; nil for the real one.
	Now func() time.Time

	// writes let this server's own writes of a value go one by one, so that they lose fewer races.
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

// Get returns the value of an ID, empty if there is none. A stored value that is damaged, or of a later version, counts
// as absent, and is logged once.
func (t *Table[T]) Get(id string) (T, error) {
	value, _, err := t.read(id)
	return value, err
}

// GetToChange is Get for somebody who is about to change the value: Change begins with what was read here, and need not
// read it again.
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

// Insert stores a value under an ID that has none, without reading. inserted is false if there is one already.
func (t *Table[T]) Insert(id string, value T) (inserted bool, err error) {
	return t.write(id, value, nil)
}

// Change reads the value of an ID, changes it and writes it, unless somebody else wrote in between: then it begins
// again. change tells whether it changed anything; an empty value is removed. change may run several times.
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

// TryChange is Change without a second attempt. done is false if somebody else wrote in between.
func (t *Table[T]) TryChange(id string, change func(*T) bool) (done bool, err error) {
	lock := t.lock(id)
	lock.Lock()
	defer lock.Unlock()
	return t.try(id, change)
}

// try begins with what this server wrote or read a moment ago, which is usually still there and spares a read.
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

// write writes a value, unless what is stored is no longer what was expected.
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

// keepFor is in seconds, and 0 for always.
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
