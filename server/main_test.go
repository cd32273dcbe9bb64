package main

import (
	"testing"

	"go.uber.org/goleak"
)

// TestMain sees that the plugins of all tests have left no goroutine behind.
func TestMain(m *testing.M) {
	goleak.VerifyTestMain(m)
}
