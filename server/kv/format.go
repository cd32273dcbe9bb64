package kv

import "encoding/json"

// Header is what a stored value says of itself. A type that embeds it is safe against replicas that lag: its revision
// tells an older value from a newer one.
type Header struct {
	// Version is the version of the format, from 1 on.
	Version int `json:"version"`
	// Revision counts the writes.
	Revision int64 `json:"revision,omitempty"`
}

func (h *Header) revise(version int) {
	h.Version = version
	h.Revision++
}

// hasHeader is a pointer to a value that embeds Header.
type hasHeader interface {
	revise(version int)
	revision() int64
}

func (h *Header) revision() int64 { return h.Revision }

// revisionOf returns the revision of the value that a pointer leads to; 0 for one without a Header.
func revisionOf(value any) int64 {
	if revised, ok := value.(hasHeader); ok {
		return revised.revision()
	}
	return 0
}

// Format is the format of a table's values. To change it, raise Version and add one step to Upgrades.
type Format struct {
	// Version is the present version; 0 if the table's Check looks at versions itself.
	Version int
	// Upgrades are the steps from each version to the next: the first one turns a value of version 1 into one of
	// version 2. A step changes the fields as decoded; ok is false if it can't.
	Upgrades []func(fields map[string]json.RawMessage) (ok bool)
}

// upgrade returns a stored value in the present format. ok is false for one that is damaged or of a later version.
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
