package users_test

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"mattermost-plugin-blizz/e2e/mattermost"
	"mattermost-plugin-blizz/e2e/users"
)

func TestEachActHasANumberOfItsOwn(t *testing.T) {
	var lock sync.Mutex
	var numbers []int
	failed := errors.New("as asked")

	result := users.Run(t.Context(), make([]*mattermost.Person, 8), 100, func(_ context.Context, _ *mattermost.Person, n int) error {
		lock.Lock()
		defer lock.Unlock()
		numbers = append(numbers, n)
		if n == 42 {
			return failed
		}
		return nil
	})

	slices.Sort(numbers)
	for i, n := range numbers {
		require.Equal(t, i, n)
	}
	require.Len(t, numbers, 100)
	require.Len(t, result.Times, 99)
	require.True(t, slices.IsSorted(result.Times))
	require.Equal(t, []users.Failure{{Act: 42, Err: failed}}, result.Failures)
}

func TestWhatHasBegunIsBroughtToItsEnd(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())

	result := users.Run(ctx, make([]*mattermost.Person, 1), 100, func(ctx context.Context, _ *mattermost.Person, _ int) error {
		cancel()
		return ctx.Err()
	})

	require.Len(t, result.Times, 1)
	require.Empty(t, result.Failures)
}
