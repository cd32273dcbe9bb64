// Package history looks for a post among the latest posts of a channel.
package history

import (
	"time"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/pkg/errors"
)

// API holds the calls of Mattermost's that this package makes.
type API interface {
	GetPostsForChannel(channelID string, page, perPage int) (*model.PostList, *model.AppError)
}

// PerPage is the number of posts that one call reads.
const PerPage = 100

// ClockSkew is the largest difference between the servers' clocks.
const ClockSkew = time.Minute

// Find returns the newest post of a channel since a time that matches and is not deleted. It is nil if there is none. It
// reads the posts page by page, newest first. The plugin API's GetPostsSince would not do: it stops at a thousand posts,
// which are not the newest ones.
func Find(api API, channelID string, since time.Time, matches func(post *model.Post) bool) (*model.Post, error) {
	earliest := since.Add(-ClockSkew).UnixMilli()
	for page := 0; ; page++ {
		posts, appErr := api.GetPostsForChannel(channelID, page, PerPage)
		if appErr != nil {
			return nil, errors.Wrap(appErr, "failed to get the channel's posts")
		}
		for _, id := range posts.Order {
			post := posts.Posts[id]
			if post.CreateAt < earliest {
				return nil, nil
			}
			if post.DeleteAt == 0 && matches(post) {
				return post, nil
			}
		}
		if len(posts.Order) < PerPage {
			return nil, nil
		}
	}
}
