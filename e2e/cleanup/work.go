package cleanup

import (
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"slices"
	"syscall"
	"time"

	"github.com/lib/pq"
)

// variable is an environment variable that marks the second process.
const variable = "BLIZZ_E2E_CLEANUP"

// patience is how long a process may take to end before it is killed.
const patience = 3 * time.Second

// Every program that imports this package can become the second process. Its main needs no extra line.
//
//nolint:gochecknoinits // without that line, a main would start processes without end
func init() {
	if os.Getenv(variable) == "" {
		return
	}
	signal.Ignore(syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP)
	if err := work(os.Stdin); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(0)
}

// work reads tasks until its input ends, then does them. It begins with the newest, because later tasks use what
// earlier ones made.
func work(tasks io.Reader) error {
	var groups []int
	var databases []*database
	var folders []string
	decoder := json.NewDecoder(tasks)
	for {
		var t task
		if decoder.Decode(&t) != nil {
			break // the other process has ended
		}
		switch {
		case t.End != 0:
			groups = append(groups, t.End)
		case t.Spare != 0:
			groups = slices.DeleteFunc(groups, func(g int) bool { return g == t.Spare })
		case t.Drop != nil:
			databases = append(databases, t.Drop)
		case t.Remove != "":
			folders = append(folders, t.Remove)
		}
	}

	var problems []error
	for _, group := range slices.Backward(groups) {
		end(group)
	}
	for _, db := range slices.Backward(databases) {
		problems = append(problems, db.drop())
	}
	for _, folder := range slices.Backward(folders) {
		problems = append(problems, os.RemoveAll(folder))
	}
	return errors.Join(problems...)
}

// end first asks the processes to end. PostgreSQL leaves shared memory behind if it is killed.
func end(group int) {
	for _, sig := range []syscall.Signal{syscall.SIGINT, syscall.SIGKILL} {
		if syscall.Kill(-group, sig) != nil {
			return
		}
		for waited := time.Duration(0); waited < patience; waited += 20 * time.Millisecond {
			if syscall.Kill(-group, 0) != nil {
				return
			}
			time.Sleep(20 * time.Millisecond)
		}
	}
}

func (d *database) drop() error {
	connection, err := sql.Open("postgres", d.Through)
	if err != nil {
		return fmt.Errorf("dropping %s: %w", d.Name, err)
	}
	defer connection.Close()
	if _, err := connection.Exec("DROP DATABASE IF EXISTS " + pq.QuoteIdentifier(d.Name) + " WITH (FORCE)"); err != nil {
		return fmt.Errorf("dropping %s: %w", d.Name, err)
	}
	return nil
}
