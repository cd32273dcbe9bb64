package schedule

import (
	"time"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/pkg/errors"

	"mattermost-plugin-blizz/server/invitation"
)

// Reminder returns the reminder of a start in an invitation's thread. It is nil if none was sent.
func (s *Schedule) Reminder(post *model.Post, start time.Time) (*model.Post, error) {
	thread, appErr := s.api.GetPostThread(rootOf(post))
	if appErr != nil {
		return nil, errors.Wrap(appErr, "failed to get the thread")
	}
	planID, _ := post.GetProp(invitation.PropPlanID).(string)
	name := noticeOf(planID, start)
	for _, reply := range thread.Posts {
		if reply.UserId == s.botID && reply.GetProp(propNotice) == name {
			return reply, nil
		}
	}
	return nil, nil
}
