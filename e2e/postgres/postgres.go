// Package postgres gives a fresh, empty PostgreSQL database for the time of one
// run: in the server that BLIZZ_E2E_POSTGRES_DSN names, or else in a server of
// our own on loopback.
package postgres

import (
	"context"
	"fmt"
	"os"
	"time"

	"mattermost-plugin-blizz/e2e/cleanup"
)

// Database says where to connect.
type Database struct {
	DSN    string // a postgres:// URL
	Origin string // whose it is, for people to read

	server *server // our own; nil in somebody else's server
}

// Open makes a database. The janitor takes it away again.
func Open(ctx context.Context, cleaner *cleanup.Cleaner) (*Database, error) {
	if dsn := os.Getenv("BLIZZ_E2E_POSTGRES_DSN"); dsn != "" {
		return create(ctx, cleaner, dsn)
	}
	dir, err := cleaner.TempDir()
	if err != nil {
		return nil, err
	}
	programs, err := findPrograms(dir)
	if err != nil {
		return nil, err
	}
	server, err := startServer(ctx, cleaner, programs, dir)
	if err != nil {
		return nil, err
	}
	return &Database{DSN: server.dsn(), Origin: fmt.Sprintf("PostgreSQL %d of %s", version(programs), programs), server: server}, nil
}

// IsOurs tells whether the database's server is our own, which can be stopped.
func (d *Database) IsOurs() bool { return d.server != nil }

// Stop ends the database's server in good order, but without waiting for those
// who are connected. It must be our own.
func (d *Database) Stop() error { return d.server.process.Stop(30 * time.Second) }

// Start starts a server that was stopped, on the same port and data, and waits
// until it answers.
func (d *Database) Start(ctx context.Context) error { return d.server.start(ctx) }
