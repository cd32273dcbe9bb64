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

	"mattermost-plugin-blizz/server/problem"
)

// The server's own handling of pending_post_id asks whether the session may read the first post, and a plugin's
// calls carry no session: it would post twice. So this plugin remembers its attempts itself, in the KV store,
// where all nodes of a cluster see them.
const (
	attemptPrefix  = "attempt_"
	attemptSeconds = 600
	unfinished     = "unfinished"
	unsurePrefix   = "unsure_" // when the attempt began follows, in milliseconds since 1970

	pollEvery = 50 * time.Millisecond
	polls     = 60
)

var stillPosting = problem.New(http.StatusConflict, "still_posting", &i18n.Message{
	ID:    "problem.still_posting",
	Other: "This invitation is being posted already. Look in the channel before you post it again.",
})

// once runs create, which makes the post, for the first of a person's attempts of that name in a channel, and gives the
// others its post. An attempt that never finished, because its server went down, may have posted or not: later ones are
// told so.
func (p *Poster) once(post *model.Post, pendingPostID string, create func() (*model.Post, error)) (*model.Post, error) {
	if pendingPostID == "" {
		return create()
	}
	key := attemptKey(post, pendingPostID)
	isFirst, err := p.attempts(key, nil)
	if err != nil {
		return nil, err
	}
	if isFirst {
		return p.attempt(key, p.Now(), create)
	}
	for range polls {
		value, appErr := p.API.KVGet(key)
		if appErr != nil {
			return nil, errors.Wrap(appErr, "failed to load the attempt")
		}
		if id := string(value); model.IsValidId(id) {
			return p.postOf(id)
		}
		if since, ok := unsureSince(value); ok {
			isMine, err := p.attempts(key, value)
			if err != nil {
				return nil, err
			}
			if isMine {
				return p.attempt(key, since, func() (*model.Post, error) { return p.findOrCreate(post, since, create) })
			}
		}
		time.Sleep(pollEvery)
	}
	return nil, stillPosting
}

// attempts makes an attempt this one's, if it stands as before: not at all, where that is nil.
func (p *Poster) attempts(key string, before []byte) (isMine bool, err error) {
	isMine, appErr := p.API.KVSetWithOptions(key, []byte(unfinished), model.PluginKVSetOptions{
		Atomic: true, OldValue: before, ExpireInSeconds: attemptSeconds,
	})
	if appErr != nil {
		return false, errors.Wrap(appErr, "failed to store the attempt")
	}
	return isMine, nil
}

// attempt makes the post and notes what came of it. since is when its first attempt began.
func (p *Poster) attempt(key string, since time.Time, create func() (*model.Post, error)) (*model.Post, error) {
	post, err := create()
	var outcome []byte // nil forgets the attempt
	switch {
	case err == nil:
		outcome = []byte(post.Id)
	case errors.As(err, new(problem.Unsure)):
		outcome = strconv.AppendInt([]byte(unsurePrefix), since.UnixMilli(), 10)
	}
	if _, appErr := p.API.KVSetWithOptions(key, outcome, model.PluginKVSetOptions{ExpireInSeconds: attemptSeconds}); appErr != nil {
		p.API.LogError("Failed to store what came of an attempt to post", "error", appErr.Error())
	}
	return post, err
}

// unsureSince reads when an attempt began of which is not known whether it has posted.
func unsureSince(value []byte) (since time.Time, ok bool) {
	text, isUnsure := strings.CutPrefix(string(value), unsurePrefix)
	began, err := strconv.ParseInt(text, 10, 64)
	return time.UnixMilli(began), isUnsure && err == nil
}

// findOrCreate gives the post that an earlier attempt has made after all, or makes it.
func (p *Poster) findOrCreate(post *model.Post, since time.Time, create func() (*model.Post, error)) (*model.Post, error) {
	others, err := p.postsSince(post.ChannelId, since.Add(-clockSkew))
	if err != nil {
		return nil, problem.Unsure{Err: err}
	}
	for _, other := range others {
		isSame := other.UserId == post.UserId && other.RootId == post.RootId && other.Type == post.Type && other.DeleteAt == 0 &&
			strings.HasPrefix(other.Message+"\n", post.Message+"\n") // a link to the calendar may follow
		if isSame {
			return other, nil
		}
	}
	return create()
}

// postOf is the post of the first attempt.
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

// attemptKey is a key of its own for every person and channel, as the names come from clients.
func attemptKey(post *model.Post, pendingPostID string) string {
	sum := sha256.Sum256([]byte(post.UserId + " " + post.ChannelId + " " + pendingPostID))
	return attemptPrefix + hex.EncodeToString(sum[:16])
}
