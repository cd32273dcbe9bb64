package kv

import (
	"sync"
	"time"
)

// lag is longer than a replica of the database may be behind. Until then, what this server wrote itself counts as newer
// than an older revision that it reads.
const lag = 5 * time.Second

// remembered bounds what is remembered of a table, in values.
const remembered = 1024

// memory is the values that this server wrote a moment ago, or read to change them, as they are stored.
type memory struct {
	mutex  sync.Mutex
	values map[string]written
}

type written struct {
	stored   []byte
	revision int64
	at       time.Time
	// isRead tells that this server only read the value: whoever reads it again may see a later one, or none.
	isRead bool
}

// isFresh tells whether a replica may not have the value yet.
func (w written) isFresh(now time.Time) bool { return now.Sub(w.at).Abs() < lag }

// put remembers a value. One without a revision, as it can't be told from an older one, is not remembered.
func (m *memory) put(id string, stored []byte, revision int64, now time.Time) {
	if len(stored) == 0 || revision == 0 {
		m.forget(id)
		return
	}
	m.mutex.Lock()
	defer m.mutex.Unlock()
	m.store(id, written{stored: stored, revision: revision, at: now}, now)
}

// putRead remembers a value that was read, unless this server wrote one a moment ago.
func (m *memory) putRead(id string, stored []byte, revision int64, now time.Time) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	if known, ok := m.values[id]; ok && known.isFresh(now) && !known.isRead || revision == 0 {
		return
	}
	m.store(id, written{stored: stored, revision: revision, at: now, isRead: true}, now)
}

// store stores a value. The mutex is held.
func (m *memory) store(id string, w written, now time.Time) {
	if m.values == nil || len(m.values) >= remembered {
		m.dropOld(now)
	}
	m.values[id] = w
}

// dropOld makes room: it drops what is too old to be of use and, where that is not enough, half of all.
func (m *memory) dropOld(now time.Time) {
	kept := map[string]written{}
	for id, w := range m.values {
		if len(kept) < remembered/2 && w.isFresh(now) {
			kept[id] = w
		}
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

// newer is what this server wrote a moment ago, if that is newer than a revision that was read.
func (m *memory) newer(id string, revision int64, now time.Time) (stored []byte, ok bool) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	own, ok := m.values[id]
	return own.stored, ok && !own.isRead && own.isFresh(now) && own.revision > revision
}
