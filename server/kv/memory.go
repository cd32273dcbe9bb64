package kv

import (
	"encoding/json"
	"sync"
	"time"
)

// lag is longer than a replica of the database may be behind. Until then, what this server wrote itself counts as newer
// than an older revision that it reads.
const lag = 5 * time.Second

// remembered bounds what is remembered of a table, in values.
const remembered = 512

// memory is the values that this server wrote a moment ago, as they are stored.
type memory struct {
	mutex  sync.Mutex
	values map[string]written
}

type written struct {
	stored []byte
	at     time.Time
}

// isFresh tells whether a replica may not have the value yet.
func (w written) isFresh(now time.Time) bool { return now.Sub(w.at).Abs() < lag }

// put remembers a value. One without a revision, as it can't be told from an older one, is not remembered.
func (m *memory) put(id string, stored []byte, now time.Time) {
	if revisionOf(stored) == 0 {
		m.forget(id)
		return
	}
	m.mutex.Lock()
	defer m.mutex.Unlock()
	if m.values == nil || len(m.values) >= remembered {
		m.dropOld(now)
	}
	m.values[id] = written{stored: stored, at: now}
}

// dropOld makes room: for what is too old to be of use, else for all.
func (m *memory) dropOld(now time.Time) {
	kept := map[string]written{}
	for id, w := range m.values {
		if w.isFresh(now) {
			kept[id] = w
		}
	}
	if len(kept) >= remembered {
		clear(kept)
	}
	m.values = kept
}

func (m *memory) forget(id string) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	delete(m.values, id)
}

func (m *memory) get(id string, now time.Time) (stored []byte, ok bool) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	w, ok := m.values[id]
	return w.stored, ok && w.isFresh(now)
}

// newer is the newer one of what was read and what this server wrote a moment ago.
func (m *memory) newer(id string, read []byte, now time.Time) []byte {
	if own, ok := m.get(id, now); ok && revisionOf(own) > revisionOf(read) {
		return own
	}
	return read
}

func revisionOf(stored []byte) int64 {
	var header Header
	if len(stored) == 0 || json.Unmarshal(stored, &header) != nil {
		return 0
	}
	return header.Revision
}
