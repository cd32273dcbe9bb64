package schedule

import (
	"slices"
	"sync"
	"time"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/pkg/errors"
	"golang.org/x/sync/errgroup"
)

// reminderFacts are what a reminder depends on besides the record.
type reminderFacts struct {
	post    *model.Post    // nil if it was deleted
	channel *model.Channel // nil if it was deleted for good
	people  people
}

// facts are what Mattermost knows about several plans. What several plans share is asked for once.
type facts struct {
	posts     map[string]answer[*model.Post]       // by the plan's ID
	reactions map[string]answer[[]*model.Reaction] // by the post's ID
	channels  map[string]answer[*model.Channel]
	members   map[string]answer[map[string]bool] // by the channel's ID: the IDs of those who are in it
	users     answer[map[string]*model.User]
}

// answer is Mattermost's answer to one question.
type answer[T any] struct {
	value T
	err   error
}

// ask asks one question for each ID, several side by side. An ID that occurs again is asked for once.
func ask[T any](ids []string, question func(id string) (T, error)) map[string]answer[T] {
	ids = unique(ids)
	answers := make([]answer[T], len(ids))
	var group errgroup.Group
	group.SetLimit(atOnce)
	for i, id := range ids {
		group.Go(func() error {
			answers[i].value, answers[i].err = question(id)
			return nil
		})
	}
	_ = group.Wait()
	byID := make(map[string]answer[T], len(ids))
	for i, id := range ids {
		byID[id] = answers[i]
	}
	return byID
}

// idsOf returns one ID of each plan.
func idsOf(records []Record, id func(Record) string) []string {
	ids := make([]string, len(records))
	for i, r := range records {
		ids[i] = id(r)
	}
	return ids
}

func planOf(r Record) string    { return r.ID }
func postOf(r Record) string    { return r.PostID }
func channelOf(r Record) string { return r.ChannelID }

// factsFor asks for all that the reminders of some plans depend on.
func (s *Schedule) factsFor(records []Record) *facts {
	byID := make(map[string]Record, len(records))
	for _, r := range records {
		byID[r.ID] = r
	}
	f := &facts{}
	var group sync.WaitGroup
	group.Go(func() {
		f.posts = ask(idsOf(records, planOf), func(id string) (*model.Post, error) { return s.existingPost(byID[id]) })
	})
	group.Go(func() { s.askReactions(f, records) })
	group.Go(func() { s.askChannels(f, records) })
	group.Wait()
	s.askPeople(f, slices.DeleteFunc(slices.Clone(records), func(r Record) bool {
		return f.posts[r.ID].value == nil || f.channels[r.ChannelID].value == nil
	}))
	return f
}

func (s *Schedule) askReactions(f *facts, records []Record) {
	f.reactions = ask(idsOf(records, postOf), s.reactionsOf)
}

func (s *Schedule) askChannels(f *facts, records []Record) {
	f.channels = ask(idsOf(records, channelOf), func(id string) (*model.Channel, error) {
		channel, appErr := s.api.GetChannel(id)
		if isNotFound(appErr) {
			return nil, nil
		}
		if appErr != nil {
			return nil, errors.Wrap(appErr, "failed to get the channel")
		}
		return channel, nil
	})
}

// askPeople asks who of the people of some plans is in their channels, and who they are. The reactions are known.
func (s *Schedule) askPeople(f *facts, records []Record) {
	inChannel := map[string][]string{}
	var all []string
	for _, r := range records {
		concerned := s.concernedBy(r, f.reactions[r.PostID].value)
		inChannel[r.ChannelID] = append(inChannel[r.ChannelID], concerned...)
		all = append(all, concerned...)
	}
	var group sync.WaitGroup
	group.Go(func() {
		f.members = ask(idsOf(records, channelOf), func(id string) (map[string]bool, error) {
			return s.membersAmong(id, inChannel[id])
		})
	})
	group.Go(func() { f.users.value, f.users.err = s.usersOf(all) })
	group.Wait()
}

// has tells whether the facts about a plan were asked for.
func (f *facts) has(r Record) bool {
	if f == nil {
		return false
	}
	_, ok := f.posts[r.ID]
	return ok
}

// of returns the facts about one plan.
func (f *facts) of(s *Schedule, r Record) (reminderFacts, error) {
	post, channel := f.posts[r.ID], f.channels[r.ChannelID]
	found := reminderFacts{post: post.value, channel: channel.value}
	for _, err := range []error{post.err, channel.err, f.reactions[r.PostID].err} {
		if err != nil {
			return found, err
		}
	}
	if found.channel == nil || found.post == nil {
		return found, nil
	}
	var err error
	found.people, err = f.peopleOf(s, r)
	return found, err
}

// peopleOf returns the people of one plan.
func (f *facts) peopleOf(s *Schedule, r Record) (people, error) {
	members := f.members[r.ChannelID]
	for _, err := range []error{members.err, f.users.err} {
		if err != nil {
			return people{}, err
		}
	}
	return s.sort(r, f.reactions[r.PostID].value, members.value, f.users.value), nil
}

// existingPost returns a plan's post; nil if it was deleted. One just made may not have reached a replica yet.
func (s *Schedule) existingPost(r Record) (*model.Post, error) {
	post, appErr := s.api.GetPost(r.PostID)
	if isNotFound(appErr) {
		if s.now().Sub(time.UnixMilli(r.BegunAt)).Abs() < clockSkew {
			return nil, errors.Wrap(appErr, "failed to get the post")
		}
		return nil, nil
	}
	if appErr != nil {
		return nil, errors.Wrap(appErr, "failed to get the post")
	}
	if post.DeleteAt != 0 {
		return nil, nil
	}
	return post, nil
}

// reasonToEnd is why a plan must end; empty if it need not.
func (f reminderFacts) reasonToEnd() Reason {
	switch {
	case f.channel == nil:
		return ChannelGone
	case f.post == nil:
		return PostDeleted
	case f.people.isInviterDeactivated:
		return InviterDeactivated
	case f.channel.DeleteAt == 0 && !f.people.isInviterHere:
		return InviterLeft
	}
	return ""
}
