package posting

import (
	"net/http"
	"strconv"
	"time"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/pkg/errors"

	"mattermost-plugin-blizz/server/invitation"
)

// An invitation that is not planned has no record. All its data are in its post. Mattermost writes a post as a whole, even if
// somebody else has written it meanwhile. So each server that changes such an invitation first claims its post, and then reads
// the post. The claim's note is "unfinished" while somebody writes. Afterwards it is the post's UpdateAt, so that the next
// writer sees whether a replica of the database has that post yet.
const (
	writeClaimPrefix = "writing_" // the post's ID follows
	writeClaimTime   = time.Minute
)

// changeUnplanned changes an invitation without a plan, and answers with its post. change may run several times.
func (p *Poster) changeUnplanned(
	post *model.Post, change func(invitation.Invitation) (invitation.Invitation, error),
) (*model.Post, error) {
	// What is refused already needs no claim.
	if _, _, err := p.changedUnplanned(post, change); err != nil {
		return nil, err
	}
	note, err := p.claimWriting(post.Id)
	if err != nil {
		return nil, err
	}
	defer func() { p.endWriting(post.Id, note) }()
	latest, err := p.notOlder(post.Id, writtenAt(note))
	if err != nil {
		return nil, err
	}
	before, after, err := p.changedUnplanned(latest, change)
	if err != nil {
		return nil, err
	}
	updated, err := p.showUnplanned(latest, before, after)
	if err == nil {
		note = strconv.AppendInt(nil, updated.UpdateAt, 10)
	}
	return updated, err
}

// changedUnplanned returns the invitation of a post, and what change makes of it.
func (p *Poster) changedUnplanned(
	post *model.Post, change func(invitation.Invitation) (invitation.Invitation, error),
) (before, after invitation.Invitation, err error) {
	if before, err = p.invitationOf(post); err != nil {
		return before, before, err
	}
	after, err = change(before)
	return before, after, err
}

// claimWriting claims a post, and returns the note of who wrote it last; nil for nobody.
func (p *Poster) claimWriting(postID string) (last []byte, err error) {
	for range polls {
		if len(last) == 0 || writtenAt(last) != 0 {
			isMine, err := p.writeClaims.Take(postID, []byte(unfinished), last)
			if err != nil || isMine {
				return last, err
			}
		}
		if last, err = p.writeClaims.Get(postID); err != nil {
			return nil, err
		}
		if writtenAt(last) == 0 {
			time.Sleep(pollEvery)
		}
	}
	return nil, errors.New("others were writing the post")
}

// endWriting gives a claim back with the note for the next writer. If that fails, the claim expires.
func (p *Poster) endWriting(postID string, note []byte) {
	p.Schedule.AfterAnswer(func() {
		if err := p.writeClaims.Set(postID, note); err != nil {
			p.API.LogError("Failed to give a claim back", "error", err.Error(), "post_id", postID)
		}
	})
}

// writtenAt reads when a post was written last, in milliseconds since 1970; 0 for a note that does not say it.
func writtenAt(note []byte) int64 {
	at, err := strconv.ParseInt(string(note), 10, 64)
	if err != nil {
		return 0
	}
	return at
}

// notOlder returns a post as it was at a moment or later.
func (p *Poster) notOlder(postID string, moment int64) (*model.Post, error) {
	for range polls {
		post, appErr := p.API.GetPost(postID)
		if appErr != nil && appErr.StatusCode == http.StatusNotFound {
			return nil, invitationNotFound
		}
		if appErr != nil {
			return nil, errors.Wrap(appErr, "failed to get the post")
		}
		if post.UpdateAt >= moment {
			return post, nil
		}
		time.Sleep(pollEvery)
	}
	return nil, errors.New("the database's replica lags")
}

// showUnplanned writes a changed invitation into a post without a plan. It replaces the text that the plugin wrote, and
// keeps any other text.
func (p *Poster) showUnplanned(post *model.Post, before, after invitation.Invitation) (*model.Post, error) {
	current := p.Settings()
	written, err := p.message(before, current)
	if err != nil {
		return nil, err
	}
	text, err := p.message(after, current)
	if err != nil {
		return nil, err
	}
	post.SetProps(after.PropsOver(post.GetProps(), current.Services))
	return p.update(post, written, text)
}
