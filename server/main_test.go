package main

import (
	"os"
	"testing"

	"go.uber.org/goleak"
)

// zones is a folder for time zones that tests make.
var zones string

// TestMain checks that no test's plugin leaves a goroutine behind. Go first looks for time zones in the tests' folder,
// where a test can change their rules.
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
