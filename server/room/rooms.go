// Package room keeps the meetings that people need not type again: each person's own room, each channel's room, and
// each person's recent meetings.
package room

import (
	"slices"
	"sync"
	"time"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/nicksnyder/go-i18n/v2/i18n"
	"github.com/pkg/errors"

	"mattermost-plugin-blizz/server/access"
	"mattermost-plugin-blizz/server/audit"
	"mattermost-plugin-blizz/server/cache"
	"mattermost-plugin-blizz/server/cluster"
	"mattermost-plugin-blizz/server/invitation"
	"mattermost-plugin-blizz/server/kv"
	"mattermost-plugin-blizz/server/meeting"
	"mattermost-plugin-blizz/server/person"
	"mattermost-plugin-blizz/server/problem"
	"mattermost-plugin-blizz/server/secret"
	"mattermost-plugin-blizz/server/settings"
	"mattermost-plugin-blizz/server/texts"
)

// newestSize is the number of people whose newest meeting is kept in memory.
const newestSize = 4096

// API holds the calls of Mattermost's that this package makes.
type API interface {
	cluster.API
	kv.API
	kv.Lister
	access.API
	audit.API
	CreatePost(post *model.Post) (*model.Post, *model.AppError)
	GetChannelStats(channelID string) (*model.ChannelStats, *model.AppError)
	GetUser(userID string) (*model.User, *model.AppError)
	LogWarn(msg string, keyValuePairs ...any)
}

// Rooms keeps the rooms and the recent meetings.
type Rooms struct {
	api      API
	names    *person.Names
	texts    *texts.Texts
	settings func() settings.Settings
	store    *store
	// memberCounts holds the number of members by channel.
	memberCounts *loadingCache[int64]

	// ForgetAlso removes a person's choices that other parts store, such as those of /me.
	ForgetAlso func(userID string) error

	writing sync.Mutex // held while pending values are written
	mutex   sync.Mutex
	pending map[string]*pendingWrites // by user
	newest  cache.Cache[Recent]
	wake    chan struct{}
	done    chan struct{}
	stop    sync.Once
	idle    sync.WaitGroup
}

// New starts the work in the background, which Stop ends. now is the clock.
func New(
	api API, names *person.Names, texts *texts.Texts, settings func() settings.Settings, now func() time.Time,
) *Rooms {
	r := &Rooms{
		api: api, names: names, texts: texts, settings: settings,
		pending: map[string]*pendingWrites{},
		newest:  cache.New[Recent](newestSize),
		wake:    make(chan struct{}, 1),
		done:    make(chan struct{}),

		memberCounts: newLoadingCache[int64](now),
	}
	r.store = newStore(api, now, r.tellServers)
	r.idle.Go(r.writeInBackground)
	return r
}

// List holds the meetings that a person can choose from in a channel. Mine and Channel are zero if there is no such
// room.
type List struct {
	Mine, Channel meeting.Meeting
	// Recent holds different meetings, newest first.
	Recent []Recent
	// CanSetChannel tells whether the person may set the channel's room.
	CanSetChannel bool
}

// List returns the meetings that a person can choose from in a channel. The person must be allowed to read the channel.
func (r *Rooms) List(userID, channelID string) (List, error) {
	channel, err := access.RequireRead(r.api, userID, channelID)
	if err != nil {
		return List{}, err
	}
	list, err := r.ListUnchecked(userID, channelID)
	if err != nil {
		return List{}, err
	}
	refusal := access.RequireEditHeader(r.api, userID, channel)
	if _, expected := problem.Of(refusal); refusal != nil && !expected {
		return List{}, refusal
	}
	list.CanSetChannel = refusal == nil
	return list, nil
}

// ListUnchecked is like List, without any check: the caller must have checked that the person may read the channel. Without a
// channel, it returns only the person's own meetings.
func (r *Rooms) ListUnchecked(userID, channelID string) (List, error) {
	return list(userID, channelID, r.store.people.Get, r.store.channels.Get)
}

// ListCached is like ListUnchecked, but reads the cache, so the answer may be a minute old. It is for suggestions, which clients
// ask for at each key.
func (r *Rooms) ListCached(userID, channelID string) (List, error) {
	return list(userID, channelID, r.store.person, r.store.channel)
}

func list(
	userID, channelID string, person func(string) (personal, error), channel func(string) (ofChannel, error),
) (List, error) {
	mine, err := person(userID)
	if err != nil {
		return List{}, err
	}
	if channelID == "" {
		return List{Mine: mine.Room, Recent: mine.Recent}, nil
	}
	its, err := channel(channelID)
	if err != nil {
		return List{}, err
	}
	return List{Mine: mine.Room, Channel: its.Room, Recent: mine.Recent}, nil
}

