package schedule

import (
	"slices"
	"sync"
	"time"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/pkg/errors"
	"golang.org/x/sync/errgroup"

	"mattermost-plugin-blizz/server/history"
)

// reminderFacts holds the facts for a reminder that are not in the record.
type reminderFacts struct {
	audience
	post *model.Post // nil if it was deleted
}

// audience holds the channel of a reminder, and the people who read it.
type audience struct {
	channel *model.Channel // nil if it was deleted for good
	people  people
}

// facts holds Mattermost's answers about several plans. Each question is asked once.
type facts struct {
	posts    map[string]answer[*model.Post] // by the plan's ID
	going    map[string]answer[[]string]    // by the plan's ID: the result of goingTo
	channels map[string]answer[*model.Channel]
	members  map[string]answer[map[string]bool] // by the channel's ID: the IDs of its members
	users    answer[map[string]*model.User]
}

// answer is Mattermost's answer to one question.
type answer[T any] struct {
	value T
	err   error
}

// ask asks one question for each ID, several in parallel. It asks once for an ID that occurs twice.
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
func channelOf(r Record) string { return r.ChannelID }

func byPlan(records []Record) map[string]Record {
	byID := make(map[string]Record, len(records))
	for _, r := range records {
		byID[r.ID] = r
	}
	return byID
}

// factsFor asks for all facts that the reminders of some plans depend on.
func (s *Schedule) factsFor(records []Record) *facts {
	byID := byPlan(records)
	f := &facts{}
	var group sync.WaitGroup
	group.Go(func() {
		f.posts = ask(idsOf(records, planOf), func(id string) (*model.Post, error) { return s.existingPost(byID[id]) })
	})
	group.Go(func() { s.askGoing(f, records) })
	group.Go(func() { s.askChannels(f, records) })
	group.Wait()
	s.askPeople(f, slices.DeleteFunc(slices.Clone(records), func(r Record) bool {
		return f.posts[r.ID].value == nil || f.channels[r.ChannelID].value == nil
	}))
	return f
}

// factsOf returns the facts about one plan. shared may hold them already. If a shared question failed, factsOf asks
// again for this plan alone: one failed read must not hold up all reminders.
func (s *Schedule) factsOf(r Record, shared *facts) (reminderFacts, error) {
	if shared.has(r) {
		if found, err := shared.of(s, r); err == nil {
			return found, nil
		}
	}
	return s.factsFor([]Record{r}).of(s, r)
}

// audienceOf is like factsOf, for the audience only.
func (s *Schedule) audienceOf(r Record, shared *facts) (audience, error) {
	if found, err := shared.audience(s, r); err == nil {
		return found, nil
	}
	own, records := &facts{}, []Record{r}
	s.askGoing(own, records)
	s.askChannels(own, records)
	s.askPeople(own, records)
	return own.audience(s, r)
}

func (s *Schedule) askGoing(f *facts, records []Record) {
	byID := byPlan(records)
	f.going = ask(idsOf(records, planOf), func(id string) ([]string, error) { return s.goingTo(byID[id]) })
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

// askPeople asks which people of some plans are in their channels, and looks these people up. going must be known.
func (s *Schedule) askPeople(f *facts, records []Record) {
	inChannel := map[string][]string{}
	var all []string
	for _, r := range records {
		concerned := concernedBy(r, f.going[r.ID].value)
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

// of returns the facts about one plan. If its post or its channel is gone, they hold no people.
func (f *facts) of(s *Schedule, r Record) (reminderFacts, error) {
	post := f.posts[r.ID]
	if post.err != nil {
		return reminderFacts{}, post.err
	}
	if post.value == nil {
		channel := f.channels[r.ChannelID]
		return reminderFacts{audience: audience{channel: channel.value}}, channel.err
	}
	found, err := f.audience(s, r)
	return reminderFacts{audience: found, post: post.value}, err
}

// audience returns the audience of one plan.
func (f *facts) audience(s *Schedule, r Record) (audience, error) {
	channel := f.channels[r.ChannelID]
	if channel.err != nil || channel.value == nil {
		return audience{}, channel.err
	}
	people, err := f.peopleOf(s, r)
	return audience{channel: channel.value, people: people}, err
}

// peopleOf returns the people of one plan.
func (f *facts) peopleOf(s *Schedule, r Record) (people, error) {
	going, members := f.going[r.ID], f.members[r.ChannelID]
	for _, err := range []error{going.err, members.err, f.users.err} {
		if err != nil {
			return people{}, err
		}
	}
	return s.sort(r, going.value, members.value, f.users.value), nil
}

// existingPost returns a plan's post. It is nil if it was deleted. It tries again if the plan is new, because a replica
// may lack the post.
func (s *Schedule) existingPost(r Record) (*model.Post, error) {
	post, appErr := s.api.GetPost(r.PostID)
	if isNotFound(appErr) {
		if s.now().Sub(time.UnixMilli(r.PlannedAt)).Abs() < history.ClockSkew {
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

// reasonToEnd returns the reason why a plan must end. It is empty if the plan goes on.
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
