package main

import (
	"encoding/json"
	"sync"
	"time"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/mattermost/mattermost/server/public/plugin"
	"github.com/mattermost/mattermost/server/public/pluginapi/cluster"
	"github.com/pkg/errors"
)

const (
	cleanUpEvery = 24 * time.Hour
	remindEvery  = time.Minute
)

// start starts the jobs.
func (c *components) start(api plugin.API) error {
	c.lives.Start()
	store := &jobStore{API: api}
	for _, job := range []struct {
		name  string
		every time.Duration
		run   func()
	}{
		{"clean_up", cleanUpEvery, c.everyDay},
		{"remind", remindEvery, c.everyMinute},
	} {
		scheduled, err := cluster.Schedule(store, job.name, waitFor(job.every), job.run)
		if err != nil {
			return errors.Wrapf(err, "failed to schedule the job %q", job.name)
		}
		c.jobs = append(c.jobs, scheduled)
	}
	return nil
}

// everyDay runs the daily jobs.
func (c *components) everyDay() {
	c.rooms.CleanUp(c.now())
	c.schedule.CleanUp()
}

// everyMinute reminds first, because people wait for reminders.
func (c *components) everyMinute() {
	c.schedule.Run()
	c.lives.Run()
}

// waitFor makes a job run at round times. If the last run lies in the future, the clock was set back or another
// server's clock is ahead. The job then runs at once: the library would wait until that time.
func waitFor(every time.Duration) cluster.NextWaitInterval {
	rounded := cluster.MakeWaitForRoundedInterval(every)
	return func(now time.Time, last cluster.JobMetadata) time.Duration {
		if last.LastFinished.Sub(now) > every {
			return 0
		}
		return rounded(now, last)
	}
}

// jobStore is Mattermost's API for the library that runs the jobs. The library stops a job if it can't read when the
// job last ran.
type jobStore struct {
	plugin.API

	logged sync.Map // keys whose damage has been logged
}

// KVGet reads a value. A value that is damaged or of a later version counts as absent and is logged once.
func (s *jobStore) KVGet(key string) ([]byte, *model.AppError) {
	value, appErr := s.API.KVGet(key)
	if appErr != nil || json.Unmarshal(value, &cluster.JobMetadata{}) == nil {
		return value, appErr
	}
	if _, already := s.logged.LoadOrStore(key, true); len(value) > 0 && !already {
		s.LogError("A stored value is damaged or of a later version and counts as absent", "key", key)
	}
	return nil, nil
}
