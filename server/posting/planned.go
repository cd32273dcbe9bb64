package posting

import (
	"slices"
	"strings"
	"time"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/pkg/errors"

	"mattermost-plugin-blizz/server/invitation"
	"mattermost-plugin-blizz/server/kv"
	"mattermost-plugin-blizz/server/problem"
	"mattermost-plugin-blizz/server/when"
)

// A planned invitation is made in steps: its post, its reminder, the link to its calendar file, the reaction to click.
// What is begun is noted before the first step and forgotten after the last one. Where a server or the database went
// down in between, the note is left, and another run finishes the invitation.
const (
	begunKey     = "planning"
	begunVersion = 1

	// leftAfter is when whoever began is taken for dead. That it lives all the same does no harm: each step can be
	// done twice.
	leftAfter = 30 * time.Second
	// clockSkew is how far the clocks of servers may differ.
	clockSkew = time.Minute
	// givenUpAfter is from when on an invitation that can't be finished is not tried again.
	givenUpAfter = time.Hour
)

// begun is the planned invitations that are begun, and not finished.
type begun struct {
	Version int            `json:"version"`
	Plans   []begunPlanned `json:"plans"`
}

// begunPlanned is what its post is found by, as the post's ID is not known before there is one.
type begunPlanned struct {
	ID      string `json:"id"`
	Channel string `json:"channel"`
	Host    string `json:"host"`
	// Start and Begun are in milliseconds since 1970.
	Start int64 `json:"start"`
	Begun int64 `json:"begun"`
}

// check reports whether the value is of this version, and drops what is in no channel: a database that can't be asked
// for it would be asked every minute.
func (b *begun) check() bool {
	b.Plans = slices.DeleteFunc(b.Plans, func(note begunPlanned) bool { return !model.IsValidId(note.Channel) })
	return b.Version == begunVersion
}

// NewBegun is the notes of what is begun.
func NewBegun(api kv.API) *kv.Table[begun] {
	return &kv.Table[begun]{
		API:     api,
		Prefix:  begunKey,
		Check:   (*begun).check,
		IsEmpty: func(b begun) bool { return len(b.Plans) == 0 },
	}
}

// createPlanned posts a planned invitation. A post without a reminder would promise what nobody keeps: it is taken back.
func (p *Poster) createPlanned(post *model.Post, plan when.Plan) (*model.Post, error) {
	note := begunPlanned{
		ID: model.NewId(), Channel: post.ChannelId, Host: post.UserId,
		Start: plan.Start.UnixMilli(), Begun: p.Now().UnixMilli(),
	}
	err := p.Begun.Change("", func(b *begun) bool {
		b.Version = begunVersion
		b.Plans = append(b.Plans, note)
		return true
	})
	if err != nil {
		return nil, err
	}
	created, err := p.create(post)
	if err != nil {
		return nil, err // whether there is a post will be seen
	}
	if err := p.Schedule.Add(created, plan); err != nil {
		if appErr := p.API.DeletePost(created.Id); appErr != nil {
			p.API.LogError("Failed to take an invitation back", "error", appErr.Error(), "post_id", created.Id)
			return nil, problem.Unsure{Err: err}
		}
		return nil, err
	}
	announced, err := tryAgain(func() (*model.Post, error) { return p.announce(created) })
	if err != nil {
		p.API.LogError("Failed to finish an invitation", "error", err.Error(), "post_id", created.Id)
		return created, nil // but it stands, and will be finished
	}
	p.forgetBegun(note.ID)
	return announced, nil
}

// announce adds to a planned invitation's post what needs its ID: the link to its calendar file, and the reaction.
func (p *Poster) announce(post *model.Post) (*model.Post, error) {
	linked, err := p.change(post.Id, func(invited invitation.Invitation) (invitation.Invitation, error) { return invited, nil })
	if err != nil {
		return nil, errors.Wrap(err, "failed to link the calendar file")
	}
	return linked, p.Schedule.Invite(post.Id)
}

func (p *Poster) forgetBegun(id string) {
	err := p.Begun.Change("", func(b *begun) bool {
		before := len(b.Plans)
		b.Plans = slices.DeleteFunc(b.Plans, func(note begunPlanned) bool { return note.ID == id })
		return len(b.Plans) < before
	})
	if err != nil {
		p.API.LogError("Failed to forget a planned invitation", "error", err.Error())
	}
}

// FinishPlanned finishes the planned invitations that were left half-made.
func (p *Poster) FinishPlanned() {
	left, err := p.Begun.Get("")
	if err != nil {
		p.API.LogError("Failed to find the invitations left half-made", "error", err.Error())
		return
	}
	for _, note := range left.Plans {
		age := p.Now().Sub(time.UnixMilli(note.Begun)).Abs()
		if age < leftAfter {
			continue
		}
		if err := p.finishPlanned(note); err != nil {
			p.API.LogError("Failed to finish an invitation", "error", err.Error(), "channel_id", note.Channel)
			if age < givenUpAfter {
				continue
			}
		}
		p.forgetBegun(note.ID)
	}
}

// finishPlanned looks for the post of a note, which may never have been made.
func (p *Poster) finishPlanned(note begunPlanned) error {
	posts, err := p.postsSince(note.Channel, time.UnixMilli(note.Begun).Add(-clockSkew))
	if err != nil {
		return err
	}
	for _, post := range posts {
		invited, isHalf := p.halfMade(post, note)
		if !isHalf {
			continue
		}
		if err := p.Schedule.Add(post, invited.When); err != nil {
			return err
		}
		if _, err := p.announce(post); err != nil {
			return err
		}
	}
	return nil
}

// halfMade tells whether a post is the invitation of a note, and not whole; another one of the same time may be.
func (p *Poster) halfMade(post *model.Post, note begunPlanned) (invited invitation.Invitation, isHalf bool) {
	if post.UserId != note.Host || post.Type != invitation.PostType || post.DeleteAt != 0 {
		return invitation.Invitation{}, false
	}
	invited, ok := invitation.FromProps("", post.GetProps(), p.Settings().Services)
	isIt := ok && invited.Status == invitation.Open && invited.When.IsAt(time.UnixMilli(note.Start))
	isWhole := post.HasReactions && strings.Contains(post.Message, p.calendarURL(post.Id, invited.When))
	return invited, isIt && !isWhole
}
