package room

import (
	"encoding/json"
	"math/rand/v2"
	"sync"
	"time"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/pkg/errors"

	"mattermost-plugin-blizz/server/meeting"
)

// The keys' prefixes; the ID of the user or the channel follows.
const (
	personPrefix  = "person_"
	channelPrefix = "channel_"
)

// Other servers of a cluster write too: a write that lost a race reads again and writes again, a few milliseconds
// later.
const (
	writeAttempts = 100
	writeWait     = 5 * time.Millisecond
)

// kv is what the store asks of Mattermost.
type kv interface {
	KVGet(key string) ([]byte, *model.AppError)
	KVSetWithOptions(key string, value []byte, options model.PluginKVSetOptions) (bool, *model.AppError)
	KVDelete(key string) *model.AppError
	LogError(msg string, keyValuePairs ...any)
}

// store keeps what belongs to people and channels in the plugin's key-value store.
type store struct {
	kv     kv
	ids    func() meeting.IDFormat
	writes sync.Mutex // this server's own writes go one by one: fewer lost races
	logged sync.Map   // keys whose damage has been logged
}

func (s *store) person(userID string) (personal, error) {
	var p personal
	_, err := s.read(personPrefix+userID, func(stored []byte) bool { return decode(stored, &p, s.ids()) })
	return p, err
}

func (s *store) channel(channelID string) (ofChannel, error) {
	var c ofChannel
	_, err := s.read(channelPrefix+channelID, func(stored []byte) bool { return decode(stored, &c, s.ids()) })
	return c, err
}

// read gets a key's value, and logs once if it can't be used.
func (s *store) read(key string, decode func(stored []byte) bool) (stored []byte, err error) {
	stored, appErr := s.kv.KVGet(key)
	if appErr != nil {
		return nil, errors.Wrap(appErr, "failed to load from the key-value store")
	}
	if !decode(stored) {
		if _, already := s.logged.LoadOrStore(key, true); !already {
			s.kv.LogError("A stored value is damaged or of a later version and counts as absent", "key", key)
		}
	}
	return stored, nil
}

// changePerson changes what is stored of a person: change tells whether it changed anything.
func (s *store) changePerson(userID string, change func(p *personal) bool) error {
	return s.change(personPrefix+userID, func(stored []byte) (value, bool, bool) {
		var p personal
		ok := decode(stored, &p, s.ids())
		p.Version = version
		return &p, change(&p), ok
	})
}

// changeChannel changes what is stored of a channel: change tells whether it changed anything.
func (s *store) changeChannel(channelID string, change func(c *ofChannel) bool) error {
	return s.change(channelPrefix+channelID, func(stored []byte) (value, bool, bool) {
		var c ofChannel
		ok := decode(stored, &c, s.ids())
		c.Version = version
		return &c, change(&c), ok
	})
}

// change reads a key, changes its value and writes it, unless somebody else wrote in between: then it begins again.
// An empty value is removed.
func (s *store) change(key string, apply func(stored []byte) (changed value, isChanged, isSound bool)) error {
	s.writes.Lock()
	defer s.writes.Unlock()
	for range writeAttempts {
		var changed value
		var isChanged bool
		stored, err := s.read(key, func(stored []byte) (isSound bool) {
			changed, isChanged, isSound = apply(stored)
			return isSound
		})
		if err != nil || !isChanged {
			return err
		}
		var encoded []byte
		if !changed.isEmpty() {
			if encoded, err = json.Marshal(changed); err != nil {
				return errors.Wrap(err, "failed to encode a value")
			}
		}
		written, appErr := s.kv.KVSetWithOptions(key, encoded, model.PluginKVSetOptions{Atomic: true, OldValue: stored})
		if appErr != nil {
			return errors.Wrap(appErr, "failed to write to the key-value store")
		}
		if written {
			return nil
		}
		time.Sleep(rand.N(writeWait) + time.Millisecond) //nolint:gosec // spreads the attempts, protects nothing
	}
	return errors.Errorf("failed to write to the key-value store: lost %d races", writeAttempts)
}

// forgetPerson removes all that is stored of a person.
func (s *store) forgetPerson(userID string) error {
	if appErr := s.kv.KVDelete(personPrefix + userID); appErr != nil {
		return errors.Wrap(appErr, "failed to delete from the key-value store")
	}
	return nil
}
