package posting

import (
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/nicksnyder/go-i18n/v2/i18n"
	"github.com/pkg/errors"

	"mattermost-plugin-blizz/server/kv"
	"mattermost-plugin-blizz/server/problem"
)

// The server's own handling of pending_post_id asks whether the session may read the first post, and a plugin's
// calls carry no session: it would post twice. So this plugin remembers its attempts itself, in the KV store,
// where all nodes of a cluster see them.
const (
	postClaimPrefix = "attempt_"
	postClaimTime   = 10 * time.Minute
	unfinished      = "unfinished"
	unsurePrefix    = "unsure_" // when the attempt began follows, in milliseconds since 1970

	endClaimPrefix = "end_"
	endClaimTime   = time.Minute

	pollEvery = 50 * time.Millisecond
	polls     = 60
)

// NewPostClaims returns the claims of attempts to post.
func NewPostClaims(api kv.API) kv.Claims {
	return kv.Claims{API: api, Prefix: postClaimPrefix, KeepFor: postClaimTime}
}

// NewEndClaims returns the claims of clicks that end an invitation.
func NewEndClaims(api kv.API) kv.Claims {
	return kv.Claims{API: api, Prefix: endClaimPrefix, KeepFor: endClaimTime}
}

var stillPosting = problem.New(http.StatusConflict, "still_posting", &i18n.Message{
	ID:    "problem.still_posting",
	Other: "This invitation is being posted already. Look in the channel before you post it again.",
})

// postClaim is a person's attempt to post, by the name that the client gave it.
type postClaim struct {
	key string
	// isMine tells that no other attempt of that name is known.
	isMine bool
}

// claimPost claims an attempt. Without a name, every attempt is the first of its kind.
func (p *Poster) claimPost(userID string, place Place) (postClaim, error) {
	if place.PendingPostID == "" {
		return postClaim{isMine: true}, nil
	}
	key := claimKey(userID, place)
	isMine, err := p.PostClaims.Take(key, []byte(unfinished), nil)
	return postClaim{key: key, isMine: isMine}, err
}

// releaseClaim forgets an attempt that posted nothing.
func (p *Poster) releaseClaim(c postClaim) {
	if c.key != "" && c.isMine {
		p.storeOutcome(c, nil)
	}
}

// postOnce runs create, which makes the post, for the first attempt of a name, and gives the others its post. An attempt that
// never finished, because its server went down, may have posted or not: later ones are told so.
func (p *Poster) postOnce(c postClaim, post *model.Post, create func() (*model.Post, error)) (*model.Post, error) {
	if c.isMine {
		return p.run(c, p.Now(), create)
	}
	for range polls {
		note, err := p.PostClaims.Get(c.key)
		if err != nil {
			return nil, err
		}
		if id := string(note); model.IsValidId(id) {
			return p.postOf(id)
		}
		since, isUnsure := unsureSince(note)
		// Without a note, the first attempt has failed, and this one is the first now.
		if isUnsure || len(note) == 0 {
			if c.isMine, err = p.PostClaims.Take(c.key, []byte(unfinished), note); err != nil {
				return nil, err
			}
		}
		switch {
		case c.isMine && isUnsure:
			return p.run(c, since, func() (*model.Post, error) { return p.findOrCreate(post, since, create) })
		case c.isMine:
			return p.run(c, p.Now(), create)
		}
		time.Sleep(pollEvery)
	}
	return nil, stillPosting
}

// run makes the post, and notes what came of it once the answer has gone. since is when its first attempt began.
func (p *Poster) run(c postClaim, since time.Time, create func() (*model.Post, error)) (*model.Post, error) {
	post, err := create()
	if c.key == "" {
		return post, err
	}
	var outcome []byte // nil forgets the attempt
	switch {
	case err == nil:
		outcome = []byte(post.Id)
	case errors.As(err, new(problem.Unsure)):
		outcome = strconv.AppendInt([]byte(unsurePrefix), since.UnixMilli(), 10)
	}
	p.storeOutcome(c, outcome)
	return post, err
}

func (p *Poster) storeOutcome(c postClaim, outcome []byte) {
	p.Schedule.Later(func() {
		if err := p.PostClaims.Set(c.key, outcome); err != nil {
			p.API.LogError("Failed to store what came of an attempt to post", "error", err.Error(), "outcome", string(outcome))
		}
	})
}

// unsureSince reads when an attempt began of which is not known whether it has posted.
func unsureSince(note []byte) (since time.Time, ok bool) {
	text, isUnsure := strings.CutPrefix(string(note), unsurePrefix)
	began, err := strconv.ParseInt(text, 10, 64)
	return time.UnixMilli(began), isUnsure && err == nil
}

// clockSkew is how far the clocks of servers may differ.
const clockSkew = time.Minute

// findOrCreate returns the post that an earlier attempt has made after all, or makes it.
func (p *Poster) findOrCreate(post *model.Post, since time.Time, create func() (*model.Post, error)) (*model.Post, error) {
	others, err := p.postsSince(post.ChannelId, since.Add(-clockSkew))
	if err != nil {
		return nil, problem.Unsure{Err: err}
	}
	for _, other := range others {
		isSame := other.UserId == post.UserId && other.RootId == post.RootId && other.Type == post.Type && other.DeleteAt == 0 &&
			withoutLastLink(other.Message) == withoutLastLink(post.Message)
		if isSame {
			return other, nil
		}
	}
	return create()
}

// withoutLastLink returns a message without the link to its calendar file, which is another one in each attempt.
func withoutLastLink(message string) string {
	if !strings.HasSuffix(message, "/calendar.ics)") {
		return message
	}
	return message[:max(strings.LastIndex(message, "\n"), 0)]
}

// postOf returns the post of the first attempt.
func (p *Poster) postOf(id string) (*model.Post, error) {
	post, err := tryAgain(func() (*model.Post, error) {
		post, appErr := p.API.GetPost(id)
		if appErr != nil {
			return nil, errors.Wrap(appErr, "failed to get the post of the first attempt")
		}
		return post, nil
	})
	if isNotFound(err) {
		return nil, stillPosting // it was deleted since, and is not to come back
	}
	return post, err
}

// claimKey returns a key of its own for every person and channel, as the names come from clients.
func claimKey(userID string, place Place) string {
	sum := sha256.Sum256([]byte(userID + " " + place.ChannelID + " " + place.PendingPostID))
	return hex.EncodeToString(sum[:16])
}
