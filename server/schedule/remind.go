package schedule

import (
	"net/http"
	"strconv"
	"time"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/pkg/errors"

	"mattermost-plugin-blizz/server/invitation"
)

const (
	// late is from when on a reminder says that it is; tooLate from when on none is sent.
	late    = 2 * time.Minute
	tooLate = time.Hour

	// A claim is whose reminder it is. After claimTime, whoever made it is taken for dead.
	claimPrefix = "reminder_"
	claimTime   = 30 * time.Second
	claimKept   = 24 * time.Hour

	// propReminder marks a reminder with what it reminds of, so that it is found again.
	propReminder = "blizz_reminder"
)

// open is an invitation's post, if it is still there and open and in a channel that can be posted in; else nil.
func (s *Schedule) open(postID string) (*model.Post, invitation.Invitation, error) {
	post, appErr := s.api.GetPost(postID)
	if isNotFound(appErr) {
		return nil, invitation.Invitation{}, nil
	}
	if appErr != nil {
		return nil, invitation.Invitation{}, errors.Wrap(appErr, "failed to get the post")
	}
	invited, ok := invitation.FromProps("", post.GetProps(), s.settings().Services)
	if !ok || post.DeleteAt != 0 || post.Type != invitation.PostType || invited.Status != invitation.Open {
		return nil, invitation.Invitation{}, nil
	}
	channel, appErr := s.api.GetChannel(post.ChannelId)
	if isNotFound(appErr) || appErr == nil && channel.DeleteAt != 0 {
		return nil, invitation.Invitation{}, nil
	}
	if appErr != nil {
		return nil, invitation.Invitation{}, errors.Wrap(appErr, "failed to get the channel")
	}
	return post, invited, nil
}

func isNotFound(appErr *model.AppError) bool {
	return appErr != nil && appErr.StatusCode == http.StatusNotFound
}

// remindOnce sends the reminder of a start, unless it was sent. The claim comes before the post: a server that dies
// between the two leaves a claim, and who takes it over looks in the thread first.
func (s *Schedule) remindOnce(post *model.Post, invited invitation.Invitation, start time.Time) error {
	name := post.Id + "_" + minuteOf(start).key()
	isMine, err := s.claim(name, nil)
	if err != nil {
		return err
	}
	if !isMine {
		isSent, err := s.isSent(post, name)
		if err != nil || isSent {
			return err
		}
		if err := s.takeOver(name); err != nil {
			return err
		}
	}
	reminded, err := s.concerned(post)
	if err != nil {
		return err
	}
	_, appErr := s.api.CreatePost(s.reply(post, s.reminder(invited, start)+"\n"+s.mentionsOf(reminded), name))
	if appErr != nil {
		return errors.Wrap(appErr, "failed to create the reminder")
	}
	return nil
}

// claim makes a reminder this server's, if it is whose the former claim says: nobody's, where that is nil.
func (s *Schedule) claim(name string, former []byte) (isMine bool, err error) {
	now := []byte(strconv.FormatInt(s.now().UnixMilli(), 10))
	isMine, appErr := s.api.KVSetWithOptions(claimPrefix+name, now, model.PluginKVSetOptions{
		Atomic: true, OldValue: former, ExpireInSeconds: int64(claimKept.Seconds()),
	})
	if appErr != nil {
		return false, errors.Wrap(appErr, "failed to claim the reminder")
	}
	return isMine, nil
}

// takeOver claims a reminder whose former claimant has not sent it for a while.
func (s *Schedule) takeOver(name string) error {
	former, appErr := s.api.KVGet(claimPrefix + name)
	if appErr != nil {
		return errors.Wrap(appErr, "failed to load the claim")
	}
	// A damaged one is of long ago, one in the future of a clock that was ahead.
	claimedAt, _ := strconv.ParseInt(string(former), 10, 64)
	if s.now().Sub(time.UnixMilli(claimedAt)).Abs() < claimTime {
		return errors.New("another server is sending the reminder")
	}
	isMine, err := s.claim(name, former)
	if err == nil && !isMine {
		err = errors.New("another server took the reminder over")
	}
	return err
}

// isSent looks for a reminder in the thread.
func (s *Schedule) isSent(post *model.Post, name string) (bool, error) {
	thread, appErr := s.api.GetPostThread(rootOf(post))
	if appErr != nil {
		return false, errors.Wrap(appErr, "failed to get the thread")
	}
	for _, reply := range thread.Posts {
		if reply.UserId == s.botID && reply.GetProp(propReminder) == name {
			return true, nil
		}
	}
	return false, nil
}

// reply is a post of the bot's in the thread of an invitation.
func (s *Schedule) reply(post *model.Post, message, reminder string) *model.Post {
	reply := &model.Post{UserId: s.botID, ChannelId: post.ChannelId, RootId: rootOf(post), Message: message}
	if reminder != "" {
		reply.AddProp(propReminder, reminder)
	}
	return reply
}

func rootOf(post *model.Post) string {
	if post.RootId != "" {
		return post.RootId
	}
	return post.Id
}
