package room

import (
	"time"

	"mattermost-plugin-blizz/server/kv"
)

// Prefixes of the keys. The ID of the user or the channel follows.
const (
	personPrefix  = "person_"
	channelPrefix = "channel_"
)

// store keeps the values of people and channels in the key-value store, and for a short time in memory.
type store struct {
	people   kv.Table[personal]
	channels kv.Table[ofChannel]

	knownPeople   *loadingCache[personal]
	knownChannels *loadingCache[ofChannel]
	// tell makes all servers forget a changed value.
	tell func(change)
}

// newStore returns a store. now is the clock.
func newStore(api kv.API, now func() time.Time, tell func(change)) *store {
	return &store{
		people: kv.Table[personal]{
			API:     api,
			Prefix:  personPrefix,
			Check:   (*personal).check,
			IsEmpty: personal.isEmpty,
		},
		channels: kv.Table[ofChannel]{
			API:     api,
			Prefix:  channelPrefix,
			Check:   (*ofChannel).check,
			IsEmpty: ofChannel.isEmpty,
		},
		knownPeople:   newLoadingCache[personal](now),
		knownChannels: newLoadingCache[ofChannel](now),
		tell:          tell,
	}
}

// person returns a person's value, which may be cacheAge old.
func (s *store) person(userID string) (personal, error) {
	return s.knownPeople.get(userID, s.people.Get)
}

// channel returns a channel's value, which may be cacheAge old.
func (s *store) channel(channelID string) (ofChannel, error) {
	return s.knownChannels.get(channelID, s.channels.Get)
}

// forget drops a changed value from memory.
func (s *store) forget(changed change) {
	if changed.User != "" {
		s.knownPeople.forget(changed.User)
	}
	if changed.Channel != "" {
		s.knownChannels.forget(changed.Channel)
	}
}

// changePerson changes a person's value. edit returns whether it changed anything.
func (s *store) changePerson(userID string, edit func(p *personal) bool) error {
	isChanged := false
	err := s.people.Change(userID, func(p *personal) bool {
		p.Version = version
		isChanged = edit(p)
		return isChanged
	})
	if isChanged {
		s.tell(change{User: userID})
	}
	return err
}

// deletePerson removes a person's value.
func (s *store) deletePerson(userID string) error {
	err := s.people.Delete(userID)
	s.tell(change{User: userID})
	return err
}

// changeChannel changes a channel's value. edit returns whether it changed anything.
func (s *store) changeChannel(channelID string, edit func(c *ofChannel) bool) error {
	isChanged := false
	err := s.channels.Change(channelID, func(c *ofChannel) bool {
		c.Version = version
		isChanged = edit(c)
		return isChanged
	})
	if isChanged {
		s.tell(change{Channel: channelID})
	}
	return err
}
