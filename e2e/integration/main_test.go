// Package integration tests the plugin's bundle in a real Mattermost server. The tests do what people do: they type, click,
// change settings, and read.
package integration

import (
	"context"
	"testing"

	"mattermost-plugin-blizz/e2e/environment"
)

// env is the environment of all tests, which run one after the other.
var env *environment.Environment

func TestMain(m *testing.M) {
	environment.TestMain(m, func(_ context.Context, e *environment.Environment) error {
		env = e
		return nil
	})
}
