package postgres

import (
	"context"
	"crypto/rand"
	"database/sql"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"mattermost-plugin-blizz/e2e/cleanup"
	"mattermost-plugin-blizz/e2e/loopback"
)

// A server is a PostgreSQL server on loopback, with one database and one user. The user has a password: a superuser of
// PostgreSQL can run commands as the account that runs the server, and the machine may have other users.
type server struct {
	cleaner  *cleanup.Cleaner
	programs string
	dir      string
	port     int
	password string
	process  *cleanup.Process
}

func startServer(ctx context.Context, cleaner *cleanup.Cleaner, programs, dir string) (*server, error) {
	port, err := loopback.FreePort()
	if err != nil {
		return nil, err
	}
	s := &server{cleaner: cleaner, programs: programs, dir: filepath.Join(dir, "home"), port: port, password: rand.Text()}
	if err := s.prepare(ctx); err != nil {
		return nil, err
	}
	return s, s.start(ctx)
}

// prepare makes the data folder.
func (s *server) prepare(ctx context.Context) error {
	if err := os.Mkdir(s.dir, 0o700); err != nil {
		return err
	}
	passwordFile := filepath.Join(s.dir, "password")
	if err := os.WriteFile(passwordFile, []byte(s.password), 0o600); err != nil {
		return err
	}
	if err := giveAway(s.dir, passwordFile); err != nil {
		return err
	}
	initdb, err := s.command(ctx, filepath.Join(s.programs, "initdb"), "-D", "data",
		"-U", "mattermost", "--auth=scram-sha-256", "--pwfile=password",
		"--encoding=UTF8", "--locale=C", "--no-sync")
	if err != nil {
		return err
	}
	if output, err := initdb.CombinedOutput(); err != nil {
		return fmt.Errorf("initdb: %w\n%s", err, output)
	}
	return nil
}

// start starts the server and waits until it answers. It is fast because it need not survive a power cut.
func (s *server) start(ctx context.Context) error {
	postgres, err := s.command(context.WithoutCancel(ctx), filepath.Join(s.programs, "postgres"), "-D", "data",
		"-c", "listen_addresses=127.0.0.1", "-c", fmt.Sprintf("port=%d", s.port), "-c", "unix_socket_directories=",
		"-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off",
		"-c", "max_connections=300")
	if err != nil {
		return err
	}
	log, err := os.OpenFile(s.logFile(), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer log.Close()
	postgres.Stdout, postgres.Stderr = log, log
	if s.process, err = s.cleaner.Start(postgres); err != nil {
		return err
	}
	if err := s.waitUntilReady(ctx); err != nil {
		return fmt.Errorf("%w\n%s", err, s.log())
	}
	return nil
}

func (s *server) waitUntilReady(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, 30*time.Second)
	defer cancel()
	database, err := sql.Open("postgres", s.dsn())
	if err != nil {
		return err
	}
	defer database.Close()
	for {
		err := database.PingContext(ctx)
		if err == nil {
			return nil
		}
		select {
		case <-s.process.Ended():
			return fmt.Errorf("PostgreSQL ended: %w", err)
		case <-ctx.Done():
			return fmt.Errorf("PostgreSQL does not answer: %w", err)
		case <-time.After(50 * time.Millisecond):
		}
	}
}

func (s *server) dsn() string {
	return fmt.Sprintf("postgres://mattermost:%s@127.0.0.1:%d/postgres?sslmode=disable", s.password, s.port)
}

func (s *server) logFile() string { return filepath.Join(s.dir, "log") }

func (s *server) log() []byte {
	log, _ := os.ReadFile(s.logFile()) // absent if nothing was logged
	return log
}

// command prepares a program that runs in the server's folder, under an account that PostgreSQL accepts.
func (s *server) command(ctx context.Context, program string, args ...string) (*exec.Cmd, error) {
	cmd := exec.CommandContext(ctx, program, args...)
	cmd.Dir = s.dir
	cmd.Env = append(os.Environ(), "LC_ALL=C")
	account, err := otherAccount()
	if err != nil {
		return nil, err
	}
	cmd.SysProcAttr = account
	return cmd, nil
}
