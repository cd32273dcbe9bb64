package cleanup

import (
	"fmt"
	"os/exec"
	"syscall"
	"time"
)

// Process is a process that ends with this program at the latest.
type Process struct {
	PID   int
	ended chan struct{}
}

// Start starts cmd in its own process group, which contains the processes that it starts.
func (cleaner *Cleaner) Start(cmd *exec.Cmd) (*Process, error) {
	if cmd.SysProcAttr == nil {
		cmd.SysProcAttr = &syscall.SysProcAttr{}
	}
	cmd.SysProcAttr.Setpgid = true
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("starting %s: %w", cmd.Path, err)
	}
	p := &Process{PID: cmd.Process.Pid, ended: make(chan struct{})}
	go func() {
		_ = cmd.Wait()                            // its log says how it ended
		_ = syscall.Kill(-p.PID, syscall.SIGKILL) // the processes that it left running
		_ = cleaner.tell(task{Spare: p.PID})      // fails if the cleanup has begun already
		close(p.ended)
	}()
	if err := cleaner.tell(task{End: p.PID}); err != nil {
		p.Kill()
		return nil, err
	}
	return p, nil
}

// Ended is closed when the process has ended.
func (p *Process) Ended() <-chan struct{} { return p.ended }

// Stop asks the process to end and waits. If it takes too long, Stop kills it and returns an error.
func (p *Process) Stop(patience time.Duration) error {
	_ = syscall.Kill(p.PID, syscall.SIGINT) // it may have ended already
	select {
	case <-p.ended:
		return nil
	case <-time.After(patience):
		p.Kill()
		return fmt.Errorf("process %d had to be killed: it did not stop in %s", p.PID, patience)
	}
}

// Kill ends the process and its group at once, as a crash would.
func (p *Process) Kill() {
	_ = syscall.Kill(-p.PID, syscall.SIGKILL) // it may have ended already
	<-p.ended
}
