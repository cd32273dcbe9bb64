package postgres_test

import (
	"database/sql"
	"testing"

	"github.com/stretchr/testify/require"

	"mattermost-plugin-blizz/e2e/cleanup"
	"mattermost-plugin-blizz/e2e/postgres"
)

func TestADatabaseIsFreshAndGoesAgain(t *testing.T) {
	t.Setenv("BLIZZ_E2E_POSTGRES_DSN", "")
	cleaner := newCleaner(t)
	own, err := postgres.Open(t.Context(), cleaner)
	require.NoError(t, err)
	requireEmpty(t, own)

	t.Setenv("BLIZZ_E2E_POSTGRES_DSN", own.DSN)
	second := newCleaner(t)
	inOther, err := postgres.Open(t.Context(), second)
	require.NoError(t, err)
	requireEmpty(t, inOther)
	require.Equal(t, 1, databases(t, own))
	require.NoError(t, second.Finish())
	require.Equal(t, 0, databases(t, own))
	require.NoError(t, cleaner.Finish())
}

func TestADatabaseOutlivesItsServersStop(t *testing.T) {
	t.Setenv("BLIZZ_E2E_POSTGRES_DSN", "")
	cleaner := newCleaner(t)
	d, err := postgres.Open(t.Context(), cleaner)
	require.NoError(t, err)
	require.True(t, d.IsOurs())
	connection, err := sql.Open("postgres", d.DSN)
	require.NoError(t, err)
	defer connection.Close()
	_, err = connection.ExecContext(t.Context(), "CREATE TABLE kept AS SELECT 42 AS answer")
	require.NoError(t, err)

	require.NoError(t, d.Stop())
	require.Error(t, connection.PingContext(t.Context()))
	require.NoError(t, d.Start(t.Context()))
	require.Equal(t, 42, count(t, d, "SELECT answer FROM kept"))
	require.NoError(t, cleaner.Finish())
}

func newCleaner(t *testing.T) *cleanup.Cleaner {
	t.Helper()
	cleaner, err := cleanup.New()
	require.NoError(t, err)
	return cleaner
}

func requireEmpty(t *testing.T, d *postgres.Database) {
	t.Helper()
	require.Zero(t, count(t, d, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"))
}

func databases(t *testing.T, d *postgres.Database) int {
	t.Helper()
	return count(t, d, `SELECT count(*) FROM pg_database WHERE datname LIKE 'blizz\_e2e\_%'`)
}

func count(t *testing.T, d *postgres.Database, query string) int {
	t.Helper()
	connection, err := sql.Open("postgres", d.DSN)
	require.NoError(t, err)
	defer connection.Close()
	var n int
	require.NoError(t, connection.QueryRow(query).Scan(&n))
	return n
}
