package posting

import (
	"strings"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/pkg/errors"

	"mattermost-plugin-blizz/server/invitation"
	"mattermost-plugin-blizz/server/settings"
)

// Show writes an invitation into its post. written is the text that the plugin wrote there last. Show replaces only
// that text, so that a person's additions stay. It returns the post and the new text.
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
	current := p.Settings()
	text, err := p.message(invited, current)
	if err != nil {
		return nil, "", err
	}
	post.SetProps(invited.PropsOver(post.GetProps(), current.Services))
	shown, err := p.update(post, written, text)
	return shown, text, err
}

// update replaces the plugin's text in a post, and saves the post.
func (p *Poster) update(post *model.Post, written, text string) (*model.Post, error) {
	if written != "" {
		post.Message = strings.Replace(post.Message, written, text, 1)
	}
	updated, appErr := p.API.UpdatePost(post)
	if appErr != nil {
		return nil, errors.Wrap(appErr, "failed to update the post")
	}
	return updated, nil
}

// message returns the text of an invitation under some settings.
func (p *Poster) message(invited invitation.Invitation, current settings.Settings) (string, error) {
	return invited.Message(p.Texts.In(current.Language), current.Services, p.calendarURL(invited, current.SiteURL))
}

// calendarURL returns the address of an invitation's calendar file. It contains the plan's ID, because the post's is
// not known yet. It is empty if the invitation has no plan, or if the server has no address.
func (p *Poster) calendarURL(invited invitation.Invitation, site string) string {
	if site == "" || invited.PlanID == "" || !invited.When.IsPlanned() {
		return ""
	}
	return site + p.RoutesPath + "/invitations/" + invited.PlanID + "/calendar.ics"
}
