package kv

import "encoding/json"

// Header begins a stored value. A type that embeds it is safe against replicas that lag, because its revision tells an
// older value from a newer one.
type Header struct {
	// Version is the version of the value's format, from 1 on.
	Version int `json:"version"`
	// Revision is the number of writes.
	Revision int64 `json:"revision,omitempty"`
}

func (h *Header) revise(version int) {
	h.Version = version
	h.Revision++
}

// hasHeader is implemented by pointers to values that embed Header.
type hasHeader interface {
	revise(version int)
	revision() int64
}

func (h *Header) revision() int64 { return h.Revision }

// revisionOf returns the revision of the value behind a pointer. It is 0 for a value without a Header.
func revisionOf(value any) int64 {
	if revised, ok := value.(hasHeader); ok {
		return revised.revision()
	}
	return 0
}

// Format is the format of a table's values. To change it, raise Version and add a step to Upgrades.
type Format struct {
	// Version is the present version. It is 0 if the table's Check looks at versions itself.
	Version int
	// Upgrades holds the steps from each version to the next. The first one makes version 2 of version 1. A step
	// changes the decoded fields. ok is false if it can't.
	Upgrades []func(fields map[string]json.RawMessage) (ok bool)
}

// upgrade returns a stored value in the present format. ok is false if it is damaged or of a later version.
func (f Format) upgrade(stored []byte) (current []byte, ok bool) {
	if f.Version == 0 {
		return stored, true
	}
	var header Header
	if json.Unmarshal(stored, &header) != nil || header.Version < 1 || header.Version > f.Version {
		return nil, false
	}
	if header.Version == f.Version {
		return stored, true
	}
	var fields map[string]json.RawMessage
	if json.Unmarshal(stored, &fields) != nil {
		return nil, false
	}
	for _, step := range f.Upgrades[header.Version-1:] {
		if !step(fields) {
			return nil, false
		}
	}
	current, err := json.Marshal(fields)
	return current, err == nil
}
