package posting

import (
	"strings"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/pkg/errors"

	"mattermost-plugin-blizz/server/invitation"
)

// Show writes an invitation as it stands into its post. written is the text that the plugin wrote there last: only that
// is replaced, so that words which a person added stay, and no other text is changed past Mattermost's own rules. It
// answers with the post and the text that the plugin wrote now.
func (p *Poster) Show(postID string, invited invitation.Invitation, written string) (*model.Post, string, error) {
	post, err := tryAgain(func() (*model.Post, error) {
		post, appErr := p.API.GetPost(postID)
		if appErr != nil {
			return nil, errors.Wrap(appErr, "failed to get the post")
		}
		return post, nil
	})
	if err != nil {
		return nil, "", err
	}
	text, err := p.message(invited)
	if err != nil {
		return nil, "", err
	}
	shown, err := p.update(post, invited, written, text)
	return shown, text, err
}

func (p *Poster) update(post *model.Post, invited invitation.Invitation, written, text string) (*model.Post, error) {
	if written != "" {
		post.Message = strings.Replace(post.Message, written, text, 1)
	}
	post.SetProps(invited.PropsOver(post.GetProps(), p.Settings().Services))
	updated, appErr := p.API.UpdatePost(post)
	if appErr != nil {
		return nil, errors.Wrap(appErr, "failed to update the post")
	}
	return updated, nil
}

// message is what the plugin writes for an invitation.
func (p *Poster) message(invited invitation.Invitation) (string, error) {
	current := p.Settings()
	return invited.Message(p.Texts.In(current.Language), current.Services, p.calendarURL(invited))
}

// calendarURL is the address of an invitation's calendar file; empty for one that has none, or where the server has
// no address. It has the plan's ID, which is known before there is a post.
func (p *Poster) calendarURL(invited invitation.Invitation) string {
	site := p.Settings().SiteURL
	if site == "" || invited.PlanID == "" || !invited.When.IsPlanned() {
		return ""
	}
	return site + p.RoutesPath + "/invitations/" + invited.PlanID + "/calendar.ics"
}
