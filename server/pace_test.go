package main

import (
	"fmt"
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestThePaceOfPlanningIsLimited: planning and ending a meeting again and again would leave a record each time, for 90 days.
func TestThePaceOfPlanningIsLimited(t *testing.T) {
	w := newPlannedWorld(t)
	start := at(t, "2026-10-26T10:00:00+01:00").UnixMilli()
	planned := func(userID string) answer { return w.invites(userID, map[string]any{"starts_at": start}) }
	var refused answer
	for range 400 {
		if refused = planned(w.alice); refused.Status != http.StatusCreated {
			break
		}
		require.Equal(t, http.StatusOK, w.asks(w.alice, http.MethodPost, "/invitations/"+refused.post(t).Id+"/end", "").Status)
	}

	refused.requireRefusal(t, http.StatusTooManyRequests, "too_fast")
	w.settles()
	require.Equal(t, 200, countPlans(w))
	assert.Contains(t, w.types(w.alice, "/blizz m12-345-678 --at mon 10:00").Text, "in a short time")
	assert.Equal(t, 200, countPlans(w), "nothing is left behind")

	assert.Equal(t, http.StatusCreated, planned(w.bob).Status, "others plan as before")
	assert.Equal(t, http.StatusCreated, w.invites(w.alice, nil).Status, "so does who invites for now")
	w.clock.Set(w.clock.Now().Add(30 * time.Second))
	assert.Equal(t, http.StatusCreated, planned(w.alice).Status)
}

// TestThePaceOfChangesIsLimited: each new start would leave a key until its minute.
func TestThePaceOfChangesIsLimited(t *testing.T) {
	w := newPlannedWorld(t)
	post := w.plans(w.alice, "--at mon 10:00")
	start := at(t, "2026-10-26T10:00:00+01:00")
	var refused answer
	for i := range 400 {
		body := fmt.Sprintf(`{"starts_at": %d}`, start.Add(time.Duration(i+1)*time.Minute).UnixMilli())
		if refused = w.asks(w.alice, http.MethodPatch, "/invitations/"+post.Id, body); refused.Status != http.StatusOK {
			break
		}
	}
	code, _ := refused.error(t)
	assert.Equal(t, "too_fast", code)
	assert.Less(t, len(w.Keys("due_")), 205)
	assert.Equal(t, http.StatusOK, w.asks(w.alice, http.MethodPost, "/invitations/"+post.Id+"/end", "").Status, "the limit does not keep a person from ending a meeting")
}

// countPlans returns the number of stored plans. A number keeps the message of a failure short.
func countPlans(w *world) int { return len(w.Keys("plan_")) }
