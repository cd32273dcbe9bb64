package posting

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"mattermost-plugin-blizz/server/calendar"
	"mattermost-plugin-blizz/server/meeting"
)

// maxFileName bounds what a calendar file's name says of the meeting, in bytes.
const maxFileName = 64

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
	content, err = calendar.File(p.Texts.In(current.Language), invited, current.Services, calendar.Event{
		ID:      post.Id,
		Site:    current.SiteURL,
		Changed: time.UnixMilli(post.UpdateAt),
	})
	return content, fileName(current.Services, invited.Meeting), err
}

// fileName is a name for a meeting's calendar file, of characters that no file system or header minds.
func fileName(services meeting.Services, m meeting.Meeting) string {
	name := strings.Map(func(r rune) rune {
		if r == '-' || r < utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r)) {
			return r
		}
		return -1
	}, services.Display(m))
	return m.Service + "-" + name[:min(len(name), maxFileName)] + ".ics"
}
