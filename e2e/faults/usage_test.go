package faults

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"mattermost-plugin-blizz/e2e/mattermost"
	"mattermost-plugin-blizz/e2e/users"
)

// usage lets people use everything but plain invitations: they look, set rooms, change and answer plans, join, and end
// meetings. It has its own channel, which some people keep open.
type usage struct {
	channel *model.Channel
	pause   time.Duration
	stop    context.CancelFunc
	done    sync.WaitGroup
	// members keep the channel open. strangers try to, but may not see it.
	members, strangers []*onlooker

	lock sync.Mutex
	acts []used
	// The successful acts according to the answers, by the ID of the post.
	ended, cancelled map[string]bool
	topics           map[string]string             // changed to
	answers          map[string]*mattermost.Person // the people who answered that they can't come
}

// used is one act that succeeded.
type used struct {
	began time.Time
	took  time.Duration
}

// manyOnlookers is the number of members who keep the channel open, some at each server.
const manyOnlookers = 10

// startUsing lets people use everything in a channel until stopAll. strangers are not members of the channel.
func startUsing(t *testing.T, people []*mattermost.Person, where *model.Channel, strangers []*mattermost.Person) *usage {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	u := &usage{
		channel: where, pause: pauseOf(people), stop: stop,
		ended: map[string]bool{}, cancelled: map[string]bool{}, topics: map[string]string{}, answers: map[string]*mattermost.Person{},
	}
	u.members = u.open(ctx, people[:min(len(people), manyOnlookers)])
	u.strangers = u.open(ctx, strangers)
	u.done.Go(func() { users.Run(ctx, people, manyActs, u.act) })
	t.Cleanup(u.stopAll)
	return u
}

// open lets people keep the channel open.
func (u *usage) open(ctx context.Context, people []*mattermost.Person) (onlookers []*onlooker) {
	for _, who := range people {
		o := &onlooker{who: who, channelID: u.channel.Id, cards: map[string]int{}}
		onlookers = append(onlookers, o)
		u.done.Go(func() { o.look(ctx) })
	}
	return onlookers
}

// stopAll stops the people. It may be called more than once.
func (u *usage) stopAll() {
	u.stop()
	u.done.Wait()
}

func (u *usage) act(ctx context.Context, who *mattermost.Person, n int) error {
	began := time.Now()
	err := u.does(ctx, who, n)
	if err == nil {
		u.note(func() { u.acts = append(u.acts, used{began, time.Since(began)}) })
	}
	time.Sleep(u.pause)
	return err
}

// note stores the answer that a person got.
func (u *usage) note(what func()) {
	u.lock.Lock()
	defer u.lock.Unlock()
	what()
}

// does lets a person do the next one of the acts.
func (u *usage) does(ctx context.Context, who *mattermost.Person, n int) error {
	switch n % 8 {
	case 0:
		_, err := roomsOf(ctx, who, u.channel)
		return err
	case 1:
		_, _, err := who.ExecuteCommand(ctx, u.channel.Id, "/blizz upcoming")
		return err
	case 2:
		_, _, err := who.ListCommandAutocompleteSuggestions(ctx, "/blizz m12-345-678 Sprint --", env.Team.Id)
		return err
	case 3:
		return calls(ctx, who, http.MethodPut, "/rooms/mine", body{"meeting": fmt.Sprintf("m%08d", n)}, &struct{}{})
	case 4:
		return calls(ctx, who, http.MethodGet, "/live", nil, &[]struct{}{})
	case 5:
		return u.changes(ctx, who, n)
	case 6:
		return u.joins(ctx, who)
	}
	post, err := clicks(ctx, who, u.channel.Id, "", "")
	if err != nil {
		return err
	}
	return u.ends(ctx, who, post, u.ended)
}

