// Package schedule keeps the planned meetings: one record each, and what follows from it. It reminds of a meeting before
// and at its start, tells what changed, and knows what comes up.
//
// A record drives everything; the post only shows it. Beside the records stand a few lists by which they are found: what
// is to be looked at in a minute, what comes up in a channel, what an inviter planned. A list is a hint: what counts is
// the record. One job in the whole cluster wakes up every minute and looks at what that minute holds, so an activation
// costs nothing, however many meetings are planned, and a reminder is never later than the server that goes down. (The
// once-only jobs of Mattermost's library cost a goroutine and a key for each meeting on each server, read all of them
// when a plugin is activated and every five minutes, and can't be stopped when it is deactivated.)
package schedule

import (
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"github.com/mattermost/mattermost/server/public/model"

	"mattermost-plugin-blizz/server/invitation"
	"mattermost-plugin-blizz/server/kv"
	"mattermost-plugin-blizz/server/person"
	"mattermost-plugin-blizz/server/settings"
	"mattermost-plugin-blizz/server/texts"
)

// API holds the calls of Mattermost's that this package makes.
type API interface {
	kv.API
	kv.Lister
	GetChannel(channelID string) (*model.Channel, *model.AppError)
	GetChannelMembersByIds(channelID string, userIDs []string) (model.ChannelMembers, *model.AppError)
	GetDirectChannel(userID1, userID2 string) (*model.Channel, *model.AppError)
	GetPost(postID string) (*model.Post, *model.AppError)
	GetPostThread(postID string) (*model.PostList, *model.AppError)
	GetPostsForChannel(channelID string, page, perPage int) (*model.PostList, *model.AppError)
	GetUsersByIds(userIDs []string) ([]*model.User, *model.AppError)
	HasPermissionToChannel(userID, channelID string, permission *model.Permission) bool
	CreatePost(post *model.Post) (*model.Post, *model.AppError)
	AddReaction(reaction *model.Reaction) (*model.Reaction, *model.AppError)
	RemoveReaction(reaction *model.Reaction) *model.AppError
	GetReactions(postID string) ([]*model.Reaction, *model.AppError)
	LogWarn(msg string, keyValuePairs ...any)
}

// Posts shows records in their posts.
type Posts interface {
	// Show writes an invitation as it stands into its post. written is the text that the plugin wrote there last; only
	// that text is replaced. It answers with the post, and with the text that the plugin wrote now.
	Show(postID string, invited invitation.Invitation, written string) (post *model.Post, text string, err error)
}

// Schedule knows the planned meetings.
type Schedule struct {
	api         API
	botID       string
	names       *person.Names
	preferences *person.Preferences
	texts       *texts.Texts
	settings    func() settings.Settings
	now         func() time.Time
	// Posts shows what changes.
	Posts Posts

	records  kv.Table[Record]
	duePlans *kv.Bag[string]
	channels *kv.Bag[Listed]
	inviters kv.Table[ofInviter]
	progress kv.Table[progress]
	answered answered
	pace     *pace

	stopped atomic.Bool
	// behind is held, for reading, by what is done after an answer has gone.
	behind sync.RWMutex
}

// Options are what a schedule works with.
type Options struct {
	API API
	// BotID is the user in whose name it reminds.
	BotID       string
	Names       *person.Names
	Preferences *person.Preferences
	Texts       *texts.Texts
	Settings    func() settings.Settings
	// Now is the clock.
	Now func() time.Time
}

// New knows the meetings that are stored.
func New(o Options) (*Schedule, error) {
	pace, err := newPace(o.Now)
	if err != nil {
		return nil, err
	}
	s := &Schedule{
		api: o.API, botID: o.BotID, names: o.Names, preferences: o.Preferences, texts: o.Texts, settings: o.Settings, now: o.Now,
		pace: pace,
	}
	s.openTables()
	return s, nil
}

func isNotFound(appErr *model.AppError) bool {
	return appErr != nil && appErr.StatusCode == http.StatusNotFound
}

// isRefused tells an answer that another attempt would get too.
func isRefused(appErr *model.AppError) bool {
	return appErr.StatusCode >= http.StatusBadRequest && appErr.StatusCode < http.StatusInternalServerError
}

// Later does something once the answer to a person has gone. Stop waits for it.
func (s *Schedule) Later(do func()) {
	s.behind.RLock()
	go func() {
		defer s.behind.RUnlock()
		do()
	}()
}

// Wait waits for what is done after answers.
func (s *Schedule) Wait() {
	s.behind.Lock()
	defer s.behind.Unlock()
}

// Stop lets a run end after the meetings it is at, and waits for what is done after answers. What a run leaves, the next
// one does.
func (s *Schedule) Stop() {
	s.stopped.Store(true)
	s.Wait()
}
