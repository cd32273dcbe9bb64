package faults

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func TestTheDatabaseStopsForAWhile(t *testing.T) {
	if !env.Database.IsOurs() {
		t.Skip("BLIZZ_E2E_POSTGRES_DSN names a server that others may use")
	}
	l := startLoad(t, people)
	for range 5 {
		began := time.Now()
		require.NoError(t, env.Database.Stop())
		l.waitForFailures(t, 2*userCount)
		require.NoError(t, env.Database.Start(t.Context()))
		l.waitUntilAllDoorsWork(t, time.Now())
		l.report(t, "PostgreSQL stopped and started", began)
	}
	l.finishLater(t)
}
