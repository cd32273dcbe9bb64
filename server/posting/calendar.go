package posting

import (
	"time"

	"mattermost-plugin-blizz/server/calendar"
)

// Calendar is the calendar file of a planned invitation, and the file's name: for whoever can read the post. To all
// others, and without a start, it does not exist.
func (p *Poster) Calendar(userID, postID string) (content, name string, err error) {
	post, _, err := p.readable(userID, postID)
	if err != nil {
		return "", "", err
	}
	invited, err := p.invitationOf(post)
	if err != nil {
		return "", "", err
	}
	if !invited.When.IsPlanned() {
		return "", "", invitationNotFound
	}
	current := p.Settings()
	content, err = calendar.File(p.Texts.In(current.Language), invited, current.Service, calendar.Event{
		ID:      post.Id,
		Site:    current.SiteURL,
		Changed: time.UnixMilli(post.UpdateAt),
	})
	return content, "blizz-" + invited.Meeting.Display() + ".ics", err
}
