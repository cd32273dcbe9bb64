package room

import (
	"slices"

	"mattermost-plugin-blizz/server/meeting"
)

// version is the version of the stored values' format. A value of a later version, from a newer plugin, is ignored.
const version = 1

// maxRecent limits a person's recent meetings. maxNotified limits the channels in Notified.
const (
	maxRecent   = 10
	maxNotified = 100
)

// Recent is a meeting that a person invited to.
type Recent struct {
	Meeting meeting.Meeting `json:"meeting"`
	// Topic is the topic of the last invitation to it; it may be empty.
	Topic string `json:"topic,omitempty"`
}

// personal is the stored value of a person. It is a single value, so that one call reads it and one call removes it.
type personal struct {
	Version int             `json:"version"`
	Room    meeting.Meeting `json:"room,omitzero"`
	// Recent holds different meetings, newest first.
	Recent []Recent `json:"recent,omitempty"`
	// Notified holds the large channels in which the person was told that their own room was used, newest first.
	Notified []string `json:"notified,omitempty"`
}

// ofChannel is the stored value of a channel.
type ofChannel struct {
	Version int             `json:"version"`
	Room    meeting.Meeting `json:"room,omitzero"`
}

// check tells whether the value has this version, and removes its damaged parts. A meeting whose service is not set up
// stays: an administrator may set it up again.
func (p *personal) check() bool {
	p.Room = wellFormed(p.Room)
	p.Recent = slices.DeleteFunc(p.Recent, func(r Recent) bool { return !r.Meeting.IsWellFormed() })
	return p.Version == version
}

func (p personal) isEmpty() bool {
	return p.Room.IsZero() && len(p.Recent) == 0 && len(p.Notified) == 0
}

// remember puts a meeting at the head of the recent ones.
func (p *personal) remember(r Recent) {
	others := slices.DeleteFunc(slices.Clone(p.Recent), func(other Recent) bool { return other.Meeting == r.Meeting })
	p.Recent = append([]Recent{r}, others[:min(len(others), maxRecent-1)]...)
}

// addNotified adds a channel to Notified.
func (p *personal) addNotified(channelID string) {
	others := slices.DeleteFunc(slices.Clone(p.Notified), func(other string) bool { return other == channelID })
	p.Notified = append([]string{channelID}, others[:min(len(others), maxNotified-1)]...)
}

// check tells whether the value has this version, and removes its damaged parts.
func (c *ofChannel) check() bool {
	c.Room = wellFormed(c.Room)
	return c.Version == version
}

func (c ofChannel) isEmpty() bool {
	return c.Room.IsZero()
}

// wellFormed returns a stored meeting. If it is damaged, it returns none.
func wellFormed(m meeting.Meeting) meeting.Meeting {
	if !m.IsWellFormed() {
		return meeting.Meeting{}
	}
	return m
}
