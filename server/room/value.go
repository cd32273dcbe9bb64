package room

import (
	"slices"

	"mattermost-plugin-blizz/server/meeting"
)

// version is the form of the stored values. A value of a later version, left by a newer plugin, reads as absent.
const version = 1

// maxRecent is how many meetings a person's list keeps; maxNoted how many channels are noted as told.
const (
	maxRecent = 10
	maxNoted  = 100
)

// Recent is a meeting somebody invited to.
type Recent struct {
	Meeting meeting.Meeting `json:"meeting"`
	// Topic is what it was about the last time; it may be empty.
	Topic string `json:"topic,omitempty"`
}

// personal is all that is stored of a person, so that one read gets it and one delete removes it.
type personal struct {
	Version int             `json:"version"`
	Room    meeting.Meeting `json:"room,omitzero"`
	// Recent are different meetings, newest first.
	Recent []Recent `json:"recent,omitempty"`
	// Noted are the large channels in which the person was told that their own room was used, newest first.
	Noted []string `json:"noted,omitempty"`
}

// ofChannel is all that is stored of a channel.
type ofChannel struct {
	Version int             `json:"version"`
	Room    meeting.Meeting `json:"room,omitzero"`
}

// check reports whether the value is of this version, and drops what is damaged. A meeting of a service that is not set up
// stays: the administrator may set it up again.
func (p *personal) check() bool {
	p.Room = wellFormed(p.Room)
	p.Recent = slices.DeleteFunc(p.Recent, func(r Recent) bool { return !r.Meeting.IsWellFormed() })
	return p.Version == version
}

func (p personal) isEmpty() bool {
	return p.Room.IsZero() && len(p.Recent) == 0 && len(p.Noted) == 0
}

// remember puts a meeting at the head of the list.
func (p *personal) remember(r Recent) {
	others := slices.DeleteFunc(slices.Clone(p.Recent), func(other Recent) bool { return other.Meeting == r.Meeting })
	p.Recent = append([]Recent{r}, others[:min(len(others), maxRecent-1)]...)
}

// note notes a channel as told.
func (p *personal) note(channelID string) {
	others := slices.DeleteFunc(slices.Clone(p.Noted), func(other string) bool { return other == channelID })
	p.Noted = append([]string{channelID}, others[:min(len(others), maxNoted-1)]...)
}

// check reports whether the value is of this version, and drops what is damaged.
func (c *ofChannel) check() bool {
	c.Room = wellFormed(c.Room)
	return c.Version == version
}

func (c ofChannel) isEmpty() bool {
	return c.Room.IsZero()
}

// wellFormed returns a stored meeting, or none if it is damaged.
func wellFormed(m meeting.Meeting) meeting.Meeting {
	if !m.IsWellFormed() {
		return meeting.Meeting{}
	}
	return m
}
