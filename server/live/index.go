package live

import (
	"slices"
	"time"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/pkg/errors"
)

const (
	// maxChannels is in how many channels meetings can be on at a time.
	maxChannels = 1000
	// settle is how long a channel stays in the index at least: another server may be about to store its first join.
	settle = time.Minute
	// keepState is how long a channel's value is kept where nothing ever changes it again.
	keepState = 48 * time.Hour
)

// index is the channels that have meetings, so that what is on is found without looking through all keys.
type index struct {
	Version  int       `json:"version"`
	Channels []indexed `json:"channels"`
}

// indexed is a channel, and when a meeting last began in it, in milliseconds since 1970.
type indexed struct {
	ID      string `json:"id"`
	BegunAt int64  `json:"begun_at"`
}

// check reports whether the value is of this version, and drops what is no channel's ID.
func (i *index) check() bool {
	i.Channels = slices.DeleteFunc(i.Channels, func(c indexed) bool { return !model.IsValidId(c.ID) })
	return i.Version == version
}

func (i *index) find(channelID string) int {
	return slices.IndexFunc(i.Channels, func(c indexed) bool { return c.ID == channelID })
}

// errTooMany tells that meetings are on in too many channels.
var errTooMany = errors.Errorf("meetings are on in more than %d channels", maxChannels)

// enter puts a channel into the index before its first join is stored: a server that goes down in between leaves an entry
// without a meeting, which the next look removes, and never a meeting that nobody would end.
func (l *Live) enter(channelID string) error {
	isFull := false
	err := l.index.Change("", func(i *index) bool {
		i.Version = version
		at := i.find(channelID)
		if isFull = at < 0 && len(i.Channels) >= maxChannels; isFull {
			return false
		}
		if at < 0 {
			i.Channels = append(i.Channels, indexed{ID: channelID})
			at = len(i.Channels) - 1
		}
		i.Channels[at].BegunAt = l.Now().UnixMilli()
		return true
	})
	if err == nil && isFull {
		err = errTooMany
	}
	return errors.Wrap(err, "failed to list a channel")
}

// leave takes a channel that has no meetings from the index.
func (l *Live) leave(channelID string) error {
	err := l.index.Change("", func(i *index) bool {
		at := i.find(channelID)
		if at < 0 || l.Now().Sub(time.UnixMilli(i.Channels[at].BegunAt)).Abs() < settle {
			return false
		}
		i.Channels = slices.Delete(i.Channels, at, at+1)
		return true
	})
	return errors.Wrap(err, "failed to take a channel from the list")
}

// channels returns the channels that have meetings.
func (l *Live) channels() ([]string, error) {
	stored, err := l.index.Get("")
	if err != nil {
		return nil, errors.Wrap(err, "failed to list the channels")
	}
	ids := make([]string, len(stored.Channels))
	for i, channel := range stored.Channels {
		ids[i] = channel.ID
	}
	return ids, nil
}
