// Package cleanup leaves the machine as it was. It starts a second process, before anything else. When this process
// ends, the second one ends the other processes, drops the databases and removes the folders that were registered. It
// does so after a return, Ctrl-C, a panic in a test, or kill -9: no defer is needed.
//
// It works on Unix, because it uses process groups.
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

// A task is one line for the second process. One field is set.
type task struct {
	End    int       `json:",omitempty"` // a process group
	Spare  int       `json:",omitempty"` // a process group that has ended, whose number may be reused
	Drop   *database `json:",omitempty"`
	Remove string    `json:",omitempty"` // a folder
}

// A database is dropped through a connection to another database of the same server.
type database struct{ Through, Name string }

// Cleaner registers tasks with the second process.
type Cleaner struct {
	process *exec.Cmd
	says    *bytes.Buffer

	lock  sync.Mutex
	tasks io.WriteCloser
}

// New starts the second process. It runs this program, and init sends it to its work.
func New() (*Cleaner, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, fmt.Errorf("cleanup: %w", err)
	}
	says := &bytes.Buffer{}
	process := exec.Command(self)
	process.Env = append(os.Environ(), variable+"=1")
	process.Stderr = says
	process.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} // Ctrl-C does not reach it
	tasks, err := process.StdinPipe()
	if err != nil {
		return nil, fmt.Errorf("cleanup: %w", err)
	}
	if err := process.Start(); err != nil {
		return nil, fmt.Errorf("cleanup: %w", err)
	}
	return &Cleaner{process: process, says: says, tasks: tasks}, nil
}

// Finish lets the second process clean up, and waits for it.
func (cleaner *Cleaner) Finish() error {
	cleaner.lock.Lock()
	defer cleaner.lock.Unlock()
	if err := cleaner.tasks.Close(); err != nil {
		return fmt.Errorf("cleanup: %w", err)
	}
	if err := cleaner.process.Wait(); err != nil {
		return fmt.Errorf("cleanup: %w: %s", err, cleaner.says)
	}
	return nil
}

// TempDir makes a folder and registers it for removal.
func (cleaner *Cleaner) TempDir() (string, error) {
	dir, err := os.MkdirTemp("", "blizz-e2e-")
	if err != nil {
		return "", fmt.Errorf("making a folder: %w", err)
	}
	return dir, cleaner.tell(task{Remove: dir})
}

// DropDatabase registers a database to be dropped once all processes have ended. through is the DSN of another database
// of the same server.
func (cleaner *Cleaner) DropDatabase(through, name string) error {
	return cleaner.tell(task{Drop: &database{Through: through, Name: name}})
}

func (cleaner *Cleaner) tell(t task) error {
	cleaner.lock.Lock()
	defer cleaner.lock.Unlock()
	if err := json.NewEncoder(cleaner.tasks).Encode(t); err != nil {
		return fmt.Errorf("registering for cleanup: %w", err)
	}
	return nil
}
