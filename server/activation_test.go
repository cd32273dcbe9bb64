package main

import (
	"fmt"
	"io"
	"net/http"
	"runtime"
	"strings"
	"sync"
	"testing"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/pkg/errors"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"mattermost-plugin-blizz/server/fake"
)

// isUsed uses all parts that work in the background, or leave work there.
func (w *world) isUsed() {
	w.t.Helper()
	w.posts(w.alice, w.types(w.alice, "/blizz m12-345-678 Sprint review"))
	require.Equal(w.t, http.StatusOK, w.asks(w.alice, http.MethodPut, "/rooms/mine", `{"meeting": "m12-345-678"}`).Status)
	w.posts(w.alice, w.types(w.alice, "/blizz"))
	require.Equal(w.t, http.StatusCreated, w.invites(w.bob, nil).Status)
	planned := w.plans(w.alice, "--at 12:01")
	require.Len(w.t, w.remindersAt(planned, "2026-10-23T12:01:00+02:00"), 1)
	w.clock.Set(at(w.t, "2026-10-23T12:00:00+02:00"))
}

func TestNothingRunsOnceDeactivated(t *testing.T) {
	w := newPlannedWorld(t)
	w.isUsed()
	require.NoError(t, w.plugin.OnDeactivate())
	goleak.VerifyNone(t)

	require.NoError(t, w.plugin.OnDeactivate(), "a second time")
	goleak.VerifyNone(t)
}

func TestNothingRunsOnceDeactivatedAgain(t *testing.T) {
	w := newPlannedWorld(t)
	require.NoError(t, w.plugin.OnDeactivate())
	require.NoError(t, w.plugin.OnActivate())
	w.isUsed()
	require.NoError(t, w.plugin.OnDeactivate())
	goleak.VerifyNone(t)
}

func TestDeactivatedBeforeActivated(t *testing.T) {
	require.NoError(t, (&Plugin{}).OnDeactivate())
}

// TestNothingRunsAfterAFailedActivation: if activation fails, Mattermost does not call OnDeactivate.
func TestNothingRunsAfterAFailedActivation(t *testing.T) {
	for _, method := range []string{"EnsureBotUser", "RegisterCommand"} {
		t.Run(method, func(t *testing.T) {
			mattermost := fake.New()
			plugin := &Plugin{}
			plugin.SetAPI(mattermost)
			mattermost.Fail(method)
			require.Error(t, plugin.OnActivate())
			goleak.VerifyNone(t)

			mattermost.Mend(method)
			require.NoError(t, plugin.OnActivate())
			require.NoError(t, plugin.OnDeactivate())
			goleak.VerifyNone(t)
		})
	}
}

// brokenJob returns an error when it is closed.
type brokenJob struct{}

func (brokenJob) Close() error { return errors.New("broken") }

func TestAJobThatDoesNotStopLetsTheOthersStop(t *testing.T) {
	w := newWorld(t)
	active := w.plugin.components.Load()
	jobs := active.jobs
	active.jobs = append([]io.Closer{brokenJob{}}, jobs...)
	require.ErrorContains(t, w.plugin.OnDeactivate(), "broken")
	goleak.VerifyNone(t)
	active.jobs = jobs
}

// TestCommandsInFlightAreAnswered: while the plugin is deactivated, Mattermost still sends commands.
func TestCommandsInFlightAreAnswered(t *testing.T) {
	w := newWorld(t)
	var typing, typed sync.WaitGroup
	for _, userID := range []string{w.alice, w.bob, w.carol} {
		typing.Add(1)
		typed.Go(func() {
			for i := range 100 {
				args := &model.CommandArgs{UserId: userID, ChannelId: w.channel, Command: fmt.Sprintf("/blizz m123456%02d Retro", i)}
				response, appErr := w.plugin.ExecuteCommand(nil, args)
				assert.Nil(t, appErr)
				assert.Equal(t, model.CommandResponseTypeInChannel, response.ResponseType)
				if i == 0 {
					typing.Done()
				}
			}
		})
	}
	typing.Wait()
	require.NoError(t, w.plugin.OnDeactivate())
	typed.Wait()
	goleak.VerifyNone(t)
}

// slowly is a Mattermost that makes a post only when the test lets it.
type slowly struct {
	*fake.Mattermost
	asked, let chan struct{}
}

// CreatePost implements plugin.API.
func (m slowly) CreatePost(post *model.Post) (*model.Post, *model.AppError) {
	close(m.asked)
	<-m.let
	return m.Mattermost.CreatePost(post)
}

// TestDeactivationWaitsForRequestsInFlight: the process ends right after the deactivation.
func TestDeactivationWaitsForRequestsInFlight(t *testing.T) {
	w := newWorld(t)
	require.NoError(t, w.plugin.OnDeactivate())
	mattermost := slowly{w.Mattermost, make(chan struct{}), make(chan struct{})}
	w.plugin = &Plugin{}
	w.plugin.SetAPI(mattermost)
	require.NoError(t, w.plugin.OnActivate())
	var working sync.WaitGroup
	working.Go(func() { assert.Equal(t, http.StatusCreated, w.invites(w.alice, nil).Status) })
	<-mattermost.asked
	working.Go(func() {
		answering := &w.plugin.components.Load().answering
		for answering.TryRLock() { // until the deactivation waits for running answers
			answering.RUnlock()
			runtime.Gosched()
		}
		close(mattermost.let)
	})

	require.NoError(t, w.plugin.OnDeactivate())

	require.Len(t, w.Posts(w.channel), 1)
	working.Wait()
}

// noStore is a Mattermost that does not answer calls for lists of keys or for plans until the test lets it.
type noStore struct {
	*fake.Mattermost
	let chan struct{}
}

// KVList implements plugin.API.
func (m noStore) KVList(page, perPage int) ([]string, *model.AppError) {
	<-m.let
	return m.Mattermost.KVList(page, perPage)
}

// KVGet implements plugin.API.
func (m noStore) KVGet(key string) ([]byte, *model.AppError) {
	for _, prefix := range []string{"plan_", "due_", "upcoming_", "plans_of_"} {
		if strings.HasPrefix(key, prefix) {
			<-m.let
		}
	}
	return m.Mattermost.KVGet(key)
}

// TestActivationWaitsForNoPlan: the plugin answers at once, however many meetings are planned.
func TestActivationWaitsForNoPlan(t *testing.T) {
	w := newPlannedWorld(t)
	w.planCopies(100)
	mattermost := noStore{w.Mattermost, make(chan struct{})}
	t.Cleanup(func() { close(mattermost.let) })
	w.restartIn(mattermost)
	w.posts(w.alice, w.types(w.alice, "/blizz m12-345-678"))
}
