package main

import (
	"testing"
	"time"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/mattermost/mattermost/server/public/pluginapi/cluster"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"mattermost-plugin-blizz/server/fake"
)

func TestAJobRunsAfterTheClockIsSet(t *testing.T) {
	now := at(t, "2026-10-23T12:00:10+02:00")
	for name, c := range map[string]struct {
		last time.Time
		wait time.Duration
	}{
		"never ran":                               {time.Time{}, 0},
		"ran in this minute":                      {now.Add(-5 * time.Second), 50 * time.Second},
		"ran in the last minute":                  {now.Add(-15 * time.Second), 0},
		"ran an hour ago":                         {now.Add(-time.Hour), 0},
		"put back by an hour":                     {now.Add(time.Hour), 0},
		"put back by a year":                      {now.AddDate(1, 0, 0), 0},
		"another server's clock is seconds ahead": {now.Add(5 * time.Second), 50 * time.Second},
	} {
		t.Run(name, func(t *testing.T) {
			assert.Equal(t, c.wait, waitFor(time.Minute)(now, cluster.JobMetadata{LastFinished: c.last}))
		})
	}
}

// damagedJobs is a Mattermost in which all values are equal.
type damagedJobs struct {
	*fake.Mattermost
	value string
}

func (d damagedJobs) KVGet(string) ([]byte, *model.AppError) { return []byte(d.value), nil }

func TestADamagedJobCountsAsOneThatNeverRan(t *testing.T) {
	for _, value := range []string{"\x00damaged", `{"LastFinished": 5}`, `[]`, `{"LastFinished": "soon"}`} {
		t.Run(value, func(t *testing.T) {
			mattermost := damagedJobs{fake.New(), value}
			store := &jobStore{API: mattermost}
			for range 3 {
				read, appErr := store.KVGet("cron_remind")
				require.Nil(t, appErr)
				assert.Empty(t, read)
			}
			assert.Len(t, mattermost.Logged, 1)
		})
	}
}

func TestAJobsValidValueIsReadUnchanged(t *testing.T) {
	for _, value := range []string{"", `{"LastFinished": "2026-10-23T12:00:00Z"}`} {
		mattermost := damagedJobs{fake.New(), value}
		read, appErr := (&jobStore{API: mattermost}).KVGet("cron_remind")
		require.Nil(t, appErr)
		assert.Equal(t, value, string(read))
		assert.Empty(t, mattermost.Logged)
	}
}
