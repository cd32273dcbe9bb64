// Package schedule reminds of planned meetings when they start, and knows what comes up.
//
// The starts stand in the key-value store by their minute. One job in the whole cluster wakes up every minute and does
// what that minute holds, so that an activation costs nothing, however many meetings are planned, and a reminder is
// never later than the server that goes down. (The once-only jobs of Mattermost's library cost a goroutine and a key
// for each meeting on each server, read all of them when a plugin is activated and every five minutes, and can't be
// stopped when it is deactivated.)
package schedule

import (
	"slices"
	"sync/atomic"
	"time"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/pkg/errors"

	"mattermost-plugin-blizz/server/invitation"
	"mattermost-plugin-blizz/server/kv"
	"mattermost-plugin-blizz/server/person"
	"mattermost-plugin-blizz/server/settings"
	"mattermost-plugin-blizz/server/texts"
	"mattermost-plugin-blizz/server/when"
)

// GoingEmoji is the reaction of those who are going.
const GoingEmoji = "white_check_mark"

// API is what this package asks of Mattermost.
type API interface {
	kv.API
	kv.Lister
	GetChannel(channelID string) (*model.Channel, *model.AppError)
	GetPost(postID string) (*model.Post, *model.AppError)
	GetPostThread(postID string) (*model.PostList, *model.AppError)
	CreatePost(post *model.Post) (*model.Post, *model.AppError)
	AddReaction(reaction *model.Reaction) (*model.Reaction, *model.AppError)
	GetReactions(postID string) ([]*model.Reaction, *model.AppError)
	LogWarn(msg string, keyValuePairs ...any)
}

// Schedule knows the planned meetings.
type Schedule struct {
	api      API
	botID    string
	names    *person.Names
	texts    *texts.Texts
	settings func() settings.Settings
	now      func() time.Time

	due      kv.Table[due]
	progress kv.Table[progress]
	upcoming kv.Table[upcoming]
	stopped  atomic.Bool
}

// New knows the meetings that are stored. botID is the user in whose name it reminds, now the clock.
func New(api API, botID string, names *person.Names, texts *texts.Texts, settings func() settings.Settings, now func() time.Time) *Schedule {
	return &Schedule{
		api: api, botID: botID, names: names, texts: texts, settings: settings, now: now,
		due: kv.Table[due]{
			API:     api,
			Prefix:  duePrefix,
			Check:   (*due).check,
			IsEmpty: func(d due) bool { return len(d.Posts) == 0 },
		},
		progress: kv.Table[progress]{
			API:     api,
			Prefix:  progressKey,
			Check:   func(p *progress) bool { return p.Version == version },
			IsEmpty: func(p progress) bool { return p.Done == 0 },
		},
		upcoming: kv.Table[upcoming]{
			API:     api,
			Prefix:  upcomingPrefix,
			Check:   (*upcoming).check,
			IsEmpty: func(u upcoming) bool { return len(u.Meetings) == 0 },
			KeepFor: func(u upcoming) time.Duration { return u.neededUntil().Sub(now()) },
		},
	}
}

// Add plans the reminder of the next start of a post's meeting, and lists it as coming up. A meeting without one is
// left out.
func (s *Schedule) Add(post *model.Post, plan when.Plan) error {
	next, _ := plan.Next(s.now())
	return s.addNext(post, next.Start)
}

func (s *Schedule) addNext(post *model.Post, start time.Time) error {
	if start.IsZero() {
		return nil
	}
	err := s.due.Change(minuteOf(start).key(), func(d *due) bool {
		d.Version = version
		isNew := !slices.Contains(d.Posts, post.Id)
		if isNew {
			d.Posts = append(d.Posts, post.Id)
		}
		return isNew
	})
	if err != nil {
		return errors.Wrap(err, "failed to plan the reminder")
	}
	return errors.Wrap(s.list(post, start), "failed to list the meeting")
}

// Ended takes a planned meeting that was ended from what comes up and, if there would have been more of it, tells those
// whom it concerns, but for who ended it. Its reminder need not be taken back: only an open invitation has one.
func (s *Schedule) Ended(post *model.Post, invited invitation.Invitation, byUserID string) error {
	if !invited.When.IsPlanned() {
		return nil
	}
	if err := s.unlist(post); err != nil {
		return errors.Wrap(err, "failed to take a meeting from the lists")
	}
	if invited.Status == invitation.Ended && !invited.When.Rule.Repeats() {
		return nil
	}
	return s.tellOfEnd(post, invited, byUserID)
}

// Invite puts the reaction to click for those who are going under the post.
func (s *Schedule) Invite(postID string) error {
	_, appErr := s.api.AddReaction(&model.Reaction{UserId: s.botID, PostId: postID, EmojiName: GoingEmoji})
	if appErr != nil {
		return errors.Wrap(appErr, "failed to add the reaction")
	}
	return nil
}

// Stop lets a run end after the reminder it is at. What it leaves, the next run does.
func (s *Schedule) Stop() {
	s.stopped.Store(true)
}
