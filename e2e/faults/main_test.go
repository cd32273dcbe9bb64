// Package faults breaks things while people invite: processes are killed, the database stops, settings and versions change.
// Each invitation has its own topic, so that the tests can find it afterwards.
package faults

import (
	"context"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"mattermost-plugin-blizz/e2e/environment"
	"mattermost-plugin-blizz/e2e/mattermost"
	"mattermost-plugin-blizz/e2e/users"
)

// env is the environment of all tests, which run one after the other. people are the users who invite meanwhile.
var (
	env    *environment.Environment
	people []*mattermost.Person
)

// userCount keeps the server busy, but leaves time for other work on the machine.
const userCount = 10

func TestMain(m *testing.M) {
	environment.TestMain(m, func(ctx context.Context, e *environment.Environment) (err error) {
		env = e
		people, err = users.SignUp(ctx, env, userCount)
		return err
	})
}

// signedUp holds the people for tests that need many.
var signedUp []*mattermost.Person

// manyPeople returns a number of people. Each test gets the same people, because Mattermost without a licence refuses more than
// about 200 users.
func manyPeople(t *testing.T, count int) []*mattermost.Person {
	t.Helper()
	if missing := count - len(signedUp); missing > 0 {
		more, err := users.SignUp(t.Context(), env, missing)
		require.NoError(t, err)
		signedUp = append(signedUp, more...)
	}
	return slices.Clone(signedUp[:count])
}
