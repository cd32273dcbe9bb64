// Package postgres makes an empty PostgreSQL database for one run: in the server of BLIZZ_E2E_POSTGRES_DSN, otherwise
// in its own server on loopback.
package postgres

import (
	"context"
	"fmt"
	"os"
	"time"

	"mattermost-plugin-blizz/e2e/cleanup"
)

// Database is a database and its server.
type Database struct {
	DSN    string // a postgres:// URL
	Origin string // the server's description, for people

	server *server // nil for the server of BLIZZ_E2E_POSTGRES_DSN
}

// Open makes a database and registers it for removal.
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

// IsOurs tells whether the server was started by this package, so that it can be stopped.
func (d *Database) IsOurs() bool { return d.server != nil }

// Stop ends the server regularly, without waiting for clients. IsOurs must be true.
func (d *Database) Stop() error { return d.server.process.Stop(30 * time.Second) }

// Start starts a stopped server on the same port and data, and waits until it answers.
func (d *Database) Start(ctx context.Context) error { return d.server.start(ctx) }
