// Package integration tests the plugin's bundle in a real Mattermost server, by
// what people do and see: they type, click, change settings, and read.
package integration

import (
	"context"
	"errors"
	"fmt"
	"os"
	"testing"

	"mattermost-plugin-blizz/e2e/janitor"
	"mattermost-plugin-blizz/e2e/stage"
)

// town is where all tests take place, one after the other.
var town *stage.Stage

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
	if m.Run() != 0 {
		return fmt.Errorf("the server's last words:\n%s", town.Server.LogTail())
	}
	return nil
}
