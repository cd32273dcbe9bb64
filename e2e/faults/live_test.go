package faults

import (
	"context"
	"fmt"
	"math"
	"net/http"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"mattermost-plugin-blizz/e2e/mattermost"
)

// 200 people join within ten seconds.
const (
	joiners = 200
	joinFor = 10 * time.Second
)

// On an idle machine, everybody sees the last join within seenSoon. `make test-faults` sets the variable, and then the
// tests check times. On a busy machine, times say nothing about the plugin.
const (
	seenSoon      = 2 * time.Second
	quietVariable = "BLIZZ_QUIET_MACHINE"
)

// TestManyJoinAtTwoServers: 200 people join one meeting within ten seconds, half of them on another server. On both
// servers, everybody sees all of them, and each server sends at most one event a second. After the meeting is ended on
// one server, the other shows nothing of it.
func TestManyJoinAtTwoServers(t *testing.T) {
	joining := manyPeople(t, joiners)
	where := channelOf(t, append(joining, env.Alice))
	twin, err := env.Server.Twin(t.Context())
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, twin.Stop()) })
	_, err = env.Admin.At(twin).InstallPlugin(t.Context(), env.Bundle)
	require.NoError(t, err)
	post, err := clicks(t.Context(), env.Alice, where.Id, "Everybody", "")
	require.NoError(t, err)
	watchers := []*watcher{watch(t, env.Alice, where), watch(t, env.Alice.At(twin), where)}

	began := time.Now()
	var wait sync.WaitGroup
	for i, who := range joining {
		if i%2 == 1 {
			who = who.At(twin)
		}
		wait.Go(func() {
			time.Sleep(joinFor / joiners * time.Duration(i))
			assert.NoError(t, joins(t.Context(), who, post))
		})
	}
	wait.Wait()
	ended := time.Now()
	t.Logf("%d people joined in %v", joiners, ended.Sub(began).Round(100*time.Millisecond))
	for i, w := range watchers {
		at := w.waitFor(t, joiners)
		t.Logf("server %d: all seen %v after the last one joined, %d events", i+1, at.Sub(ended).Round(10*time.Millisecond), len(w.events()))
		if os.Getenv(quietVariable) != "" {
			assert.Less(t, at.Sub(ended), seenSoon)
			assert.LessOrEqual(t, w.mostInASecond(), 1, "events of one server within a second")
		}
		assert.LessOrEqual(t, len(w.events()), w.seconds()+1, "events of one server, against the seconds that they took")
	}
	for _, who := range []*mattermost.Person{env.Alice, env.Alice.At(twin)} {
		assert.Len(t, onNowOf(t, who, post), joiners)
	}

	require.NoError(t, calls(t.Context(), env.Alice.At(twin), http.MethodPost, "/invitations/"+post.Id+"/end", nil, &model.Post{}))
	for _, w := range watchers {
		w.waitFor(t, 0)
	}
	assert.Empty(t, onNowOf(t, env.Alice, post))
	written, _, err := env.Alice.GetPost(t.Context(), post.Id, "")
	require.NoError(t, err)
	assert.EqualValues(t, joiners, written.GetProp("joined_count"))
	assert.Contains(t, written.Message, fmt.Sprintf("%d people joined from here", joiners))
}

// joins presses Join as a person.
func joins(ctx context.Context, who *mattermost.Person, post *model.Post) error {
	answer, err := who.Call(ctx, http.MethodPost, "/invitations/"+post.Id+"/joined", nil)
	if err == nil && answer.Status != http.StatusNoContent {
		err = fmt.Errorf("joining was answered with %d %s", answer.Status, answer.Body)
	}
	return err
}

// onNowOf returns the people who joined a meeting, as a person sees them.
func onNowOf(t *testing.T, who *mattermost.Person, post *model.Post) []string {
	t.Helper()
	var list []struct {
		PostID string   `json:"post_id"`
		Joined []string `json:"joined"`
	}
	require.NoError(t, calls(t.Context(), who, http.MethodGet, "/live", nil, &list))
	for _, on := range list {
		if on.PostID == post.Id {
			return on.Joined
		}
	}
	return nil
}

// watcher is a person who keeps a channel open, with the events that arrive.
type watcher struct {
	mutex sync.Mutex
	told  []told
}

// told is one event: its time, and the number of people who have joined; 0 if no meeting is on.
type told struct {
	at     time.Time
	joined int
}

// watch keeps a channel open as a person.
func watch(t *testing.T, who *mattermost.Person, where *model.Channel) *watcher {
	t.Helper()
	socket, err := model.NewWebSocketClient4(strings.Replace(who.URL, "http", "ws", 1), who.AuthToken)
	require.NoError(t, err)
	socket.Listen()
	t.Cleanup(socket.Close)
	w := &watcher{}
	go func() {
		for event := range socket.EventChannel {
			if event.EventType() == "custom_blizz_live" && event.GetBroadcast().ChannelId == where.Id {
				w.take(event.GetData())
			}
		}
	}()
	return w
}

