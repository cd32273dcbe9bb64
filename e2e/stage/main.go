package stage

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"syscall"
	"time"

	"mattermost-plugin-blizz/e2e/janitor"
)

// Main is the main function of a program that plays on a stage. Ctrl-C ends the
// context of what is played. It ends the process: with status 1 and the reason
// when setting the stage, playing or clearing up failed.
func Main(options Options, play func(context.Context, *Stage) error) {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP)
	err := run(ctx, options, play)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(0)
}

func run(ctx context.Context, options Options, play func(context.Context, *Stage) error) error {
	j, err := janitor.Hire()
	if err != nil {
		return err
	}
	s, err := Set(ctx, j, options)
	if err == nil {
		err = play(ctx, s)
	}
	if err != nil && ctx.Err() != nil {
		err = errors.New("interrupted") // whatever else failed, failed for that
	}
	return errors.Join(err, j.Dismiss())
}

// Progress returns a function that prints lines with the time since now.
func Progress() func(string) {
	began := time.Now()
	return func(line string) {
		fmt.Printf("%6.1fs  %s\n", time.Since(began).Seconds(), line)
	}
}
