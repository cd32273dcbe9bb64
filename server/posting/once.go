package posting

import (
	"crypto/sha256"
	"encoding/hex"
	"net/http"
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

	pollEvery = 50 * time.Millisecond
	polls     = 60
)

var stillPosting = problem.New(http.StatusConflict, "still_posting", &i18n.Message{
	ID:    "problem.still_posting",
	Other: "This invitation is being posted already. Look in the channel before you post it again.",
})

// once runs create for the first of a person's attempts of that name in a channel, and gives the others its post. An
// attempt that never finished, because its server went down, may have posted or not: later ones are told so.
func (p *Poster) once(userID string, place Place, create func() (*model.Post, error)) (*model.Post, error) {
	if place.PendingPostID == "" {
		return create()
	}
	key := attemptKey(userID, place)
	first, appErr := p.API.KVSetWithOptions(key, []byte(unfinished), model.PluginKVSetOptions{Atomic: true, ExpireInSeconds: attemptSeconds})
	if appErr != nil {
		return nil, errors.Wrap(appErr, "failed to store the attempt")
	}
	if !first {
		return p.postOf(key)
	}
	post, err := create()
	if err != nil {
		if appErr := p.API.KVDelete(key); appErr != nil {
			p.API.LogError("Failed to forget an attempt to post", "error", appErr.Error())
		}
		return nil, err
	}
	if _, appErr := p.API.KVSetWithOptions(key, []byte(post.Id), model.PluginKVSetOptions{ExpireInSeconds: attemptSeconds}); appErr != nil {
		p.API.LogError("Failed to store the post of an attempt", "error", appErr.Error())
	}
	return post, nil
}

// postOf waits a moment for the first attempt and gives its post.
func (p *Poster) postOf(key string) (*model.Post, error) {
	for range polls {
		value, appErr := p.API.KVGet(key)
		if appErr != nil {
			return nil, errors.Wrap(appErr, "failed to load the attempt")
		}
		if id := string(value); model.IsValidId(id) {
			post, appErr := p.API.GetPost(id)
			if appErr != nil {
				return nil, errors.Wrap(appErr, "failed to get the post of the first attempt")
			}
			return post, nil
		}
		time.Sleep(pollEvery)
	}
	return nil, stillPosting
}

// attemptKey is a key of its own for every person and channel, as the names come from clients.
func attemptKey(userID string, place Place) string {
	sum := sha256.Sum256([]byte(userID + " " + place.ChannelID + " " + place.PendingPostID))
	return attemptPrefix + hex.EncodeToString(sum[:16])
}