func (w *watcher) take(data map[string]any) {
	joined := 0
	if live, _ := data["live"].([]any); len(live) > 0 {
		on, _ := live[0].(map[string]any)
		people, _ := on["joined"].([]any)
		joined = len(people)
	}
	w.mutex.Lock()
	defer w.mutex.Unlock()
	w.told = append(w.told, told{at: time.Now(), joined: joined})
}

func (w *watcher) events() []told {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	return append([]told{}, w.told...)
}

// waitFor waits until the last event has that many people. It returns the time of the first such event.
func (w *watcher) waitFor(t *testing.T, joined int) (at time.Time) {
	t.Helper()
	require.Eventually(t, func() bool {
		events := w.events()
		return len(events) > 0 && events[len(events)-1].joined == joined
	}, patience, 10*time.Millisecond)
	for _, event := range w.events() {
		if event.joined == joined {
			at = event.at
			break
		}
	}
	return at
}

// seconds returns the seconds between the first and the last event, rounded up.
func (w *watcher) seconds() int {
	events := w.events()
	return int(math.Ceil(events[len(events)-1].at.Sub(events[0].at).Seconds()))
}

// jitter is the largest shift between the sending and the arrival of two events.
const jitter = 150 * time.Millisecond

// mostInASecond returns the largest number of events within one second.
func (w *watcher) mostInASecond() int {
	events, most := w.events(), 0
	for i := range events {
		count := 0
		for _, event := range events[i:] {
			if event.at.Sub(events[i].at) < time.Second-jitter {
				count++
			}
		}
		most = max(most, count)
	}
	return most
}

// TestAKilledServerLeavesNoStatusAndNoBar: two people join at a server that is then killed. On the other server, the meeting is
// still on. After its end, nothing shows the meeting, and both people have their former custom statuses.
func TestAKilledServerLeavesNoStatusAndNoBar(t *testing.T) {
	joining := manyPeople(t, 2)
	where := channelOf(t, append(joining, env.Alice))
	twin, err := env.Server.Twin(t.Context())
	require.NoError(t, err)
	t.Cleanup(twin.Kill)
	_, err = env.Admin.At(twin).InstallPlugin(t.Context(), env.Bundle)
	require.NoError(t, err)
	post, err := clicks(t.Context(), env.Alice, where.Id, "Killed", "")
	require.NoError(t, err)

	lunch := &model.CustomStatus{Emoji: "hamburger", Text: "Lunch"}
	_, _, err = joining[0].UpdateUserCustomStatus(t.Context(), joining[0].User.Id, lunch)
	require.NoError(t, err)
	for _, who := range joining {
		showStatus(t, who, true)
		t.Cleanup(func() { showStatus(t, who, false) })
		require.NoError(t, joins(t.Context(), who.At(twin), post))
		waitForStatus(t, who.At(twin), "Blizz")
	}
	twin.Kill()
	// In a cluster, Mattermost's servers tell each other which values to read again. Without a licence they do not.
	_, err = env.Admin.InvalidateCaches(t.Context())
	require.NoError(t, err)

	assert.ElementsMatch(t, []string{joining[0].User.Id, joining[1].User.Id}, onNowOf(t, env.Alice, post))
	require.NoError(t, calls(t.Context(), env.Alice, http.MethodPost, "/invitations/"+post.Id+"/end", nil, &model.Post{}))
	waitForStatus(t, joining[0], lunch.Text)
	waitForStatus(t, joining[1], "")
	assert.Empty(t, onNowOf(t, env.Alice, post))
}

// showStatus lets a person's custom status show that they are in a meeting, or not.
func showStatus(t *testing.T, who *mattermost.Person, shown bool) {
	t.Helper()
	route, body := "/me", map[string]bool{"show_status": shown}
	require.NoError(t, calls(context.WithoutCancel(t.Context()), who, http.MethodPut, route, body, &struct{}{}))
}

// waitForStatus waits until a person's custom status has a text. An empty text stands for no status.
func waitForStatus(t *testing.T, who *mattermost.Person, text string) {
	t.Helper()
	require.EventuallyWithT(t, func(c *assert.CollectT) {
		user, _, err := who.GetUser(t.Context(), who.User.Id, "")
		require.NoError(c, err)
		got := ""
		if status := user.GetCustomStatus(); status != nil {
			got = status.Text
		}
		assert.Equal(c, text, got)
	}, patience, 100*time.Millisecond)
}
