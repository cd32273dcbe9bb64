package main

import (
	"testing"
	"time"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// changeHasSettled is longer than the time for which a changed room is not cached.
const changeHasSettled = 6 * time.Second

// newCluster returns two servers with one database. If isConnected, they are a cluster, and their events reach each
// other.
func newCluster(t *testing.T, isConnected bool) (one, other *world) {
	t.Helper()
	one = newWorld(t)
	other = one.atAnotherServer()
	if isConnected {
		for _, server := range []*world{one, other} {
			one.OnClusterEvent = append(one.OnClusterEvent, func(event model.PluginClusterEvent) {
				server.plugin.OnPluginClusterEvent(nil, event)
			})
		}
	}
	one.mayManage(one.alice)
	one.clock.Set(time.Now())
	return one, other
}

func (w *world) setsChannelRoom(meeting string) {
	w.t.Helper()
	assert.Empty(w.t, w.types(w.alice, "/blizz room channel "+meeting).Text)
}

func (w *world) bare() any {
	w.t.Helper()
	return w.types(w.alice, "/blizz").Props["meeting_id"]
}

// TestBareCommandCallsNothing: a cached room is not loaded again.
func TestBareCommandCallsNothing(t *testing.T) {
	for _, room := range []string{"channel", "mine"} {
		t.Run(room, func(t *testing.T) {
			w := newWorld(t)
			w.mayManage(w.alice)
			w.types(w.alice, "/blizz room "+room+" m12-345-678")
			w.clock.Set(time.Now().Add(changeHasSettled))
			w.bare()
			w.waitForRecent(w.alice, "m12345678")
			w.clock.Set(time.Now().Add(2 * changeHasSettled))
			w.bare()
			w.settles()
			w.Calls()

			assert.Equal(t, "m12345678", w.bare())

			assert.Empty(t, w.Calls())
		})
	}
}

// TestOtherServersForgetAChangedRoom: the cluster's event tells other servers at once.
func TestOtherServersForgetAChangedRoom(t *testing.T) {
	one, other := newCluster(t, true)
	one.setsChannelRoom("m11-111-111")
	one.clock.Set(one.clock.Now().Add(changeHasSettled))
	require.Equal(t, "m11111111", other.bare())

	one.setsChannelRoom("m22-222-222")

	assert.Equal(t, "m22222222", one.bare())
	assert.Equal(t, "m22222222", other.bare())
}

// TestAChangedRoomIsNoticedWithinAMinute: the event is lost, or the servers are no cluster.
func TestAChangedRoomIsNoticedWithinAMinute(t *testing.T) {
	one, other := newCluster(t, false)
	one.setsChannelRoom("m11-111-111")
	one.clock.Set(one.clock.Now().Add(changeHasSettled))
	require.Equal(t, "m11111111", other.bare())

	one.setsChannelRoom("m22-222-222")

	assert.Equal(t, "m22222222", one.bare(), "the server that changed the room uses it at once")
	assert.Equal(t, "m11111111", other.bare(), "the other server has not noticed yet")
	one.clock.Set(one.clock.Now().Add(time.Minute))
	assert.Equal(t, "m22222222", other.bare())
}

// TestDamagedEventsAreIgnored: another version of the plugin may run on the other server.
func TestDamagedEventsAreIgnored(t *testing.T) {
	w := newWorld(t)
	for _, event := range []model.PluginClusterEvent{{}, {Id: "room_changed"}, {Id: "room_changed", Data: []byte("[")}, {Id: "other"}} {
		w.plugin.OnPluginClusterEvent(nil, event)
	}
	(&Plugin{}).OnPluginClusterEvent(nil, model.PluginClusterEvent{Id: "room_changed"})
}

// TestARoomIsChangedIfTheEventFails: the change counts, and the failure is logged.
func TestARoomIsChangedIfTheEventFails(t *testing.T) {
	w := newWorld(t)
	w.Fail("PublishPluginClusterEvent")
	w.types(w.alice, "/blizz room mine m12-345-678")
	assert.Equal(t, "m12345678", w.bare())
	assert.Contains(t, w.LoggedMessages(), "Failed to tell other servers that a room has changed; they will notice within a minute")
}
