// Package live knows which meetings are on. Nothing tells a plugin that only has a meeting's link when it is on; but
// people press Join here, and that is what this package counts. It says no more than that shows: since when somebody has
// joined from here, who did, and when it was over.
//
// What is on stands in the key-value store, one value a channel, which all servers of a cluster change by
// compare-and-set: a server that goes down leaves nothing behind that another one could not finish. Joins are gathered
// in memory for half a second and stored together, so that 500 people who join at once cost some writes and not 500.
// Whoever stores a change also claims the turn to tell the channel, once a second in the whole cluster.
package live

import (
	"sync"
	"time"

	"github.com/mattermost/mattermost/server/public/model"

	"mattermost-plugin-blizz/server/access"
	"mattermost-plugin-blizz/server/cluster"
	"mattermost-plugin-blizz/server/invitation"
	"mattermost-plugin-blizz/server/kv"
	"mattermost-plugin-blizz/server/status"
)

// The keys in the key-value store. A channel's ID follows the prefix.
const (
	statePrefix = "live_"
	indexKey    = "on_now"
)

// API is what this package asks of Mattermost.
type API interface {
	cluster.API
	kv.API
	access.Members
	GetChannel(channelID string) (*model.Channel, *model.AppError)
	GetChannelMembersForUser(teamID, userID string, page, perPage int) ([]*model.ChannelMember, *model.AppError)
	GetPost(postID string) (*model.Post, *model.AppError)
	PublishWebSocketEvent(event string, payload map[string]any, broadcast *model.WebsocketBroadcast)
	LogWarn(msg string, keyValuePairs ...any)
}

// Statuses set people's statuses while they are in a meeting.
type Statuses interface {
	// Set makes a text the person's status while a meeting is on.
	Set(userID string, wanted status.Wanted) error
	// Restore gives the person back what they had before, unless the status is another meeting's by now.
	Restore(userID, meeting string) error
}

// Parts are what the meetings that are on need of the others.
type Parts struct {
	API API
	// Now is the clock.
	Now func() time.Time
	// Invitation reads a post's invitation; ok is false if it has none.
	Invitation func(post *model.Post) (invited invitation.Invitation, ok bool)
	// ServiceName is the name of the service of an invitation's meeting.
	ServiceName func(invited invitation.Invitation) string
	// Statuses sets people's statuses.
	Statuses Statuses
	// Record writes into a meeting's post how it was. startsAt is the start in a series; zero for a meeting that takes
	// place once.
	Record func(post *model.Post, startsAt time.Time, attendance invitation.Attendance) error
	// IsCluster tells whether an event reaches the people of all servers.
	IsCluster func() bool
	// TellOfOther tells a person alone that a meeting is on already in the channel of an invitation that they posted.
	TellOfOther func(invited Invited, other *model.Post, joined int) error
}

// Live knows which meetings are on.
type Live struct {
	Parts

	serverID string
	states   kv.Table[state]
	index    kv.Table[index]

	mutex sync.Mutex
	// waiting are the joins to be stored, notBefore when the next ones can be, both by channel.
	waiting   map[string][]Join
	notBefore map[string]time.Time
	// ended are the channels in which somebody ended a meeting.
	ended   map[string]bool
	notices []notice
	// told is the last revision that this server told of, followed is where other servers store something: follow.go.
	told     map[string]int64
	followed map[string]bool
	toldAt   map[string]time.Time
	followAt time.Time
	// known are the channels in which something was on when this server last looked.
	known map[string]bool

	wake chan struct{}
	done chan struct{}
	stop sync.Once
	idle sync.WaitGroup
}

// New knows the meetings that are stored. Stop ends its work in the background.
func New(parts Parts) *Live {
	return &Live{
		Parts: parts,
		states: kv.Table[state]{
			API:     parts.API,
			Prefix:  statePrefix,
			Check:   (*state).check,
			IsEmpty: state.isEmpty,
			KeepFor: func(state) time.Duration { return keepState },
		},
		index: kv.Table[index]{
			API:     parts.API,
			Prefix:  indexKey,
			Check:   (*index).check,
			IsEmpty: func(i index) bool { return len(i.Channels) == 0 },
		},
		waiting:   map[string][]Join{},
		notBefore: map[string]time.Time{},
		ended:     map[string]bool{},
		known:     map[string]bool{},
		told:      map[string]int64{},
		followed:  map[string]bool{},
		toldAt:    map[string]time.Time{},
		serverID:  model.NewId(),
		wake:      make(chan struct{}, 1),
		done:      make(chan struct{}),
	}
}

// Start starts the work in the background.
func (l *Live) Start() {
	l.look()
	l.idle.Go(l.work)
}

// Stop stores what is still to be stored and ends the work in the background; more than once does no harm.
func (l *Live) Stop() {
	l.stop.Do(func() { close(l.done) })
	l.idle.Wait()
}

func (l *Live) isStopped() bool {
	select {
	case <-l.done:
		return true
	default:
		return false
	}
}
