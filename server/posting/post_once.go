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

	"mattermost-plugin-blizz/server/history"

	"mattermost-plugin-blizz/server/problem"
)

// The server handles pending_post_id itself, but then asks whether the session may read the first post. A plugin's
// calls have no session, so it would post twice. So this plugin claims each post in the key-value store, where all
// servers of a cluster see the claim.
const (
	postClaimPrefix = "posting_"
	postClaimTime   = 10 * time.Minute
	unfinished      = "unfinished"
	unsurePrefix    = "unsure_" // the time of the first run follows, in milliseconds since 1970

	pollEvery = 50 * time.Millisecond
	polls     = 60
)

var stillPosting = problem.New(http.StatusConflict, "still_posting", &i18n.Message{
	ID:    "problem.still_posting",
	Other: "This invitation is being posted already. Look in the channel before you post it again.",
})

// postClaim is the claim of one post. The client's ID for the post names it.
type postClaim struct {
	key string
	// isMine tells that this request has the claim.
	isMine bool
}

// claimPost claims a post. Without an ID from the client, it always succeeds.
func (p *Poster) claimPost(userID string, place Place) (postClaim, error) {
	if place.PendingPostID == "" {
		return postClaim{isMine: true}, nil
	}
	key := claimKey(userID, place)
	isMine, err := p.postClaims.Take(key, []byte(unfinished), nil)
	return postClaim{key: key, isMine: isMine}, err
}

// releaseClaim releases the claim of a post that was not made.
func (p *Poster) releaseClaim(c postClaim) {
	if c.key != "" && c.isMine {
		p.storeOutcome(c, nil)
	}
}

// postOnce makes a post with create if this request has the claim. Otherwise it waits for the post of the request that
// has it. If that request's result is unknown, because an error or a server's end came in between, the post may or may
// not exist.
func (p *Poster) postOnce(c postClaim, post *model.Post, create func() (*model.Post, error)) (*model.Post, error) {
	if c.isMine {
		return p.run(c, p.Now(), create)
	}
	for range polls {
		note, err := p.postClaims.Get(c.key)
		if err != nil {
			return nil, err
		}
		if id := string(note); model.IsValidId(id) {
			return p.postOf(id)
		}
		since, isUnsure := unsureSince(note)
		// Without a note, the other request has failed, and this one takes the claim.
		if isUnsure || len(note) == 0 {
			if c.isMine, err = p.postClaims.Take(c.key, []byte(unfinished), note); err != nil {
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

// run makes the post and stores the result. since is the time of the first run.
func (p *Poster) run(c postClaim, since time.Time, create func() (*model.Post, error)) (*model.Post, error) {
	post, err := create()
	if c.key == "" {
		return post, err
	}
	var outcome []byte // nil releases the claim
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
	p.Schedule.AfterAnswer(func() {
		if err := p.postClaims.Set(c.key, outcome); err != nil {
			p.API.LogError("Failed to store the result of posting an invitation", "error", err.Error(), "outcome", string(outcome))
		}
	})
}

// unsureSince returns the start time of a run whose result is unknown. ok is false for any other note.
func unsureSince(note []byte) (since time.Time, ok bool) {
	text, isUnsure := strings.CutPrefix(string(note), unsurePrefix)
	began, err := strconv.ParseInt(text, 10, 64)
	return time.UnixMilli(began), isUnsure && err == nil
}

// findOrCreate returns the post that an earlier run has made, if there is one. Otherwise it makes the post.
func (p *Poster) findOrCreate(post *model.Post, since time.Time, create func() (*model.Post, error)) (*model.Post, error) {
	found, err := history.Find(p.API, post.ChannelId, since, func(other *model.Post) bool {
		return other.UserId == post.UserId && other.RootId == post.RootId && other.Type == post.Type &&
			withoutLastLink(other.Message) == withoutLastLink(post.Message)
	})
	if err != nil {
		return nil, problem.Unsure{Err: err}
	}
	if found != nil {
		return found, nil
	}
	return create()
}

// withoutLastLink returns a message without the link to its calendar file, which differs in each run.
func withoutLastLink(message string) string {
	if !strings.HasSuffix(message, "/calendar.ics)") {
		return message
	}
	return message[:max(strings.LastIndex(message, "\n"), 0)]
}

// postOf returns the post that another request has made.
func (p *Poster) postOf(id string) (*model.Post, error) {
	post, err := tryAgain(func() (*model.Post, error) {
		post, appErr := p.API.GetPost(id)
		if appErr != nil {
			return nil, errors.Wrap(appErr, "failed to get the post of the first attempt")
		}
		return post, nil
	})
	if isNotFound(err) {
		return nil, stillPosting // it has been deleted and must not come back
	}
	return post, err
}

// claimKey returns the claim's key. It depends on person and channel, because the ID comes from a client.
func claimKey(userID string, place Place) string {
	sum := sha256.Sum256([]byte(userID + " " + place.ChannelID + " " + place.PendingPostID))
	return hex.EncodeToString(sum[:16])
}
