// Package schedule keeps the planned meetings. It reminds people before a meeting and at its start, tells them of
// changes, and lists the next meetings.
//
// Each plan has one record, and the post only shows it. Some lists help to find records: the plans to look at in a
// minute, the plans of a channel, the plans of an inviter. A list is only a hint; the record counts. One job in the
// whole cluster runs every minute and looks at that minute's plans. So activating the plugin costs nothing, however
// many meetings are planned, and any server can send a reminder. (Mattermost's library has jobs that run once. They
// cost a goroutine and a key for each meeting on each server. The library reads all of them at activation and every
// five minutes, and can't stop them at deactivation.)
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

// Posts writes records into their posts.
type Posts interface {
	// Show writes an invitation into its post. written is the text that the plugin wrote there last; only that text is
	// replaced. It returns the post and the new text.
	Show(postID string, invited invitation.Invitation, written string) (post *model.Post, text string, err error)
}

// Schedule keeps the planned meetings.
type Schedule struct {
	api         API
	botID       string
	names       *person.Names
	preferences *person.Preferences
	texts       *texts.Texts
	settings    func() settings.Settings
	now         func() time.Time
	// Posts writes records into their posts.
	Posts Posts

	records  kv.Table[Record]
	duePlans *kv.Bag[string]
	channels *kv.Bag[Listed]
	inviters kv.Table[ofInviter]
	progress kv.Table[progress]
	answered answered
	pace     *pace

	stopped atomic.Bool
	// behind is read-locked by work that is done after an answer.
	behind sync.RWMutex
}

// Parts holds the other components that Schedule uses.
type Parts struct {
	API API
	// BotID is the ID of the bot, which posts reminders.
	BotID       string
	Names       *person.Names
	Preferences *person.Preferences
	Texts       *texts.Texts
	Settings    func() settings.Settings
	// Now is the clock.
	Now func() time.Time
}

// New returns a Schedule. It reads nothing from the key-value store yet.
func New(parts Parts) *Schedule {
	s := &Schedule{
		api: parts.API, botID: parts.BotID, names: parts.Names, preferences: parts.Preferences, texts: parts.Texts,
		settings: parts.Settings, now: parts.Now, pace: newPace(parts.Now),
	}
	s.openTables()
	return s
}

func isNotFound(appErr *model.AppError) bool {
	return appErr != nil && appErr.StatusCode == http.StatusNotFound
}

// isRefused tells whether another try would get the same answer.
func isRefused(appErr *model.AppError) bool {
	return appErr.StatusCode >= http.StatusBadRequest && appErr.StatusCode < http.StatusInternalServerError
}

// AfterAnswer runs a function after the answer to a person has been sent. Stop waits for it.
func (s *Schedule) AfterAnswer(work func()) {
	s.behind.RLock()
	go func() {
		defer s.behind.RUnlock()
		work()
	}()
}

// Wait waits for the functions that run after answers.
func (s *Schedule) Wait() {
	s.behind.Lock()
	defer s.behind.Unlock()
}

// Stop ends a run after the plans that it is working on, and waits for the functions that run after answers. The next
// run does the rest.
func (s *Schedule) Stop() {
	s.stopped.Store(true)
	s.Wait()
}
