package posting

import (
	"github.com/mattermost/mattermost/server/public/model"
	"github.com/pkg/errors"

	"mattermost-plugin-blizz/server/invitation"
	"mattermost-plugin-blizz/server/problem"
)

// createPlanned posts a planned invitation. It stores the plan before the post: without a plan, nobody would send the
// reminder that the post promises.
func (p *Poster) createPlanned(post *model.Post, invited invitation.Invitation) (*model.Post, error) {
	record, err := p.Schedule.Begin(post, invited)
	if err != nil {
		return nil, err
	}
	created, err := p.create(post)
	if errors.As(err, new(problem.Unsure)) {
		return nil, err // a later run finds out whether there is a post
	}
	if err != nil {
		p.Schedule.Abandon(record)
		return nil, err
	}
	p.Schedule.Posted(record, created.Id)
	return created, nil
}
