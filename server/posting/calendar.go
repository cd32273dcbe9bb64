package posting

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"mattermost-plugin-blizz/server/calendar"
	"mattermost-plugin-blizz/server/meeting"
	"mattermost-plugin-blizz/server/schedule"
)

// maxFileName limits the part of a calendar file's name that names the meeting, in bytes.
const maxFileName = 64

// Calendar returns the calendar file of a planned invitation, and the file's name. The person must be able to read the
// post, and the invitation must have a start; otherwise the file does not exist. id is the ID of the post or of the
// plan.
func (p *Poster) Calendar(userID, id string) (content, name string, err error) {
	post, _, err := p.readable(userID, p.PostOf(id))
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
	record, err := p.Schedule.Of(post)
	if err != nil {
		return "", "", err
	}
	current := p.Settings()
	content, err = calendar.File(p.Texts.In(current.Language), invited, current.Services, eventOf(post.Id, post.UpdateAt, record, current.SiteURL))
	return content, fileName(current.Services, invited.Meeting), err
}

func eventOf(postID string, updatedAt int64, record schedule.Record, site string) calendar.Event {
	if !record.Exists() {
		return calendar.Event{ID: postID, Site: site, Changed: time.UnixMilli(updatedAt)}
	}
	return calendar.Event{ID: record.ID, Site: site, Changed: time.UnixMilli(record.ChangedAt), Sequence: record.Sequence}
}

// PostOf returns the ID of a plan's post. If id is no plan's ID, it returns id.
func (p *Poster) PostOf(id string) (postID string) {
	postID, err := p.Schedule.PostOf(id)
	if err != nil {
		p.API.LogError("Failed to find the post of a plan", "error", err.Error(), "id", id)
	}
	if postID == "" {
		return id
	}
	return postID
}

// fileName returns the name of a meeting's calendar file. It uses only characters that all file systems and HTTP
// headers accept.
func fileName(services meeting.Services, m meeting.Meeting) string {
	name := strings.Map(func(r rune) rune {
		if r == '-' || r < utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r)) {
			return r
		}
		return -1
	}, services.Display(m))
	return m.Service + "-" + name[:min(len(name), maxFileName)] + ".ics"
}
