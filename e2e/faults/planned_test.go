package faults

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/stretchr/testify/require"
)

// finishing limits how long a planned invitation is unfinished. The plugin waits 30 seconds, then a job that runs every
// minute finishes the plan. If the job is interrupted, its claim holds for 90 seconds more.
const finishing = 30*time.Second + time.Minute + 90*time.Second + time.Minute

// waitUntilPlansAreFinished waits until no plan is unfinished.
func waitUntilPlansAreFinished(t *testing.T) {
	t.Helper()
	s := openStore(t)
	began := time.Now()
	left := s.halfMade(t)
	require.Eventually(t, func() bool { return s.halfMade(t) == 0 }, finishing, 500*time.Millisecond)
	if left > 0 {
		t.Logf("%d planned invitations were left half-made; %.0f s later none was", left, time.Since(began).Seconds())
	}
}

// A schedule holds the records of all plans, by post.
type schedule map[string][]record

// A record is the stored record of one plan. Times are milliseconds since 1970.
type record struct {
	ID        string   `json:"id"`
	ChannelID string   `json:"channel_id"`
	PostID    string   `json:"post_id"`
	State     string   `json:"state"`
	Next      int64    `json:"next"`
	Left      []string `json:"left"`
	listed    bool     // in the minute of its next start, and in its channel's list
}

// scheduleOf reads the schedule. Each plan must have its post.
func scheduleOf(t *testing.T) schedule {
	t.Helper()
	s := openStore(t)
	minutes, channels := s.valuesOf(t, "due_"), s.valuesOf(t, "upcoming_")
	posts := s.invitations(t)
	found := schedule{}
	for _, one := range s.records(t) {
		require.True(t, posts[one.PostID], "the plan %s has no post", one.ID)
		one.listed = strings.Contains(minutes, one.ID) && strings.Contains(channels, one.ID)
		found[one.PostID] = append(found[one.PostID], one)
	}
	return found
}

// requireHas checks that a planned post has one plan, with list entries and the bot's reactions, and that another post
// has none.
func (s schedule) requireHas(t *testing.T, post *model.Post, a act) {
	t.Helper()
	if a.startsAt == 0 {
		require.Empty(t, s[post.Id])
		require.Empty(t, post.Metadata.Reactions)
		return
	}
	require.Len(t, s[post.Id], 1, "the plans of %q", a.topic)
	its := s[post.Id][0]
	require.Equal(t, "open", its.State, a.topic)
	require.Equal(t, post.ChannelId, its.ChannelID, a.topic)
	require.Equal(t, time.UnixMilli(a.startsAt).Truncate(time.Minute).UnixMilli(), its.Next, a.topic)
	require.True(t, its.listed, "%q is not in its minute or in its channel's list", a.topic)
	clicked := map[string]int{}
	for _, reaction := range post.Metadata.Reactions {
		clicked[reaction.EmojiName]++
	}
	require.Equal(t, 1, clicked["white_check_mark"], a.topic)
}

// halfMade returns the number of plans without a post or with remaining work.
func (s *store) halfMade(t *testing.T) (number int) {
	t.Helper()
	for _, one := range s.records(t) {
		if one.State == "unfinished" || len(one.Left) > 0 {
			number++
		}
	}
	return number
}

// records returns the records of all plans, without those that a test has damaged.
func (s *store) records(t *testing.T) (found []record) {
	t.Helper()
	for value := range s.texts(t, `SELECT PValue FROM PluginKeyValueStore WHERE PluginId = 'blizz' AND starts_with(PKey, 'plan_')`) {
		var one record
		if json.Unmarshal([]byte(value), &one) == nil && one.ID != "" {
			found = append(found, one)
		}
	}
	return found
}

// valuesOf returns the texts of all values whose keys begin with a prefix.
func (s *store) valuesOf(t *testing.T, prefix string) string {
	t.Helper()
	values := s.texts(t, `SELECT PValue FROM PluginKeyValueStore WHERE PluginId = 'blizz' AND starts_with(PKey, $1)`, prefix)
	return strings.Join(slices.Collect(maps.Keys(values)), "\n")
}

// invitations returns the IDs of all posts that are invitations.
func (s *store) invitations(t *testing.T) map[string]bool {
	t.Helper()
	return s.texts(t, `SELECT Id FROM Posts WHERE Type = 'custom_blizz' AND DeleteAt = 0`)
}
