package room

import (
	"encoding/json"
	"sync"
	"time"

	"github.com/mattermost/mattermost/server/public/model"

	"mattermost-plugin-blizz/server/cache"
	"mattermost-plugin-blizz/server/cluster"
)

const (
	// cacheSize limits the people, and the channels, in the cache. Each takes a few KB at most.
	cacheSize = 1024
	// cacheAge is the longest time for which a change goes unnoticed if the news of it is lost.
	cacheAge = time.Minute
	// settleTime is the time for which a changed value is not cached: a replica of the database may still hold the
	// former value.
	settleTime = 5 * time.Second
)

// loadingCache keeps stored values in memory, by ID. So a bare /blizz and the autocomplete list need not load them.
type loadingCache[T any] struct {
	now     func() time.Time
	mutex   sync.Mutex
	entries cache.Cache[entry[T]]
}

// entry is a value, or a mark that the value has just changed.
type entry[T any] struct {
	value   T
	changed bool
	until   time.Time
}

func newLoadingCache[T any](now func() time.Time) *loadingCache[T] {
	return &loadingCache[T]{now: now, entries: cache.New[entry[T]](cacheSize)}
}

// get returns the value of an ID. If the cache has none, it loads the value.
func (c *loadingCache[T]) get(id string, load func(id string) (T, error)) (T, error) {
	if cached, ok := c.entry(id); ok && !cached.changed {
		return cached.value, nil
	}
	value, err := load(id)
	if err == nil {
		c.keep(id, value)
	}
	return value, err
}

// entry returns the entry of an ID. ok is false if it has expired.
func (c *loadingCache[T]) entry(id string) (cached entry[T], ok bool) {
	cached, ok = c.entries.Get(id)
	return cached, ok && c.now().Before(cached.until)
}

// keep stores a loaded value. It does not if the value has just changed: the loaded one may be the former one.
func (c *loadingCache[T]) keep(id string, value T) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	if cached, ok := c.entry(id); ok && cached.changed {
		return
	}
	c.entries.Put(id, entry[T]{value: value, until: c.now().Add(cacheAge)})
}

// forget drops a changed value.
func (c *loadingCache[T]) forget(id string) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	c.entries.Put(id, entry[T]{changed: true, until: c.now().Add(settleTime)})
}

// changedEvent is the cluster event that tells other servers of a changed value.
const changedEvent = "room_changed"

// change is the event's body. It has one of the two IDs.
type change struct {
	User    string `json:"user,omitempty"`
	Channel string `json:"channel,omitempty"`
}

// tellServers makes all servers of the cluster forget a value. If the event is lost, the others notice the change
// within cacheAge.
func (r *Rooms) tellServers(changed change) {
	r.store.forget(changed)
	data, err := json.Marshal(changed)
	if err == nil {
		err = cluster.Tell(r.api, changedEvent, data)
	}
	if err != nil {
		r.api.LogWarn("Failed to tell other servers that a room has changed; they will notice within a minute", "error", err.Error())
	}
}

// OnClusterEvent handles an event from another server of the cluster. It ignores events of other parts of the plugin.
func (r *Rooms) OnClusterEvent(event model.PluginClusterEvent) {
	var changed change
	if event.Id == changedEvent && json.Unmarshal(event.Data, &changed) == nil {
		r.store.forget(changed)
	}
}
