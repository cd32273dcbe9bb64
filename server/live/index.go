package live

import (
	"slices"
	"time"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/pkg/errors"
)

const (
	// maxChannels limits the channels in which meetings are on at the same time.
	maxChannels = 1000
	// settle is the minimum time for which a channel stays in the index: another server may be about to store its first
	// join.
	settle = time.Minute
	// keepState is how long a channel's value is kept after its last change.
	keepState = 48 * time.Hour
)

// index holds the channels that have meetings. So the plugin finds these without reading all keys.
type index struct {
	Version  int       `json:"version"`
	Channels []indexed `json:"channels"`
}

// indexed is a channel, and the time at which a meeting last began in it, in milliseconds since 1970.
type indexed struct {
	ID      string `json:"id"`
	BeganAt int64  `json:"began_at"`
}

// check tells whether the value has this version, and removes invalid channel IDs.
func (i *index) check() bool {
	i.Channels = slices.DeleteFunc(i.Channels, func(c indexed) bool { return !model.IsValidId(c.ID) })
	return i.Version == version
}

func (i *index) find(channelID string) int {
	return slices.IndexFunc(i.Channels, func(c indexed) bool { return c.ID == channelID })
}

// errTooMany tells that meetings are on in too many channels.
var errTooMany = errors.Errorf("meetings are on in more than %d channels", maxChannels)

// enter adds a channel to the index before its first join is stored. If the server goes down in between, the index has
// a channel without a meeting, which the next run removes. In the other order there could be a meeting that nobody
// ends.
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
		i.Channels[at].BeganAt = l.Now().UnixMilli()
		return true
	})
	if err == nil && isFull {
		err = errTooMany
	}
	return errors.Wrap(err, "failed to list a channel")
}

// leave removes a channel without meetings from the index.
func (l *Live) leave(channelID string) error {
	err := l.index.Change("", func(i *index) bool {
		at := i.find(channelID)
		if at < 0 || l.Now().Sub(time.UnixMilli(i.Channels[at].BeganAt)).Abs() < settle {
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
