// Package cache keeps the values that were used last in memory.
package cache

import lru "github.com/hashicorp/golang-lru/v2"

// Cache keeps values by ID, up to a number of them. It then drops the value that was not used for the longest time.
type Cache[T any] struct {
	// The library's code is compiled for each type of value, which takes 40 KB of the program. So all caches share one
	// type.
	values *lru.Cache[string, any]
}

// New returns an empty cache. It panics if size, the highest number of values, is not positive.
func New[T any](size int) Cache[T] {
	values, err := lru.New[string, any](size)
	if err != nil {
		panic(err)
	}
	return Cache[T]{values}
}

// Get returns the value of an ID. ok is false if the cache has none.
func (c Cache[T]) Get(id string) (value T, ok bool) {
	found, ok := c.values.Get(id)
	if !ok {
		return value, false
	}
	return found.(T), true //nolint:forcetypeassert // Put takes no other type
}

// Put stores the value of an ID in place of a former one.
func (c Cache[T]) Put(id string, value T) { c.values.Add(id, value) }

// Remove removes the value of an ID.
func (c Cache[T]) Remove(id string) { c.values.Remove(id) }
