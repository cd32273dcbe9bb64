package faults

import (
	"encoding/json"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/stretchr/testify/require"
)

// finishing is how long a planned invitation may stay half-made: it is left alone
// for 30 seconds, and a job looks every minute.
const finishing = 2 * time.Minute

// waitUntilPlansAreFinished waits until the plugin knows of no planned
// invitation that is half-made.
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

// A schedule is what is stored of planned meetings, by key.
type schedule map[string][]start

// A start is one of a post's meeting, in minutes since 1970.
type start struct {
	Post   string
	Minute int64 `json:"start"`
}

// The keys of a schedule: a minute's, and those of lists, which keep the next
// so many starts.
const (
	duePrefix      = "due_"
	upcomingPrefix = "upcoming_"
	listed         = 500
)

// scheduleOf reads the schedule, in which every start must have its post.
func scheduleOf(t *testing.T) schedule {
	t.Helper()
	s := openStore(t)
	found := schedule{}
	for key := range s.keys(t, duePrefix) {
		var due struct{ Posts []string }
		require.NoError(t, json.Unmarshal([]byte(s.value(t, key)), &due), key)
		minute, err := strconv.ParseInt(strings.TrimPrefix(key, duePrefix), 10, 64)
		require.NoError(t, err)
		for _, postID := range due.Posts {
			found[key] = append(found[key], start{postID, minute})
		}
	}
	for key := range s.keys(t, upcomingPrefix) {
		var upcoming struct{ Meetings []start }
		require.NoError(t, json.Unmarshal([]byte(s.value(t, key)), &upcoming), key)
		found[key] = upcoming.Meetings
	}
	posts := s.invitations(t)
	for key, starts := range found {
		for _, one := range starts {
			require.True(t, posts[one.Post], "%s has %s, and there is no such post", key, one.Post)
		}
	}
	return found
}

// requireHas checks that a planned post, and no other, is in its minute and in
// the lists of its channel and its host, and has the bot's reaction.
func (s schedule) requireHas(t *testing.T, post *model.Post, a act) {
	t.Helper()
	if a.startsAt == 0 {
		require.Empty(t, post.Metadata.Reactions)
		return
	}
	its := start{post.Id, time.UnixMilli(a.startsAt).Unix() / 60}
	require.Equal(t, 1, s.count(duePrefix+strconv.FormatInt(its.Minute, 10), its), "%q in its minute", a.topic)
	for _, id := range []string{post.ChannelId, post.UserId} {
		if !s.isBeyond(upcomingPrefix+id, its) {
			require.Equal(t, 1, s.count(upcomingPrefix+id, its), "%q in a list", a.topic)
		}
	}
	require.Len(t, post.Metadata.Reactions, 1, a.topic)
	require.Equal(t, "white_check_mark", post.Metadata.Reactions[0].EmojiName)
}

func (s schedule) count(key string, wanted start) (times int) {
	for _, one := range s[key] {
		if one == wanted {
			times++
		}
	}
	return times
}

// isBeyond tells whether a list is full before a start.
func (s schedule) isBeyond(key string, its start) bool {
	starts := s[key]
	return len(starts) == listed && its.Minute >= starts[listed-1].Minute
}

// halfMade is how many planned invitations the plugin has noted as begun.
func (s *store) halfMade(t *testing.T) int {
	t.Helper()
	var begun struct{ Plans []any }
	for value := range s.texts(t, `SELECT PValue FROM PluginKeyValueStore WHERE PluginId = 'blizz' AND PKey = 'planning'`) {
		require.NoError(t, json.Unmarshal([]byte(value), &begun))
	}
	return len(begun.Plans)
}

// invitations are the IDs of all posts that are invitations.
func (s *store) invitations(t *testing.T) map[string]bool {
	t.Helper()
	return s.texts(t, `SELECT Id FROM Posts WHERE Type = 'custom_blizz' AND DeleteAt = 0`)
}
