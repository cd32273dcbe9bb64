// Package posting puts invitations into channels and ends them there. The slash command and the HTTP routes both
// work through it, so that they can't differ.
package posting

import (
	"cmp"
	"time"

	"github.com/mattermost/mattermost/server/public/model"

	"mattermost-plugin-blizz/server/access"
	"mattermost-plugin-blizz/server/audit"
	"mattermost-plugin-blizz/server/invitation"
	"mattermost-plugin-blizz/server/kv"
	"mattermost-plugin-blizz/server/meeting"
	"mattermost-plugin-blizz/server/person"
	"mattermost-plugin-blizz/server/schedule"
	"mattermost-plugin-blizz/server/secret"
	"mattermost-plugin-blizz/server/settings"
	"mattermost-plugin-blizz/server/texts"
	"mattermost-plugin-blizz/server/when"
)

// API holds the calls of Mattermost's that this package makes.
type API interface {
	access.API
	audit.API
	GetPost(postID string) (*model.Post, *model.AppError)
	GetPostThread(postID string) (*model.PostList, *model.AppError)
	GetPostsForChannel(channelID string, page, perPage int) (*model.PostList, *model.AppError)
	CreatePost(post *model.Post) (*model.Post, *model.AppError)
	UpdatePost(post *model.Post) (*model.Post, *model.AppError)
	DeletePost(postID string) *model.AppError
	SendEphemeralPost(userID string, post *model.Post) *model.Post
	GetUser(userID string) (*model.User, *model.AppError)
	KVGet(key string) ([]byte, *model.AppError)
	KVDelete(key string) *model.AppError
	KVSetWithOptions(key string, value []byte, options model.PluginKVSetOptions) (bool, *model.AppError)
	LogError(msg string, keyValuePairs ...any)
}

// Poster posts invitations and ends them.
type Poster struct {
	API      API
	Names    *person.Names
	Texts    *texts.Texts
	Schedule *schedule.Schedule
	Live     Lives
	// Attempts and Ends are what keeps two clicks from doing the same thing twice.
	PostClaims kv.Claims
	EndClaims  kv.Claims
	Settings   func() settings.Settings
	Now        func() time.Time
	// RoutesPath is where the plugin's routes are, below the server's address.
	RoutesPath string
}

// Draft is what a person asks for: a meeting in whatever form they have it, and what goes with it.
type Draft struct {
	// Meeting is an ID, a link or a pasted invitation; its other words are the topic if Topic is empty.
	Meeting string
	// Known is a meeting that need not be read, such as a room; Meeting is only the topic then.
	Known meeting.Meeting
	// Service is the key of the service whose trigger stands before the text; empty for none.
	Service string
	// Consent tells whether a link that holds a secret may be posted.
	Consent secret.Consent
	// Topic and Password may be empty.
	Topic, Password string
	// When is when it takes place.
	When when.Plan
}

// Compose makes the post of a draft, without channel, author and place: the happy path of the slash command, so
// it asks Mattermost for nothing but a name that is not in the cache.
func (p *Poster) Compose(userID string, draft Draft) (*model.Post, error) {
	post, _, err := p.compose(userID, draft)
	return post, err
}

// compose is Compose with the invitation. A planned one gets the ID of its plan. The settings are read once: an
// administrator may save others meanwhile, and a post must not be half of each.
func (p *Poster) compose(userID string, draft Draft) (*model.Post, invitation.Invitation, error) {
	current := p.Settings()
	found, err := p.find(userID, draft, current.Services)
	if err != nil {
		return nil, invitation.Invitation{}, err
	}
	inviter, err := p.Names.Name(userID)
	if err != nil {
		return nil, invitation.Invitation{}, err
	}
	topic, password := cmp.Or(draft.Topic, found.Topic), cmp.Or(draft.Password, found.Password)
	invited, err := invitation.New(inviter, found.Meeting, topic, password, draft.When)
	if err != nil {
		return nil, invitation.Invitation{}, err
	}
	if draft.When.IsPlanned() {
		invited.PlanID = model.NewId()
	}
	message, err := p.message(invited, current)
	if err != nil {
		return nil, invitation.Invitation{}, err
	}
	return &model.Post{Type: invitation.PostType, Message: message, Props: invited.Props(current.Services)}, invited, nil
}

// find reads the meeting of a draft, and what its text says besides.
func (p *Poster) find(userID string, draft Draft, services meeting.Services) (meeting.Found, error) {
	if draft.Known.IsZero() {
		found, err := services.FindOf(draft.Service, draft.Meeting)
		if err != nil {
			return meeting.Found{}, err
		}
		return found, secret.Check(p.API, userID, found.Meeting, draft.Consent)
	}
	if !services.Check(draft.Known) {
		return meeting.Found{}, meeting.UnknownService
	}
	return meeting.Found{Meeting: draft.Known, Topic: draft.Meeting}, nil
}
