package schedule

import (
	"time"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/pkg/errors"

	"mattermost-plugin-blizz/server/history"
)

const (
	// late is the delay from which a reminder says that it is late. With a delay of tooLate, no reminder is sent.
	late    = 2 * time.Minute
	tooLate = time.Hour

	// claimTime is how long a claim holds. After that, the server that claimed the reminder has probably gone down. It
	// is longer than Mattermost takes for a post: Mattermost gives up each query after 30 seconds.
	claimTime = 90 * time.Second

	// propNotice is a prop in the bot's posts. It names the notice, so that the plugin finds the post again.
	propNotice = "blizz_reminder"
)

// remind sends the reminder of a start, unless it was sent, and returns the present record. It claims the reminder
// before it posts. If the server goes down in between, the server that takes over the claim looks for the reminder in
// the thread first.
func (s *Schedule) remind(r Record, start time.Time, shared *facts) (Record, error) {
	facts, err := s.factsOf(r, shared)
	if err != nil {
		return r, err
	}
	if reason := facts.reasonToEnd(); reason != "" {
		return s.end(r, reason, "")
	}
	if facts.channel.DeleteAt != 0 {
		s.leaveOut(r, start, "the channel is archived")
		return s.noteDone(r, start)
	}
	isSent, err := s.claim(r, facts.post, start)
	if err != nil {
		return r, err
	}
	if !isSent {
		if err := s.sendReminder(r, facts, start); err != nil {
			s.giveBack(r.ID, start.UnixMilli())
			return r, err
		}
	}
	return s.noteDone(r, start)
}

// claim claims the reminder of a start for this server. isSent tells that it was sent already.
func (s *Schedule) claim(r Record, post *model.Post, start time.Time) (isSent bool, err error) {
	return s.claimNotice(r, start.UnixMilli(), rootOf(post), noticeOf(r.ID, start), func(r Record) (isSent, mayBeSent bool) {
		return r.State != Open || r.Done >= start.UnixMilli(), start.UnixMilli() <= r.Reminded
	})
}

// claimNotice takes a notice for this server: the reminder of a start, or with start 0 the news that the plan is over.
// isSent tells that it was sent already. look reads that from the record; mayBeSent means that the record does not
// know. If another server had the claim and went down, it may have sent the notice, so claimNotice looks in the thread.
func (s *Schedule) claimNotice(r Record, start int64, root, name string, look func(Record) (isSent, mayBeSent bool)) (isSent bool, err error) {
	now := s.now().UnixMilli()
	isBusy, mayBeSent := false, false
	_, err = s.change(r.ID, func(r *Record) bool {
		isSent, mayBeSent = look(*r)
		isTaken := r.Claim != nil && r.Claim.Start == start
		// If a claim lies in the future, the other server's clock was ahead.
		isBusy = isTaken && time.Duration(max(now-r.Claim.At, r.Claim.At-now))*time.Millisecond < claimTime
		if isSent || isBusy {
			return false
		}
		mayBeSent = mayBeSent || isTaken
		r.Claim = &claim{Start: start, At: now}
		return true
	})
	switch {
	case err != nil || isSent:
		return isSent, err
	case isBusy:
		return false, errors.New("another server is saying it")
	case mayBeSent:
		return s.isSaid(r.ChannelID, root, name)
	}
	return false, nil
}

// giveBack releases the claim, so that the next run tries again.
func (s *Schedule) giveBack(planID string, start int64) {
	_, err := s.change(planID, func(r *Record) bool {
		if r.Claim == nil || r.Claim.Start != start {
			return false
		}
		r.Claim = &claim{Start: start}
		return true
	})
	if err != nil {
		s.api.LogError("Failed to give a claim back", "error", err.Error(), "plan_id", planID)
	}
}

func (s *Schedule) sendReminder(r Record, f reminderFacts, start time.Time) error {
	text := s.reminder(r, start) + f.people.mentions()
	reply := s.notice(r.ChannelID, rootOf(f.post), text, noticeOf(r.ID, start))
	if _, appErr := s.api.CreatePost(reply); appErr != nil && isRefused(appErr) {
		s.api.LogError("Mattermost refused a reminder, which is left out", "error", appErr.Error(),
			"plan_id", r.ID, "post_id", r.PostID, "start", start.UTC().Format(time.RFC3339))
	} else if appErr != nil {
		return errors.Wrap(appErr, "failed to create the reminder")
	}
	return nil
}

// noticeOf returns the name of the reminder of a start.
func noticeOf(planID string, start time.Time) string {
	return planID + "_" + minuteOf(start).key()
}

// notice returns a post of the bot. It is in a thread if rootID is not empty. name is its propNotice.
func (s *Schedule) notice(channelID, rootID, message, name string) *model.Post {
	post := &model.Post{UserId: s.botID, ChannelId: channelID, RootId: rootID, Message: message}
	if name != "" {
		post.AddProp(propNotice, name)
	}
	return post
}

// isSaid looks for a notice of the bot in a thread. Without a root, it looks in the channel's latest posts.
func (s *Schedule) isSaid(channelID, rootID, name string) (bool, error) {
	var list *model.PostList
	var appErr *model.AppError
	if rootID != "" {
		list, appErr = s.api.GetPostThread(rootID)
	} else {
		list, appErr = s.api.GetPostsForChannel(channelID, 0, history.PerPage)
	}
	if isNotFound(appErr) {
		return false, nil
	}
	if appErr != nil {
		return false, errors.Wrap(appErr, "failed to look for the sent messages")
	}
	for _, post := range list.Posts {
		if post.UserId == s.botID && post.GetProp(propNotice) == name {
			return true, nil
		}
	}
	return false, nil
}

func rootOf(post *model.Post) string {
	if post.RootId != "" {
		return post.RootId
	}
	return post.Id
}
