package room

import (
	"time"

	"mattermost-plugin-blizz/server/kv"
)

// The keys' prefixes; the ID of the user or the channel follows.
const (
	personPrefix  = "person_"
	channelPrefix = "channel_"
)

// store keeps what belongs to people and channels in the plugin's key-value store, and in memory for a short time.
type store struct {
	people   kv.Table[personal]
	channels kv.Table[ofChannel]

	knownPeople   *cache[personal]
	knownChannels *cache[ofChannel]
	// tell lets all servers forget a value that has changed.
	tell func(change)
}

// newStore keeps its values by api. now is the clock.
func newStore(api kv.API, now func() time.Time, tell func(change)) (*store, error) {
	knownPeople, err := newCache[personal](now)
	if err != nil {
		return nil, err
	}
	knownChannels, err := newCache[ofChannel](now)
	if err != nil {
		return nil, err
	}
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
		knownPeople:   knownPeople,
		knownChannels: knownChannels,
		tell:          tell,
	}, nil
}

// person returns what is known of a person: up to cacheAge old.
func (s *store) person(userID string) (personal, error) {
	return s.knownPeople.get(userID, s.people.Get)
}

// channel returns what is known of a channel: up to cacheAge old.
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

// changePerson changes what is stored of a person: edit tells whether it changed anything.
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

// deletePerson removes all that is stored of a person.
func (s *store) deletePerson(userID string) error {
	err := s.people.Delete(userID)
	s.tell(change{User: userID})
	return err
}

// changeChannel changes what is stored of a channel: edit tells whether it changed anything.
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
