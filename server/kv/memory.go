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

// put remembers a value. One without a revision, as it can't be told from an older one, is not remembered.
func (m *memory) put(id string, stored []byte) {
	if revisionOf(stored) == 0 {
		m.forget(id)
		return
	}
	m.mutex.Lock()
	defer m.mutex.Unlock()
	if m.values == nil || len(m.values) >= remembered {
		m.dropOld()
	}
	m.values[id] = written{stored: stored, at: time.Now()}
}

// dropOld makes room: for what is too old to be of use, else for all.
func (m *memory) dropOld() {
	kept := map[string]written{}
	for id, w := range m.values {
		if time.Since(w.at) < lag {
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

func (m *memory) get(id string) (stored []byte, ok bool) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	w, ok := m.values[id]
	return w.stored, ok && time.Since(w.at) < lag
}

// newer is the newer one of what was read and what this server wrote a moment ago.
func (m *memory) newer(id string, read []byte) []byte {
	if own, ok := m.get(id); ok && revisionOf(own) > revisionOf(read) {
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
