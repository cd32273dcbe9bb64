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
)

// TestTwoServersShareADatabase: half of the people use one server, half the other, and one uses both at once. The
// servers are no cluster, so they don't send each other events. All channels must exist before the second server
// starts.
func TestTwoServersShareADatabase(t *testing.T) {
	type atBoth struct {
		name  string
		check func(t *testing.T, both []*mattermost.Person, c *model.Channel)
		where *model.Channel
	}
	checks := []atBoth{
		{name: "one click is one invitation", check: clickIsOneInvitation},
		{name: "one end is one end", check: endIsOneEnd},
		{name: "a room is one of the two", check: roomIsOneOfTheTwo},
		{name: "all meetings are remembered", check: meetingsAreRemembered},
	}
	for i := range checks {
		checks[i].where = channelOf(t, []*mattermost.Person{env.Alice})
	}
	twin, err := env.Server.Twin(t.Context())
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, twin.Stop()) })
	_, err = env.Admin.At(twin).InstallPlugin(t.Context(), env.Bundle)
	require.NoError(t, err)
	halves := slices.Clone(people)
	for i, who := range halves[:userCount/2] {
		halves[i] = who.At(twin)
	}

	l := startLoad(t, halves)
	for _, c := range checks {
		t.Run(c.name, func(t *testing.T) { c.check(t, []*mattermost.Person{env.Alice, env.Alice.At(twin)}, c.where) })
	}
	l.finish(t)
	require.Empty(t, l.ended(func(a act) bool { return a.err != nil }), "an invitation failed")
}

// atOnce runs a function on both servers at the same time.
func atOnce(both []*mattermost.Person, do func(who *mattermost.Person) error) []error {
	problems := make([]error, len(both))
	var wait sync.WaitGroup
	for i, who := range both {
		wait.Go(func() { problems[i] = do(who) })
	}
	wait.Wait()
	return problems
}

func clickIsOneInvitation(t *testing.T, both []*mattermost.Person, c *model.Channel) {
	const times = 20
	for i := range times {
		pendingPostID := model.NewId()
		var lock sync.Mutex
		ids := map[string]bool{}
		for _, err := range atOnce(both, func(who *mattermost.Person) error {
			post, err := clicks(t.Context(), who, c.Id, fmt.Sprint("Click ", i), pendingPostID)
			lock.Lock()
			defer lock.Unlock()
			ids[post.Id] = true
			return err
		}) {
			require.NoError(t, err)
		}
		require.Len(t, ids, 1)
	}
	require.Len(t, postsOf(t, c), times)
}

func endIsOneEnd(t *testing.T, both []*mattermost.Person, c *model.Channel) {
	var ending sync.WaitGroup
	for range 10 {
		post, err := clicks(t.Context(), both[0], c.Id, "", "")
		require.NoError(t, err)
		ending.Go(func() {
			refused := atOnce(both, func(who *mattermost.Person) error {
				return calls(t.Context(), who, http.MethodPost, "/invitations/"+post.Id+"/end", nil, &model.Post{})
			})
			refused = slices.DeleteFunc(refused, func(err error) bool { return err == nil })
			var told *refusal
			if assert.Len(t, refused, 1) && assert.ErrorAs(t, refused[0], &told) {
				assert.Equal(t, http.StatusConflict, told.status, told.text)
			}
		})
	}
	ending.Wait()
	for _, post := range postsOf(t, c) {
		require.Equal(t, "ended", post.GetProp("status"))
		require.NotContains(t, post.Message, "](")
	}
}

// rooms is the answer to GET /rooms.
type rooms struct {
	Mine, Channel *struct {
		MeetingID string `json:"meeting_id"`
	}
	Recent []struct {
		MeetingID string `json:"meeting_id"`
	}
}

func roomsOf(ctx context.Context, who *mattermost.Person, c *model.Channel) (found rooms, err error) {
	return found, calls(ctx, who, http.MethodGet, "/rooms?channel_id="+c.Id, nil, &found)
}

func roomIsOneOfTheTwo(t *testing.T, both []*mattermost.Person, c *model.Channel) {
	for range 10 {
		wanted := map[*mattermost.Person]string{both[0]: "m11111111", both[1]: "m22222222"}
		for _, err := range atOnce(both, func(who *mattermost.Person) error {
			return calls(t.Context(), who, http.MethodPut, "/rooms/channels/"+c.Id, body{"meeting": wanted[who]}, &struct{}{})
		}) {
			require.NoError(t, err)
		}
		one, err := roomsOf(t.Context(), both[0], c)
		require.NoError(t, err)
		other, err := roomsOf(t.Context(), both[1], c)
		require.NoError(t, err)
		require.Equal(t, one.Channel, other.Channel)
		require.Contains(t, []string{"m11111111", "m22222222"}, one.Channel.MeetingID)
	}
}

// meetingsAreRemembered: a list keeps ten meetings.
func meetingsAreRemembered(t *testing.T, both []*mattermost.Person, c *model.Channel) {
	var meetings []string
	for i := range 5 {
		atOne, atOther := fmt.Sprintf("m3000000%d", i), fmt.Sprintf("m4000000%d", i)
		meetings = append(meetings, atOne, atOther)
		wanted := map[*mattermost.Person]string{both[0]: atOne, both[1]: atOther}
		for _, err := range atOnce(both, func(who *mattermost.Person) error {
			return calls(t.Context(), who, http.MethodPost, "/invitations", body{"channel_id": c.Id, "meeting": wanted[who]}, &model.Post{})
		}) {
			require.NoError(t, err)
		}
	}
	require.EventuallyWithT(t, func(collect *assert.CollectT) {
		found, err := roomsOf(t.Context(), both[0], c)
		assert.NoError(collect, err)
		var remembered []string
		for _, recent := range found.Recent {
			remembered = append(remembered, recent.MeetingID)
		}
		assert.ElementsMatch(collect, meetings, remembered)
	}, 10*time.Second, 100*time.Millisecond)
}