// changes plans a meeting, answers that the person can't come, changes the topic, and cancels the meeting, so that nobody has too
// many plans.
func (u *usage) changes(ctx context.Context, who *mattermost.Person, n int) error {
	start := time.Now().AddDate(0, 0, 1).Add(time.Duration(n%minutes) * time.Minute).Truncate(time.Minute)
	post, err := plans(ctx, who, u.channel.Id, "", "", start.UnixMilli())
	if err != nil {
		return err
	}
	reaction := &model.Reaction{UserId: who.User.Id, PostId: post.Id, EmojiName: "x"}
	if _, _, err := who.SaveReaction(ctx, reaction); err != nil {
		return err
	}
	u.note(func() { u.answers[post.Id] = who })
	topic := fmt.Sprint("Changed ", n)
	if err := calls(ctx, who, http.MethodPatch, "/invitations/"+post.Id, body{"topic": topic}, &model.Post{}); err != nil {
		return err
	}
	u.note(func() { u.topics[post.Id] = topic })
	return u.ends(ctx, who, post, u.cancelled)
}

// joins invites, joins, and ends the meeting.
func (u *usage) joins(ctx context.Context, who *mattermost.Person) error {
	post, err := clicks(ctx, who, u.channel.Id, "", "")
	if err != nil {
		return err
	}
	if err := joins(ctx, who, post); err != nil {
		return err
	}
	return u.ends(ctx, who, post, u.ended)
}

// ends lets a person end a meeting, and stores whether the answer says that it has ended.
func (u *usage) ends(ctx context.Context, who *mattermost.Person, post *model.Post, where map[string]bool) error {
	err := calls(ctx, who, http.MethodPost, "/invitations/"+post.Id+"/end", nil, &model.Post{})
	if err == nil {
		u.note(func() { where[post.Id] = true })
	}
	return err
}

// slowest returns the 99th percentile of the times of all acts since a moment.
func (u *usage) slowest(since time.Time) time.Duration {
	u.lock.Lock()
	defer u.lock.Unlock()
	var took []time.Duration
	for _, a := range u.acts {
		if a.began.After(since) {
			took = append(took, a.took)
		}
	}
	if len(took) == 0 {
		return 0
	}
	slices.Sort(took)
	return took[len(took)*99/100]
}

// check waits until nothing is half-made. Then it checks that all answers were true, and that nobody saw a forbidden event.
func (u *usage) check(t *testing.T) {
	t.Helper()
	require.NotEmpty(t, u.ended)
	require.NotEmpty(t, u.cancelled)
	posts := map[string]*model.Post{}
	for _, post := range postsOf(t, u.channel) {
		posts[post.Id] = post
		if joined, ok := post.GetProp("joined_count").(float64); ok {
			require.LessOrEqual(t, joined, 1.0, "one person joined the meeting of the post %s", post.Id)
		}
	}
	for id := range u.ended {
		require.Equal(t, "ended", posts[id].GetProp("status"), "the post %s", id)
	}
	for id := range u.cancelled {
		require.Equal(t, "cancelled", posts[id].GetProp("status"), "the post %s", id)
	}
	for id, topic := range u.topics {
		require.Equal(t, topic, posts[id].GetProp("topic"), "the post %s", id)
	}
	u.checkAnswers(t)
	u.checkOnlookers(t)
	t.Logf("people did %d other things, of which %d were ends, %d changes of a plan and %d answers",
		len(u.acts), len(u.ended)+len(u.cancelled), len(u.topics), len(u.answers))
}

// checkAnswers checks that each answer is below its post.
func (u *usage) checkAnswers(t *testing.T) {
	t.Helper()
	for id, who := range u.answers {
		reactions, _, err := env.Admin.GetReactions(t.Context(), id)
		require.NoError(t, err)
		isAnswer := func(r *model.Reaction) bool { return r.UserId == who.User.Id && r.EmojiName == "x" }
		require.True(t, slices.ContainsFunc(reactions, isAnswer), "the answer below the post %s", id)
	}
}

// checkOnlookers checks that no card arrived twice, and that strangers got no event of the channel.
func (u *usage) checkOnlookers(t *testing.T) {
	t.Helper()
	cards, lives, connections := 0, 0, 0
	for _, o := range u.members {
		for id, times := range o.cards {
			assert.Equal(t, 1, times, "the post %s", id)
		}
		cards, lives, connections = cards+len(o.cards), lives+o.lives, connections+o.connections
	}
	require.NotZero(t, cards)
	require.NotZero(t, lives)
	for _, o := range u.strangers {
		assert.NotZero(t, o.connections)
		assert.Zero(t, o.all, "events of a channel without the person")
	}
	t.Logf("%d people who kept the channel open connected %d times, and got %d cards and %d times what is on",
		len(u.members), connections, cards, lives)
}
