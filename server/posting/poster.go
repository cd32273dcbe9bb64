// Package posting posts, changes and ends invitations. The slash command, the routes and the dialog all use it, so that
// their rules are the same.
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

// Parts holds the other components that Poster uses.
type Parts struct {
	API      API
	Names    *person.Names
	Texts    *texts.Texts
	Schedule *schedule.Schedule
	Settings func() settings.Settings
	// Now is the clock.
	Now func() time.Time
	// RoutesPath is the path of the plugin's routes, below the server's address.
	RoutesPath string
}

// Poster posts, changes and ends invitations.
type Poster struct {
	Parts

	// Live keeps the meetings that are on. It uses Poster too, so it is set after New.
	Live Lives

	// postClaims keep two clicks from posting twice, writeClaims two writers from overwriting each other.
	postClaims, writeClaims kv.Claims
}

// New returns a Poster.
func New(parts Parts) *Poster {
	return &Poster{
		Parts:       parts,
		postClaims:  kv.Claims{API: parts.API, Prefix: postClaimPrefix, KeepFor: postClaimTime},
		writeClaims: kv.Claims{API: parts.API, Prefix: writeClaimPrefix, KeepFor: writeClaimTime},
	}
}

// Draft is the invitation that a person asks for.
type Draft struct {
	// Meeting is an ID, a link or a pasted invitation. If Topic is empty, its other words are the topic.
	Meeting string
	// Room is a room to invite to. Meeting then holds only the topic.
	Room meeting.Meeting
	// Service is the key of the service whose trigger stands before the text. It is empty for none.
	Service string
	// Consent says whether a link with a secret may be posted.
	Consent secret.Consent
	// Topic and Password may be empty.
	Topic, Password string
	// When says when the meeting takes place.
	When when.Plan
}

// Compose makes the post of a draft, without channel, author and thread. This is all that the slash command needs for a
// meeting that takes place now. It calls Mattermost only if the person's name is not in the cache.
func (p *Poster) Compose(userID string, draft Draft) (*model.Post, error) {
	post, _, err := p.compose(userID, draft)
	return post, err
}

// compose is like Compose, and also returns the invitation. A planned one gets the ID of its plan. It reads the
// settings once: an administrator may save others meanwhile, and a post must not mix both.
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

// find reads the meeting of a draft, and the other words of its text.
func (p *Poster) find(userID string, draft Draft, services meeting.Services) (meeting.Found, error) {
	if draft.Room.IsZero() {
		found, err := services.FindOf(draft.Service, draft.Meeting)
		if err != nil {
			return meeting.Found{}, err
		}
		return found, secret.Check(p.API, userID, found.Meeting, draft.Consent)
	}
	if !services.Check(draft.Room) {
		return meeting.Found{}, meeting.UnknownService
	}
	return meeting.Found{Meeting: draft.Room, Topic: draft.Meeting}, nil
}
