package kv

import (
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"sync/atomic"
	"time"

	"github.com/pkg/errors"
	"golang.org/x/sync/errgroup"
)

// shards is the number of keys of a bag. Each server of a cluster keeps to one of them as long as nobody else writes
// there, so servers rarely write to the same key.
const shards = 8

// shardLimit is the highest number of entries that AddNew leaves in one key. Each write writes all of them.
const shardLimit = 64

// Bag holds sets of entries. Many servers can add to a set at once, and none waits for another, even if replicas lag. A
// set is spread over a few keys. A server that loses a race for one key tries the next one.
type Bag[E any] struct {
	table  Table[shard[E]]
	nameOf func(E) string
	newer  func(a, b E) bool
	// mine is the number of the key that this server prefers.
	mine atomic.Uint32
}

type shard[E any] struct {
	Header
	Entries []E `json:"entries"`
	// isDamaged tells that invalid entries were removed when it was read.
	isDamaged bool
}

// BagOptions describes a bag.
type BagOptions[E any] struct {
	API API
	// Prefix begins the keys. The set's ID and a number follow.
	Prefix string
	Format Format
	// NameOf returns an entry's name, which is unique in its set. An entry with an empty name is invalid and is
	// removed.
	NameOf func(E) string
	// Newer tells whether a is newer than b, if both have the same name. If it is nil, entries of the same name do not
	// differ.
	Newer func(a, b E) bool
	// KeepFor returns how long the server must keep entries. 0 means forever, and so does a nil function.
	KeepFor func([]E) time.Duration
	// Now is the clock. Nil means the real one.
	Now func() time.Time
}

// NewBag makes a bag.
func NewBag[E any](o BagOptions[E]) *Bag[E] {
	b := &Bag[E]{nameOf: o.NameOf, newer: o.Newer}
	b.table.API, b.table.Prefix, b.table.Format, b.table.Now = o.API, o.Prefix, o.Format, o.Now
	b.table.Check = func(s *shard[E]) bool {
		before := len(s.Entries)
		s.Entries = slices.DeleteFunc(s.Entries, func(e E) bool { return o.NameOf(e) == "" })
		s.isDamaged = len(s.Entries) < before
		return true
	}
	b.table.IsEmpty = func(s shard[E]) bool { return len(s.Entries) == 0 }
	if o.KeepFor != nil {
		b.table.KeepFor = func(s shard[E]) time.Duration { return o.KeepFor(s.Entries) }
	}
	b.mine.Store(rand.Uint32N(shards)) //nolint:gosec // spreads the servers, protects nothing
	return b
}

func keyOf(id string, n uint32) string {
	return id + "_" + strconv.Itoa(int(n%shards))
}

// ErrFull tells that a set has no place for another entry.
var ErrFull = errors.New("the set in the key-value store is full")

// Add adds an entry to a set. It replaces an entry of the same name. If tidy is not nil, Add also removes the entries
// for which it is true. AddNew has a limit, Add has none.
func (b *Bag[E]) Add(id string, entry E, tidy func(E) bool) error {
	return b.addUpTo(math.MaxInt, id, entry, tidy)
}

// AddNew is like Add for an entry that the set does not have yet. The error is ErrFull if each of the set's keys has
// the limit of entries.
func (b *Bag[E]) AddNew(id string, entry E, tidy func(E) bool) error {
	return b.addUpTo(shardLimit, id, entry, tidy)
}

func (b *Bag[E]) addUpTo(limit int, id string, entry E, tidy func(E) bool) error {
	wait := firstWait
	for deadline := time.Now().Add(writeTime); ; {
		full := 0
		for range shards {
			n, isFull := b.mine.Load(), false
			done, err := b.table.TryChange(keyOf(id, n), func(s *shard[E]) bool {
				changed := b.put(s, entry, tidy)
				isFull = len(s.Entries) > limit
				return changed && !isFull
			})
			switch {
			case err != nil:
				return err
			case isFull:
				full++
			case done:
				return nil
			}
			b.mine.CompareAndSwap(n, n+1)
		}
		if full == shards {
			return ErrFull
		}
		if time.Now().After(deadline) {
			return errors.Errorf("failed to add to the key-value store: lost races for %s", writeTime)
		}
		time.Sleep(wait + rand.N(wait)) //nolint:gosec // spreads the attempts, protects nothing
		wait = min(2*wait, longestWait)
	}
}

func (b *Bag[E]) put(s *shard[E], entry E, tidy func(E) bool) (changed bool) {
	if b.newer == nil && slices.ContainsFunc(s.Entries, func(e E) bool { return b.nameOf(e) == b.nameOf(entry) }) {
		return false
	}
	s.Entries = slices.DeleteFunc(s.Entries, func(e E) bool {
		return b.nameOf(e) == b.nameOf(entry) || tidy != nil && tidy(e)
	})
	s.Entries = append(s.Entries, entry)
	return true
}

// All returns a set's entries, one for each name. If a part of the set can't be read, it returns the rest and an error.
func (b *Bag[E]) All(id string) ([]E, error) {
	var read [shards]shard[E]
	var group errgroup.Group
	for n := range uint32(shards) {
		group.Go(func() (err error) {
			read[n], err = b.table.Get(keyOf(id, n))
			return err
		})
	}
	err := group.Wait()
	var all []E
	at := map[string]int{}
	for _, s := range read {
		for _, entry := range s.Entries {
			i, known := at[b.nameOf(entry)]
			switch {
			case !known:
				at[b.nameOf(entry)] = len(all)
				all = append(all, entry)
			case b.newer != nil && b.newer(entry, all[i]):
				all[i] = entry
			}
		}
	}
	return all, err
}

// Remove removes entries from a set. isLeft tells that some may still be there, because another server wrote meanwhile.
func (b *Bag[E]) Remove(id string, isGone func(E) bool) (isLeft bool, err error) {
	var left atomic.Bool
	var group errgroup.Group
	for n := range uint32(shards) {
		group.Go(func() error {
			done, err := b.table.TryChange(keyOf(id, n), func(s *shard[E]) bool {
				before := len(s.Entries)
				s.Entries = slices.DeleteFunc(s.Entries, isGone)
				return len(s.Entries) < before || s.isDamaged
			})
			if !done {
				left.Store(true)
			}
			return err
		})
	}
	err = group.Wait()
	return left.Load(), err
}