// ForInvitation returns the room that a bare /blizz invites to: the channel's, otherwise the person's own, otherwise
// zero. It may be a minute old. If notice is not nil, show it to the person and call MarkNotified. It says that their
// own room was used in a large channel.
func (r *Rooms) ForInvitation(userID, channelID string) (room meeting.Meeting, notice *i18n.LocalizeConfig, err error) {
	channel, err := r.store.channel(channelID)
	if err != nil || !channel.Room.IsZero() {
		return channel.Room, nil, err
	}
	mine, err := r.store.person(userID)
	if err != nil || mine.Room.IsZero() {
		return meeting.Meeting{}, nil, err
	}
	return mine.Room, r.noticeOfUse(userID, channelID, mine), nil
}

// SetMine sets the person's own room. A link with a secret needs the person's consent.
func (r *Rooms) SetMine(userID, text string, consent secret.Consent) (meeting.Meeting, error) {
	found, err := r.find(userID, text, consent)
	if err != nil {
		return meeting.Meeting{}, err
	}
	return found.Meeting, r.store.changePerson(userID, func(p *personal) bool {
		changed := p.Room != found.Meeting
		p.Room = found.Meeting
		return changed
	})
}

func (r *Rooms) find(userID, text string, consent secret.Consent) (meeting.Found, error) {
	found, err := r.settings().Services.Find(text)
	if err != nil {
		return meeting.Found{}, err
	}
	return found, secret.Check(r.api, userID, found.Meeting, consent)
}

// ClearMine removes the person's own room, their recent meetings and their choices. Invitations and plans stay.
func (r *Rooms) ClearMine(userID string) error {
	r.newest.Remove(userID)
	if err := r.forget(userID); err != nil {
		return err
	}
	return r.ForgetAlso(userID)
}

// Remember adds a meeting to the person's recent ones. It writes after the answer has been sent. If the meeting is the
// newest already, it does nothing.
func (r *Rooms) Remember(userID string, post *model.Post) {
	invited, ok := invitation.FromProps("", post.GetProps(), r.settings().Services)
	if !ok {
		return
	}
	recent := Recent{Meeting: invited.Meeting, Topic: invited.Topic}
	if cached, _ := r.newest.Get(userID); cached == recent {
		return
	}
	r.newest.Put(userID, recent)
	r.writeSoon(userID, func(l *pendingWrites) { l.recent = append(l.recent, recent) })
}

// SetChannel sets the channel's room and tells the channel. A link with a secret needs the person's consent.
func (r *Rooms) SetChannel(userID, channelID, text string, consent secret.Consent) (meeting.Meeting, error) {
	channel, err := r.mayChange(userID, channelID)
	if err != nil {
		return meeting.Meeting{}, err
	}
	found, err := r.find(userID, text, consent)
	if err != nil {
		return meeting.Meeting{}, err
	}
	return found.Meeting, r.changeChannel(userID, channel, found.Meeting)
}

// ClearChannel removes the channel's room and tells the channel.
func (r *Rooms) ClearChannel(userID, channelID string) error {
	channel, err := r.mayChange(userID, channelID)
	if err != nil {
		return err
	}
	return r.changeChannel(userID, channel, meeting.Meeting{})
}

// mayChange returns the channel if the person may change its room.
func (r *Rooms) mayChange(userID, channelID string) (*model.Channel, error) {
	channel, err := access.RequireRead(r.api, userID, channelID)
	if err != nil {
		return nil, err
	}
	return channel, access.RequireEditHeader(r.api, userID, channel)
}

// changeChannel changes the channel's room and tells the channel. If it can't tell the channel, it undoes the change.
func (r *Rooms) changeChannel(userID string, channel *model.Channel, room meeting.Meeting) error {
	former, err := r.replace(channel.Id, room, nil)
	if err != nil || former == room {
		return err
	}
	if err = r.tellChannel(userID, channel, room, former); err == nil {
		event := audit.ChannelRoomSet
		if room.IsZero() {
			event = audit.ChannelRoomCleared
		}
		audit.Log(r.api, event, userID, map[string]string{"channel_id": channel.Id})
		return nil
	}
	if _, undoErr := r.replace(channel.Id, former, &room); undoErr != nil {
		r.api.LogError("Failed to take back a channel's room", "error", undoErr.Error(), "user_id", userID, "channel_id", channel.Id)
	}
	return errors.Wrap(err, "failed to tell the channel of its room")
}

// replace sets a channel's room and returns the former one. If expected is not nil, it only replaces that room.
func (r *Rooms) replace(channelID string, room meeting.Meeting, expected *meeting.Meeting) (former meeting.Meeting, err error) {
	err = r.store.changeChannel(channelID, func(c *ofChannel) bool {
		former = c.Room
		if former == room || expected != nil && former != *expected {
			return false
		}
		c.Room = room
		return true
	})
	return former, err
}

// Choices returns the meetings of a list, each one once: the channel's room, the person's own, then the recent ones.
func (l List) Choices() []Recent {
	var choices []Recent
	for _, choice := range append([]Recent{{Meeting: l.Channel}, {Meeting: l.Mine}}, l.Recent...) {
		isKnown := slices.ContainsFunc(choices, func(other Recent) bool { return other.Meeting == choice.Meeting })
		if !choice.Meeting.IsZero() && !isKnown {
			choices = append(choices, choice)
		}
	}
	return choices
}
