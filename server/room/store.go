package room

import (
	"mattermost-plugin-blizz/server/kv"
)

// The keys' prefixes; the ID of the user or the channel follows.
const (
	personPrefix  = "person_"
	channelPrefix = "channel_"
)

// store keeps what belongs to people and channels in the plugin's key-value store.
type store struct {
	people   kv.Table[personal]
	channels kv.Table[ofChannel]
}

func newStore(api kv.API) *store {
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
	}
}

// changePerson changes what is stored of a person: change tells whether it changed anything.
func (s *store) changePerson(userID string, change func(p *personal) bool) error {
	return s.people.Change(userID, func(p *personal) bool {
		p.Version = version
		return change(p)
	})
}

// changeChannel changes what is stored of a channel: change tells whether it changed anything.
func (s *store) changeChannel(channelID string, change func(c *ofChannel) bool) error {
	return s.channels.Change(channelID, func(c *ofChannel) bool {
		c.Version = version
		return change(c)
	})
}
