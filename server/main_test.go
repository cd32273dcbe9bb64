package main

import (
	"os"
	"testing"

	"go.uber.org/goleak"
)

// zones is a folder of time zones in which a test puts zones of its own.
var zones string

// TestMain sees that the plugins of all tests have left no goroutine behind. Go reads time zones from a folder of the
// tests first: the one of which the rules change is in it.
func TestMain(m *testing.M) {
	var err error
	if zones, err = os.MkdirTemp("", "zones"); err != nil {
		panic(err)
	}
	if err := os.Setenv("ZONEINFO", zones); err != nil {
		panic(err)
	}
	goleak.VerifyTestMain(m, goleak.Cleanup(func(code int) {
		_ = os.RemoveAll(zones)
		os.Exit(code)
	}))
}
