package posting

import (
	"net/http"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/nicksnyder/go-i18n/v2/i18n"
	"github.com/pkg/errors"

	"mattermost-plugin-blizz/server/history"
	"mattermost-plugin-blizz/server/invitation"
	"mattermost-plugin-blizz/server/problem"
)

// searchPages limits the search for a person's invitation. Older ones can be ended on their cards.
const searchPages = 5

var nothingToEnd = problem.New(http.StatusNotFound, "nothing_to_end", &i18n.Message{
	ID:    "problem.nothing_to_end",
	Other: "I found no open invitation of yours among the latest messages here.",
})

// LatestOpen returns the person's newest open invitation in the thread, or in the channel outside threads.
func (p *Poster) LatestOpen(userID, channelID, rootID string) (*model.Post, invitation.Invitation, error) {
	latest, err := p.latestOpen(userID, channelID, rootID)
	if err != nil {
		return nil, invitation.Invitation{}, err
	}
	invited, err := p.invitationOf(latest)
	return latest, invited, err
}

func (p *Poster) latestOpen(userID, channelID, rootID string) (*model.Post, error) {
	if rootID != "" {
		thread, appErr := p.API.GetPostThread(rootID)
		if appErr != nil {
			return nil, errors.Wrap(appErr, "failed to get the thread")
		}
		if latest := p.newestOpenOf(userID, thread); latest != nil {
			return latest, nil
		}
		return nil, nothingToEnd
	}
	for page := range searchPages {
		posts, appErr := p.API.GetPostsForChannel(channelID, page, history.PerPage)
		if appErr != nil {
			return nil, errors.Wrap(appErr, "failed to get the channel's posts")
		}
		if latest := p.newestOpenOf(userID, posts); latest != nil {
			return latest, nil
		}
		if len(posts.Order) < history.PerPage {
			break
		}
	}
	return nil, nothingToEnd
}

// newestOpenOf returns the person's newest open invitation in a list of posts. It is nil if there is none. It looks
// only at the posts in the list's order: Mattermost adds the other posts of their threads.
func (p *Poster) newestOpenOf(userID string, posts *model.PostList) *model.Post {
	var newest *model.Post
	for _, id := range posts.Order {
		post := posts.Posts[id]
		if post.Type != invitation.PostType || post.UserId != userID || post.DeleteAt != 0 {
			continue
		}
		if newest != nil && post.CreateAt <= newest.CreateAt {
			continue
		}
		invited, ok := invitation.FromProps("", post.GetProps(), p.Settings().Services)
		if ok && invited.Status == invitation.Open {
			newest = post
		}
	}
	return newest
}
