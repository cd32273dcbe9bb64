package kv

import (
	"sync"
	"time"
)

// lag is longer than a database replica lags. For this time, a value that this server wrote wins over an older revision
// that it reads.
const lag = 5 * time.Second

// remembered limits the values in memory.
const remembered = 1024

// memory holds the stored forms of values that this server has just written, or read to change them.
type memory struct {
	mutex  sync.Mutex
	values map[string]written
	// tidied is the time of the last dropOld.
	tidied time.Time
}

type written struct {
	stored   []byte
	revision int64
	at       time.Time
	// isRead tells that this server only read the value. A later read may find a newer value, or none.
	isRead bool
}

// isFresh tells whether a replica may still lack the value.
func (w written) isFresh(now time.Time) bool { return now.Sub(w.at).Abs() < lag }

// put stores a value in memory. It ignores a value without a revision, because nobody could tell whether it is older
// than another.
func (m *memory) put(id string, stored []byte, revision int64, now time.Time) {
	if len(stored) == 0 || revision == 0 {
		m.forget(id)
		return
	}
	m.mutex.Lock()
	defer m.mutex.Unlock()
	m.store(id, written{stored: stored, revision: revision, at: now}, now)
}

// putRead stores a value that was read, unless this server has just written one.
func (m *memory) putRead(id string, stored []byte, revision int64, now time.Time) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	if cached, ok := m.values[id]; ok && cached.isFresh(now) && !cached.isRead || revision == 0 {
		return
	}
	m.store(id, written{stored: stored, revision: revision, at: now, isRead: true}, now)
}

// store stores a value. The caller holds the mutex.
func (m *memory) store(id string, w written, now time.Time) {
	if m.values == nil || len(m.values) >= remembered || now.Sub(m.tidied).Abs() >= lag {
		m.dropOld(now)
	}
	m.values[id] = w
}

// dropOld makes room. It removes old values, which are of no use. If that is not enough, it removes half of all.
func (m *memory) dropOld(now time.Time) {
	kept := map[string]written{}
	for id, w := range m.values {
		if len(kept) < remembered/2 && w.isFresh(now) {
			kept[id] = w
		}
	}
	m.values, m.tidied = kept, now
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

// newer returns the value that this server has just written, if it is newer than a revision that was read.
func (m *memory) newer(id string, revision int64, now time.Time) (stored []byte, ok bool) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	own, ok := m.values[id]
	return own.stored, ok && !own.isRead && own.isFresh(now) && own.revision > revision
}
