package posting

import (
	"time"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/pkg/errors"
)

// postsSince returns a channel's posts since a moment, without those deleted. They are read page by page, newest first:
// the plugin API's GetPostsSince stops at a thousand, and these are not the newest.
func (p *Poster) postsSince(channelID string, since time.Time) (found []*model.Post, err error) {
	for page := 0; ; page++ {
		posts, appErr := p.API.GetPostsForChannel(channelID, page, searchPerPage)
		if appErr != nil {
			return nil, errors.Wrap(appErr, "failed to get the channel's posts")
		}
		for _, id := range posts.Order {
			if posts.Posts[id].CreateAt < since.UnixMilli() {
				return found, nil
			}
			found = append(found, posts.Posts[id])
		}
		if len(posts.Order) < searchPerPage {
			return found, nil
		}
	}
}
