// Package janitor leaves the machine as it was. A second process, started
// before anything else, ends the processes, drops the databases and removes the
// folders it was told of, as soon as this process ends: by returning, by
// Ctrl-C, by a panic in a test, by kill -9. All cleaning up is done there, so
// none of it depends on a defer that may never run.
//
// It works on Unix, where processes come in groups.
package cleanup

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"sync"
	"syscall"
)

// A task is one line the janitor reads. One field is set.
type task struct {
	End    int       `json:",omitempty"` // a process group
	Spare  int       `json:",omitempty"` // a process group that has ended: its number may be another's now
	Drop   *database `json:",omitempty"`
	Remove string    `json:",omitempty"` // a folder
}

// A database has a name, and is dropped through a connection to another one of
// the same server.
type database struct{ Through, Name string }

// Cleaner is the side of the janitor that takes tasks.
type Cleaner struct {
	process *exec.Cmd
	says    *bytes.Buffer

	lock  sync.Mutex
	tasks io.WriteCloser
}

// New starts the janitor's process: this program again, which init sends to
// its work.
func New() (*Cleaner, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, fmt.Errorf("janitor: %w", err)
	}
	says := &bytes.Buffer{}
	process := exec.Command(self)
	process.Env = append(os.Environ(), variable+"=1")
	process.Stderr = says
	process.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} // out of Ctrl-C's reach
	tasks, err := process.StdinPipe()
	if err != nil {
		return nil, fmt.Errorf("janitor: %w", err)
	}
	if err := process.Start(); err != nil {
		return nil, fmt.Errorf("janitor: %w", err)
	}
	return &Cleaner{process: process, says: says, tasks: tasks}, nil
}

// Finish has everything cleaned up, and waits for that.
func (cleaner *Cleaner) Finish() error {
	cleaner.lock.Lock()
	defer cleaner.lock.Unlock()
	if err := cleaner.tasks.Close(); err != nil {
		return fmt.Errorf("janitor: %w", err)
	}
	if err := cleaner.process.Wait(); err != nil {
		return fmt.Errorf("janitor: %w: %s", err, cleaner.says)
	}
	return nil
}

// TempDir makes a folder that will be removed.
func (cleaner *Cleaner) TempDir() (string, error) {
	dir, err := os.MkdirTemp("", "blizz-e2e-")
	if err != nil {
		return "", fmt.Errorf("making a folder: %w", err)
	}
	return dir, cleaner.tell(task{Remove: dir})
}

// DropDatabase has the database of this name dropped once all processes have
// ended, through a connection to the database of the DSN.
func (cleaner *Cleaner) DropDatabase(through, name string) error {
	return cleaner.tell(task{Drop: &database{Through: through, Name: name}})
}

func (cleaner *Cleaner) tell(t task) error {
	cleaner.lock.Lock()
	defer cleaner.lock.Unlock()
	if err := json.NewEncoder(cleaner.tasks).Encode(t); err != nil {
		return fmt.Errorf("telling the janitor: %w", err)
	}
	return nil
}
