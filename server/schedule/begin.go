package schedule

import (
	"time"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/pkg/errors"
	"golang.org/x/sync/errgroup"

	"mattermost-plugin-blizz/server/invitation"
)

// leftAfter is the time after which an unfinished plan is taken over: the server that began it has probably gone down.
const leftAfter = 30 * time.Second

// Begin stores a plan before its post is made. So another server can finish the plan if this one goes down. The post's
// message and props are the invitation's.
func (s *Schedule) Begin(post *model.Post, invited invitation.Invitation) (Record, error) {
	if err := s.pace.take(post.UserId); err != nil {
		return Record{}, err
	}
	now := s.now()
	r := Record{
		ID: invited.PlanID, ChannelID: post.ChannelId, RootID: post.RootId, InviterID: post.UserId,
		State: Unfinished, PlannedAt: now.UnixMilli(), Written: post.Message, Left: []string{leftReactions},
		// A start in the present minute is still to be reminded of.
		Done: now.Truncate(time.Minute).UnixMilli() - 1,
	}
	s.put(&r, invited)
	r.setNext()
	if err := s.storeNew(r, s.list); err != nil {
		s.Abandon(r)
		return Record{}, err
	}
	return r, nil
}

// storeNew stores a new plan: the minute to look at it, its record, and, by list, its place in the lists. The minute comes first.
// A record without one would wait for the next day's CleanUp if the server went down in between.
func (s *Schedule) storeNew(r Record, list func(Record) error) error {
	if err := s.noteDue(r.ID, s.now().Add(leftAfter+time.Minute-1)); err != nil {
		return err
	}
	var group errgroup.Group
	group.Go(func() error { return list(r) })
	group.Go(func() error {
		inserted, err := s.records.Insert(r.ID, r)
		if err == nil && !inserted {
			err = errors.New("there is such a plan already")
		}
		return err
	})
	return group.Wait()
}

// Abandon removes a plan for which no post was made. If it can't, a run does so two minutes later.
func (s *Schedule) Abandon(r Record) {
	if err := s.forget(r); err != nil {
		s.api.LogError("Failed to forget a plan", "error", err.Error(), "plan_id", r.ID)
	}
}

// forget removes a plan without a post. The entry in its minute is removed by the next run. The lists come first: without
// the record, no run would find them.
func (s *Schedule) forget(r Record) error {
	if err := s.unlist(r); err != nil {
		return err
	}
	return s.records.Delete(r.ID)
}
