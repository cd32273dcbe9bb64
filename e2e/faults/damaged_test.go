package faults

import (
	"context"
	"database/sql"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	_ "github.com/lib/pq" // the driver
	"github.com/mattermost/mattermost/server/public/model"
	"github.com/stretchr/testify/require"

	"mattermost-plugin-blizz/e2e/mattermost"
)

// damages are the damaged values.
var damages = map[string]string{
	"damaged":            "\x00\xff{",
	"of a later version": `{"version": 99, "room": {"id": "m12345678"}, "posts": {}, "meetings": "all", "done": "yes"}`,
	"another type":       `["m12345678"]`,
}

// TestStoredValuesAreDamaged damages one value of each kind in the database. Its file's name makes it run before the tests that
// finish later. It does other checks while it waits for a minute.
func TestStoredValuesAreDamaged(t *testing.T) {
	s := openStore(t)
	start := time.Now().Add(20 * time.Second).Truncate(time.Minute).Add(time.Minute)
	reminded := damageWhatReminds(t, s, start)
	for name, value := range damages {
		t.Run(name, func(t *testing.T) { whatIsStoredIsDamaged(t, s, value) })
	}
	t.Run("a post's claim", func(t *testing.T) { aPostClaimIsDamaged(t, s) })
	t.Run("the claim of an end", func(t *testing.T) { aClaimIsDamaged(t, s) })
	t.Run("the reminder's values", func(t *testing.T) { waitForTheReminder(t, s, reminded, start) })
	require.Empty(t, s.linesWith(t, "panic"))
}

// plan posts a planned meeting as a person.
func plan(t *testing.T, who *mattermost.Person, c *model.Channel, start time.Time) *model.Post {
	t.Helper()
	var post model.Post
	require.NoError(t, calls(t.Context(), who, http.MethodPost, "/invitations",
		body{"channel_id": c.Id, "meeting": "m12-345-678", "starts_at": start.UnixMilli()}, &post))
	return &post
}

// dueKeys returns the beginning of a minute's keys.
func dueKeys(start time.Time) string { return fmt.Sprintf("due_%d_", start.Unix()/60) }

func whatIsStoredIsDamaged(t *testing.T, s *store, value string) {
	who := people[0]
	c := channelOf(t, people[:1])
	start := time.Now().Add(24 * time.Hour).Truncate(time.Minute)
	plan(t, who, c, start)
	require.NoError(t, calls(t.Context(), who, http.MethodPut, "/rooms/channels/"+c.Id, body{"meeting": "m12-345-678"}, &struct{}{}))
	require.NoError(t, calls(t.Context(), who, http.MethodPut, "/rooms/mine", body{"meeting": "m12-345-678"}, &struct{}{}))
	keys := slices.Concat([]string{"person_" + who.User.Id, "channel_" + c.Id}, s.keysOf(t, "upcoming_"+c.Id+"_"))
	for _, key := range s.keysOf(t, dueKeys(start)) {
		s.damage(t, key, value)
	}
	before := map[string]int{}
	for _, key := range keys {
		before[key] = s.logged(t, key)
		s.damage(t, key, value)
	}
	restartPlugin(t) // the plugin forgets what it has logged

	for range 2 {
		found, err := roomsOf(t.Context(), who, c)
		require.NoError(t, err)
		require.Equal(t, rooms{Recent: found.Recent}, found, "a damaged room counts")
		require.Empty(t, found.Recent)
		require.Contains(t, isTold(t, who, c, "/blizz upcoming"), "Nothing comes up here")
		require.Contains(t, isTold(t, who, c, "/blizz room"), "has no room")
	}
	post := plan(t, who, c, start) // this reads the minute and writes it again
	for _, key := range keys {
		require.Equal(t, before[key]+1, s.logged(t, key), "the damage of %s is logged once", key)
	}

	require.Contains(t, isTold(t, who, c, "/blizz upcoming"), post.Id)
	require.NoError(t, calls(t.Context(), who, http.MethodPut, "/rooms/mine", body{"meeting": "m11-111-111"}, &struct{}{}))
	require.NoError(t, calls(t.Context(), who, http.MethodPut, "/rooms/channels/"+c.Id, body{"meeting": "m22-222-222"}, &struct{}{}))
	found, err := roomsOf(t.Context(), who, c)
	require.NoError(t, err)
	require.Equal(t, "m11111111", found.Mine.MeetingID)
	require.Equal(t, "m22222222", found.Channel.MeetingID)
	require.Contains(t, s.valuesOf(t, dueKeys(start)), post.GetProp("plan_id"))
}

