// Package live keeps the meetings that are on. The plugin has only a meeting's link, so nobody tells it when a meeting
// begins or ends. It counts the people who press Join in Mattermost. So it knows when the first of them joined, who
// joined, and when the meeting was over.
//
// The key-value store has one value for each channel. All servers of a cluster change it by compare-and-set. If a
// server goes down, another one can finish its work. Joins are collected in memory for half a second and stored
// together. So 500 people who join at once cost a few writes and not 500. The server that stores a change also claims
// to tell the channel, at most once a second in the whole cluster.
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

// Keys in the key-value store. A channel's ID follows the prefix.
const (
	statePrefix = "live_"
	indexKey    = "on_now"
)

// API holds the calls of Mattermost's that this package makes.
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

// Statuses sets people's statuses while they are in a meeting.
type Statuses interface {
	// Set sets a person's status while a meeting is on.
	Set(userID string, wanted status.Wanted) error
	// Restore restores the person's former status, unless the present status belongs to another meeting.
	Restore(userID, meeting string) error
}

// Parts holds the other components that Live uses.
type Parts struct {
	API API
	// Now is the clock.
	Now func() time.Time
	// Invitation reads a post's invitation; ok is false if it has none.
	Invitation func(post *model.Post) (invited invitation.Invitation, ok bool)
	// ServiceName returns the name of the service of an invitation's meeting.
	ServiceName func(invited invitation.Invitation) string
	// Statuses sets people's statuses.
	Statuses Statuses
	// Record writes the attendance of a meeting into its post. startsAt is the start in a series; it is zero for a
	// meeting that takes place once.
	Record func(post *model.Post, startsAt time.Time, attendance invitation.Attendance) error
	// IsCluster tells whether an event reaches the people of all servers.
	IsCluster func() bool
	// TellOfOther tells the author of an invitation, and nobody else, that a meeting is on in the channel already.
	TellOfOther func(invited Invited, other *model.Post, joined int) error
}

// Live keeps the meetings that are on.
type Live struct {
	Parts

	serverID string
	states   kv.Table[state]
	index    kv.Table[index]

	mutex sync.Mutex
	// waiting holds the joins to be stored, by channel. notBefore is the earliest time for the next write, by channel.
	waiting   map[string][]Join
	notBefore map[string]time.Time
	// ended holds the channels in which somebody has just ended a meeting.
	ended   map[string]bool
	notices []notice
	// announced is the last revision that this server told its people about. followed holds the channels in which other
	// servers store something. See follow.go.
	announced   map[string]int64
	followed    map[string]bool
	announcedAt map[string]time.Time
	followAt    time.Time
	// active holds the channels in which a meeting was on when this server last looked.
	active map[string]bool

	wake chan struct{}
	done chan struct{}
	stop sync.Once
	idle sync.WaitGroup
}

// New returns a Live. Start begins the work in the background, and Stop ends it.
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
		waiting:     map[string][]Join{},
		notBefore:   map[string]time.Time{},
		ended:       map[string]bool{},
		active:      map[string]bool{},
		announced:   map[string]int64{},
		followed:    map[string]bool{},
		announcedAt: map[string]time.Time{},
		serverID:    model.NewId(),
		wake:        make(chan struct{}, 1),
		done:        make(chan struct{}),
	}
}

// Start starts the work in the background.
func (l *Live) Start() {
	l.look()
	l.idle.Go(l.work)
}

// Stop stores the waiting joins and ends the work in the background. It may be called more than once.
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
