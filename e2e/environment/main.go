package environment

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"syscall"
	"testing"
	"time"

	"mattermost-plugin-blizz/e2e/cleanup"
)

// Main is the main function of a program that needs an environment. Ctrl-C cancels the context of body. Main ends the
// process. If starting the environment, body or cleaning up fails, it prints the error and ends with status 1.
func Main(options Options, body func(context.Context, *Environment) error) {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP)
	err := run(ctx, options, body)
	stop()
	exit(err)
}

// TestMain is the TestMain of a package whose tests share an environment. prepare runs before the tests.
func TestMain(m *testing.M, prepare func(context.Context, *Environment) error) {
	exit(run(context.Background(), Options{Progress: Progress()}, func(ctx context.Context, e *Environment) error {
		if err := prepare(ctx, e); err != nil {
			return err
		}
		if m.Run() != 0 {
			return fmt.Errorf("the end of the server's log:\n%s", e.Server.LogTail())
		}
		return nil
	}))
}

func exit(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(0)
}

func run(ctx context.Context, options Options, body func(context.Context, *Environment) error) error {
	cleaner, err := cleanup.New()
	if err != nil {
		return err
	}
	e, err := Start(ctx, cleaner, options)
	if err == nil {
		err = body(ctx, e)
	}
	if err != nil && ctx.Err() != nil {
		err = errors.New("interrupted") // any other error followed from that
	}
	return errors.Join(err, cleaner.Finish())
}

// Progress returns a function that prints lines with the time since now.
func Progress() func(string) {
	began := time.Now()
	return func(line string) {
		fmt.Printf("%6.1fs  %s\n", time.Since(began).Seconds(), line)
	}
}
