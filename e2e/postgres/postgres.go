// Package postgres gives a fresh, empty PostgreSQL database for the time of one
// run: in the server that BLIZZ_E2E_POSTGRES_DSN names, or else in a server of
// our own on loopback.
package postgres

import (
	"context"
	"fmt"
	"os"

	"mattermost-plugin-blizz/e2e/janitor"
)

// Database says where to connect.
type Database struct {
	DSN    string // a postgres:// URL
	Origin string // whose it is, for people to read
}

// Open makes a database. The janitor takes it away again.
func Open(ctx context.Context, j *janitor.Janitor) (*Database, error) {
	if dsn := os.Getenv("BLIZZ_E2E_POSTGRES_DSN"); dsn != "" {
		return create(ctx, j, dsn)
	}
	dir, err := j.TempDir()
	if err != nil {
		return nil, err
	}
	programs, err := findPrograms(dir)
	if err != nil {
		return nil, err
	}
	server, err := startServer(ctx, j, programs, dir)
	if err != nil {
		return nil, err
	}
	return &Database{DSN: server.dsn(), Origin: fmt.Sprintf("PostgreSQL %d of %s", version(programs), programs)}, nil
}
