package posting

import (
	"github.com/mattermost/mattermost/server/public/model"
	"github.com/pkg/errors"

	"mattermost-plugin-blizz/server/invitation"
	"mattermost-plugin-blizz/server/problem"
)

// createPlanned posts a planned invitation. Its record is there before the post: a post without a reminder would promise
// what nobody keeps.
func (p *Poster) createPlanned(post *model.Post, invited invitation.Invitation) (*model.Post, error) {
	record, err := p.Schedule.Begin(post, invited)
	if err != nil {
		return nil, err
	}
	created, err := p.create(post)
	if errors.As(err, new(problem.Unsure)) {
		return nil, err // whether there is a post will be seen
	}
	if err != nil {
		p.Schedule.Forget(record)
		return nil, err
	}
	p.Schedule.Posted(record, created.Id)
	return created, nil
}
