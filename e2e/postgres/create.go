package postgres

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"strings"

	"github.com/lib/pq"

	"mattermost-plugin-blizz/e2e/cleanup"
)

// create makes a database with a new name in the server of dsn. Its user must be allowed to do that.
func create(ctx context.Context, cleaner *cleanup.Cleaner, dsn string) (*Database, error) {
	address, err := url.Parse(dsn)
	if err != nil || !strings.HasPrefix(address.Scheme, "postgres") {
		return nil, errors.New("BLIZZ_E2E_POSTGRES_DSN has to be a postgres:// URL")
	}
	server, err := sql.Open("postgres", dsn)
	if err != nil {
		return nil, fmt.Errorf("opening BLIZZ_E2E_POSTGRES_DSN: %w", err)
	}
	defer server.Close()

	name := "blizz_e2e_" + strings.ToLower(rand.Text()[:8])
	if err := cleaner.DropDatabase(dsn, name); err != nil {
		return nil, err
	}
	if _, err := server.ExecContext(ctx, "CREATE DATABASE "+pq.QuoteIdentifier(name)+" ENCODING 'UTF8' TEMPLATE template0"); err != nil {
		return nil, fmt.Errorf("making a database in BLIZZ_E2E_POSTGRES_DSN: %w", err)
	}
	address.Path = "/" + name
	return &Database{DSN: address.String(), Origin: address.Redacted()}, nil
}
