// Package faults lets things go wrong while people invite: processes die, the
// database is gone, settings and versions change. Every invitation has a topic
// of its own, so that afterwards each can be accounted for.
package faults

import (
	"context"
	"errors"
	"fmt"
	"os"
	"testing"

	"mattermost-plugin-blizz/e2e/crowd"
	"mattermost-plugin-blizz/e2e/janitor"
	"mattermost-plugin-blizz/e2e/mattermost"
	"mattermost-plugin-blizz/e2e/stage"
)

// town is where all tests take place, one after the other; the crowd is who
// invites meanwhile.
var (
	town   *stage.Stage
	people []*mattermost.Person
)

// crowdSize keeps the server busy, and leaves the machine able to do else.
const crowdSize = 10

func TestMain(m *testing.M) {
	if err := run(m); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(m *testing.M) (err error) {
	j, err := janitor.Hire()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, j.Dismiss()) }()
	town, err = stage.Set(context.Background(), j, stage.Options{Progress: stage.Progress()})
	if err != nil {
		return err
	}
	people, err = crowd.Gather(context.Background(), town, crowdSize)
	if err != nil {
		return err
	}
	if m.Run() != 0 {
		return fmt.Errorf("the server's last words:\n%s", town.Server.LogTail())
	}
	return nil
}
