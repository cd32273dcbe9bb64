package room

import "slices"

// pendingWrites holds the values to write for a person after the answer has been sent.
type pendingWrites struct {
	recent   []Recent // oldest first
	notified []string
}

// writeSoon adds a pending write and wakes the writer.
func (r *Rooms) writeSoon(userID string, add func(l *pendingWrites)) {
	r.mutex.Lock()
	if r.pending[userID] == nil {
		r.pending[userID] = &pendingWrites{}
	}
	add(r.pending[userID])
	r.mutex.Unlock()
	select {
	case r.wake <- struct{}{}:
	default: // it is awake already
	}
}

// forget removes a person's stored data and drops the pending writes. The lock keeps others from writing
// meanwhile: their values would stay.
func (r *Rooms) forget(userID string) error {
	r.writing.Lock()
	defer r.writing.Unlock()
	r.mutex.Lock()
	delete(r.pending, userID)
	r.mutex.Unlock()
	return r.store.deletePerson(userID)
}

// writeInBackground writes the pending values until Stop.
func (r *Rooms) writeInBackground() {
	for {
		select {
		case <-r.wake:
			r.writePending()
		case <-r.done:
			r.writePending()
			return
		}
	}
}

func (r *Rooms) writePending() {
	r.writing.Lock()
	defer r.writing.Unlock()
	r.mutex.Lock()
	pending := r.pending
	r.pending = map[string]*pendingWrites{}
	r.mutex.Unlock()
	for userID, l := range pending {
		if err := r.store.changePerson(userID, l.apply); err != nil {
			r.api.LogError("Failed to remember a person's meetings", "error", err.Error(), "user_id", userID)
		}
	}
}

// apply adds the pending values. A meeting that is the newest already changes nothing.
func (l *pendingWrites) apply(p *personal) (changed bool) {
	for _, recent := range l.recent {
		if len(p.Recent) == 0 || p.Recent[0] != recent {
			p.remember(recent)
			changed = true
		}
	}
	for _, channelID := range l.notified {
		if !slices.Contains(p.Notified, channelID) {
			p.addNotified(channelID)
			changed = true
		}
	}
	return changed
}

func (r *Rooms) isStopped() bool {
	select {
	case <-r.done:
		return true
	default:
		return false
	}
}

// Stop writes the pending values and ends the work in the background. It may be called more than once.
func (r *Rooms) Stop() {
	r.stop.Do(func() { close(r.done) })
	r.idle.Wait()
}
