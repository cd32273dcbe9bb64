package kv

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"sync/atomic"
	"time"

	"github.com/pkg/errors"
	"golang.org/x/sync/errgroup"
)

// shards is over how many keys a bag is spread. Each server of a cluster writes to one of them as long as nobody else
// does, so servers rarely meet at a key.
const shards = 8

// Bag is sets of entries that many servers add to at once: none of them waits for another, also where replicas lag.
// A set is spread over a few keys. Who loses a race for one key takes the next one.
type Bag[E any] struct {
	table  Table[shard[E]]
	nameOf func(E) string
	newer  func(a, b E) bool
	// mine is the key that this server prefers.
	mine atomic.Uint32
}

type shard[E any] struct {
	Header
	Entries []E `json:"entries"`
	// isDamaged tells that entries were dropped when it was read.
	isDamaged bool
}

// BagOptions says what a bag holds.
type BagOptions[E any] struct {
	API API
	// Prefix is what the keys begin with; the set's ID and a number follow it.
	Prefix string
	Format Format
	// NameOf tells entries apart; an empty name is a damaged entry, and is dropped.
	NameOf func(E) string
	// Newer tells which of two entries of the same name counts; nil where they don't differ.
	Newer func(a, b E) bool
	// KeepFor is how long the server must keep entries, 0 for always; nil for always.
	KeepFor func([]E) time.Duration
	// Now is the clock; nil for the real one.
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

// Add adds an entry to a set, in place of one of the same name. tidy, unless nil, tells which other entries can go.
func (b *Bag[E]) Add(id string, entry E, tidy func(E) bool) error {
	wait := firstWait
	for deadline := time.Now().Add(writeTime); ; {
		for range shards {
			n := b.mine.Load()
			done, err := b.table.TryChange(keyOf(id, n), func(s *shard[E]) bool { return b.put(s, entry, tidy) })
			if err != nil || done {
				return err
			}
			b.mine.CompareAndSwap(n, n+1)
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

// All returns a set's entries, each name once. Where a part of the set can't be read, it answers with the rest and an error.
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

// Remove takes entries out of a set. isLeft tells that some may still be there, as somebody else wrote in between.
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
