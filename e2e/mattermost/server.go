// Package mattermost runs real Mattermost servers on loopback. They are built from Mattermost's Go module.
package mattermost

import (
	"bytes"
	"context"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"github.com/mattermost/mattermost/server/public/model"

	"mattermost-plugin-blizz/e2e/cleanup"
	"mattermost-plugin-blizz/e2e/loopback"
)

// Options describe a server. Several servers may share a database.
type Options struct {
	Cleaner     *cleanup.Cleaner
	Program     string   // the server, as Install returns it
	DSN         string   // its database, a postgres:// URL
	Client      string   // folder of the web client, with root.html; empty for none
	Environment []string // further settings, as MM_…=…
}

// Server is one Mattermost process with its folder.
type Server struct {
	URL string

	options Options
	dir     string
	port    int
	process *cleanup.Process
}

// Start prepares a folder, starts a server in it and waits until it is ready.
func Start(ctx context.Context, options Options) (*Server, error) {
	dir, err := options.Cleaner.TempDir()
	if err != nil {
		return nil, err
	}
	port, err := loopback.FreePort()
	if err != nil {
		return nil, err
	}
	s := &Server{URL: fmt.Sprintf("http://127.0.0.1:%d", port), options: options, dir: dir, port: port}
	if err := s.prepare(); err != nil {
		return nil, fmt.Errorf("preparing the server's folder: %w", err)
	}
	return s, s.Start(ctx)
}

//go:embed client
var noClient embed.FS

// prepare makes the folders. It copies the web client, because the server writes into it.
func (s *Server) prepare() error {
	client, err := fs.Sub(noClient, "client")
	if err != nil {
		return err
	}
	if s.options.Client != "" {
		client = os.DirFS(s.options.Client)
	}
	if err := os.CopyFS(s.in("client"), client); err != nil {
		return err
	}
	for _, dir := range []string{s.in("client", "plugins"), s.in("plugins"), s.in("files"), s.in("config"), s.in("tmp")} {
		if err := os.MkdirAll(dir, 0o700); err != nil {
			return err
		}
	}
	return nil
}

// Start starts a server that was stopped, on the same address and data.
func (s *Server) Start(ctx context.Context) error {
	log, err := os.OpenFile(s.logFile(), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer log.Close()
	cmd := exec.Command(s.options.Program, "server")
	cmd.Dir = s.dir
	// A killed plugin leaves its socket in the folder for temporary files.
	cmd.Env = append(append(os.Environ(), "TMPDIR="+s.in("tmp")), s.settings()...)
	cmd.Stdout, cmd.Stderr = log, log
	if s.process, err = s.options.Cleaner.Start(cmd); err != nil {
		return err
	}
	if err := s.waitUntilReady(ctx); err != nil {
		return fmt.Errorf("starting Mattermost: %w\n%s", err, s.LogTail())
	}
	return nil
}

// Stop ends the server regularly.
func (s *Server) Stop() error { return s.process.Stop(30 * time.Second) }

// Kill kills the server and its plugins, as in a crash.
func (s *Server) Kill() { s.process.Kill() }

// Restart stops the server regularly and starts it again.
func (s *Server) Restart(ctx context.Context) error {
	if err := s.Stop(); err != nil {
		return err
	}
	return s.Start(ctx)
}

func (s *Server) waitUntilReady(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, 3*time.Minute)
	defer cancel()
	client := model.NewAPIv4Client(s.URL)
	for {
		if status, _, err := client.GetPing(ctx); err == nil && status == model.StatusOk {
			return nil
		}
		select {
		case <-s.process.Ended():
			return errors.New("the server ended while starting")
		case <-ctx.Done():
			return fmt.Errorf("the server does not answer: %w", ctx.Err())
		case <-time.After(100 * time.Millisecond):
		}
	}
}

// ConfigFile returns the server's config file. Edit it only while the server is stopped.
func (s *Server) ConfigFile() string { return s.in("config", "config.json") }

// Log returns the server's log: its warnings and errors, and those of its plugins.
func (s *Server) Log() ([]byte, error) { return os.ReadFile(s.logFile()) }

// LogTail returns the last lines of the server's log, after any lines about a panic.
func (s *Server) LogTail() string {
	log, err := s.Log()
	if err != nil {
		return err.Error()
	}
	lines := bytes.SplitAfter(log, []byte("\n"))
	tail := max(0, len(lines)-15)
	var told []byte
	for i, line := range lines {
		if i >= tail || bytes.Contains(line, []byte("panic")) {
			told = append(told, line...)
		}
	}
	return string(told)
}

func (s *Server) logFile() string { return s.in("log") }

func (s *Server) in(names ...string) string {
	return filepath.Join(append([]string{s.dir}, names...)...)
}