// isTold checks that a command's answer is for the person alone.
func isTold(t *testing.T, who *mattermost.Person, c *model.Channel, command string) string {
	t.Helper()
	answer, _, err := who.ExecuteCommand(t.Context(), c.Id, command)
	require.NoError(t, err)
	require.Equal(t, model.CommandResponseTypeEphemeral, answer.ResponseType)
	return answer.Text
}

// aPostClaimIsDamaged: the server can't know whether the request has posted, so it answers that the post may exist.
func aPostClaimIsDamaged(t *testing.T, s *store) {
	c := channelOf(t, people[:1])
	for name, value := range damages {
		before := s.keys(t, "posting_")
		pendingPostID := model.NewId()
		_, err := clicks(t.Context(), people[0], c.Id, name, pendingPostID)
		require.NoError(t, err)
		for key := range s.keys(t, "posting_") {
			if !before[key] {
				// The note is written after the answer.
				require.Eventually(t, func() bool { return s.value(t, key) != "unfinished" }, patience, 10*time.Millisecond)
				s.damage(t, key, value)
			}
		}
		_, err = clicks(t.Context(), people[0], c.Id, name, pendingPostID)
		var told *refusal
		require.ErrorAs(t, err, &told)
		require.Equal(t, http.StatusConflict, told.status)
	}
	require.Len(t, postsOf(t, c), len(damages))
}

// aClaimIsDamaged: the claim of a click on End ends when it expires, whatever its value is.
func aClaimIsDamaged(t *testing.T, s *store) {
	c := channelOf(t, people[:1])
	post, err := clicks(t.Context(), people[0], c.Id, "", "")
	require.NoError(t, err)
	s.damage(t, "writing_"+post.Id, damages["damaged"])
	s.expire(t, "writing_"+post.Id, time.Now().Add(2*time.Second))
	require.Eventually(t, func() bool {
		return calls(t.Context(), people[0], http.MethodPost, "/invitations/"+post.Id+"/end", nil, &model.Post{}) == nil
	}, patience, time.Second)
}

// damageWhatReminds damages all values that a reminder needs, except the plan's record and its entry in the minute. It
// also adds an ID that PostgreSQL can't look up.
func damageWhatReminds(t *testing.T, s *store, start time.Time) *model.Post {
	t.Helper()
	post := plan(t, people[1], channelOf(t, people[1:2]), start)
	jobs := []string{"reminded", "cron_remind", "cron_clean_up"}
	before := map[string]int{}
	for _, key := range append(jobs, "mmi_botid") {
		before[key] = s.logged(t, key)
		s.damage(t, key, damages["damaged"])
	}
	s.damage(t, dueKeys(start)+"0", `{"version": 1, "entries": ["\u0000", "nobody"]}`)
	s.damage(t, dueKeys(start)+"1", fmt.Sprintf(`{"version": 1, "entries": ["\u0000", %q]}`, post.GetProp("plan_id")))
	restartPlugin(t)
	for _, key := range jobs {
		require.Eventually(t, func() bool { return s.logged(t, key) == before[key]+1 }, patience, 100*time.Millisecond, key)
	}
	return post
}

