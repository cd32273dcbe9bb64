package room

import (
	"encoding/json"
	"sync"
	"time"

	lru "github.com/hashicorp/golang-lru/v2"
	"github.com/mattermost/mattermost/server/public/model"
	"github.com/pkg/errors"
)

const (
	// cacheSize is the most people, and the most channels, in the cache. Each takes a few KB at most.
	cacheSize = 1024
	// cacheAge is how long a change may go unnoticed if the news of it is lost.
	cacheAge = time.Minute
	// settleTime is how long a changed value is not cached: a replica of the database may still hold the former one.
	settleTime = 5 * time.Second
)

// cache remembers stored values, by ID, so that a bare /blizz and the autocomplete list need not load them.
type cache[T any] struct {
	now     func() time.Time
	mutex   sync.Mutex
	entries *lru.Cache[string, entry[T]]
}

// entry is a value, or the note that a value has just changed.
type entry[T any] struct {
	value   T
	changed bool
	until   time.Time
}

func newCache[T any](now func() time.Time) (*cache[T], error) {
	entries, err := lru.New[string, entry[T]](cacheSize)
	return &cache[T]{now: now, entries: entries}, errors.Wrap(err, "failed to make a cache")
}

// get returns the value of an ID, and loads it if the cache has none.
func (c *cache[T]) get(id string, load func(id string) (T, error)) (T, error) {
	if known, ok := c.entry(id); ok && !known.changed {
		return known.value, nil
	}
	value, err := load(id)
	if err == nil {
		c.keep(id, value)
	}
	return value, err
}

// entry returns the entry of an ID that is still valid.
func (c *cache[T]) entry(id string) (known entry[T], ok bool) {
	known, ok = c.entries.Get(id)
	return known, ok && c.now().Before(known.until)
}

// keep remembers a value that was loaded, unless the value has just changed: it may have been loaded before that.
func (c *cache[T]) keep(id string, value T) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	if known, ok := c.entry(id); ok && known.changed {
		return
	}
	c.entries.Add(id, entry[T]{value: value, until: c.now().Add(cacheAge)})
}

// forget drops a value that has changed.
func (c *cache[T]) forget(id string) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	c.entries.Add(id, entry[T]{changed: true, until: c.now().Add(settleTime)})
}

// changedEvent is the cluster event that tells other servers which value has changed.
const changedEvent = "room_changed"

// change is the event's body: one of the two IDs.
type change struct {
	User    string `json:"user,omitempty"`
	Channel string `json:"channel,omitempty"`
}

// tellServers lets this server and the others of the cluster forget a value. The news may get lost: the others then
// notice within cacheAge.
func (r *Rooms) tellServers(changed change) {
	r.store.forget(changed)
	data, err := json.Marshal(changed)
	if err == nil {
		err = r.api.PublishPluginClusterEvent(model.PluginClusterEvent{Id: changedEvent, Data: data},
			model.PluginClusterEventSendOptions{SendType: model.PluginClusterEventSendTypeReliable})
	}
	if err != nil {
		r.api.LogWarn("Failed to tell other servers that a room has changed; they will notice within a minute", "error", err.Error())
	}
}

// OnClusterEvent takes what another server of the cluster has told. It ignores events of other parts of the plugin.
func (r *Rooms) OnClusterEvent(event model.PluginClusterEvent) {
	var changed change
	if event.Id == changedEvent && json.Unmarshal(event.Data, &changed) == nil {
		r.store.forget(changed)
	}
}