// waitForTheReminder waits until a minute is done, and checks that there is one reminder.
func waitForTheReminder(t *testing.T, s *store, post *model.Post, start time.Time) {
	t.Helper()
	var thread *model.PostList
	require.Eventually(t, func() bool {
		var err error
		thread, _, err = env.Admin.GetPostThread(t.Context(), post.Id, "", false)
		return err == nil && len(thread.Posts) > 1 && len(s.keys(t, dueKeys(start))) == 0
	}, time.Until(start)+patience, time.Second)
	require.Len(t, thread.Posts, 2, "the invitation and one reminder")
	for _, key := range []string{"reminded", "cron_remind", "cron_clean_up", "mmi_botid"} {
		require.NotEqual(t, damages["damaged"], s.value(t, key), "%s was not written again", key)
	}
}

func restartPlugin(t *testing.T) {
	t.Helper()
	require.NoError(t, env.Admin.SwitchOff(t.Context(), env.Plugin))
	require.NoError(t, env.Admin.SwitchOn(t.Context(), env.Plugin))
}

// A store is the plugin's rows in the database.
type store struct{ database *sql.DB }

func openStore(t *testing.T) *store {
	t.Helper()
	database, err := sql.Open("postgres", env.Database.DSN)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, database.Close()) })
	return &store{database}
}

// damage replaces a key's value, or adds one.
func (s *store) damage(t *testing.T, key, value string) {
	t.Helper()
	_, err := s.database.ExecContext(t.Context(), `INSERT INTO PluginKeyValueStore (PluginId, PKey, PValue, ExpireAt)
		VALUES ('blizz', $1, $2, 0) ON CONFLICT (PluginId, PKey) DO UPDATE SET PValue = $2`, key, []byte(value))
	require.NoError(t, err)
}

func (s *store) expire(t *testing.T, key string, at time.Time) {
	t.Helper()
	_, err := s.database.ExecContext(t.Context(), `UPDATE PluginKeyValueStore SET ExpireAt = $2 WHERE PluginId = 'blizz' AND PKey = $1`, key, at.UnixMilli())
	require.NoError(t, err)
}

func (s *store) value(t *testing.T, key string) (value string) {
	t.Helper()
	require.NoError(t, s.database.QueryRowContext(t.Context(),
		`SELECT PValue FROM PluginKeyValueStore WHERE PluginId = 'blizz' AND PKey = $1`, key).Scan(&value))
	return value
}

// keys returns the keys with a prefix.
func (s *store) keys(t *testing.T, prefix string) map[string]bool {
	t.Helper()
	return s.texts(t, `SELECT PKey FROM PluginKeyValueStore WHERE PluginId = 'blizz' AND starts_with(PKey, $1)`, prefix)
}

// keysOf returns the keys with a prefix, in order. It fails if there are none.
func (s *store) keysOf(t *testing.T, prefix string) []string {
	t.Helper()
	found := slices.Sorted(maps.Keys(s.keys(t, prefix)))
	require.NotEmpty(t, found, prefix)
	return found
}

// texts returns the results of a query.
func (s *store) texts(t *testing.T, query string, arguments ...any) map[string]bool {
	t.Helper()
	rows, err := s.database.QueryContext(context.WithoutCancel(t.Context()), query, arguments...)
	require.NoError(t, err)
	defer rows.Close()
	found := map[string]bool{}
	for rows.Next() {
		var text string
		require.NoError(t, rows.Scan(&text))
		found[text] = true
	}
	require.NoError(t, rows.Err())
	return found
}

// logged returns how often the damage of a key was logged.
func (s *store) logged(t *testing.T, key string) (times int) {
	t.Helper()
	for _, line := range s.linesWith(t, "counts as absent") {
		if strings.Contains(line, `"`+key+`"`) {
			times++
		}
	}
	return times
}

// linesWith returns the lines of the server's log that contain a text.
func (s *store) linesWith(t *testing.T, text string) (found []string) {
	t.Helper()
	log, err := env.Server.Log()
	require.NoError(t, err)
	for line := range strings.Lines(string(log)) {
		if strings.Contains(line, text) {
			found = append(found, line)
		}
	}
	return found
}
