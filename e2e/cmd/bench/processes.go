package main

import (
	"fmt"
	"os"
	"strings"

	"github.com/prometheus/procfs"
)

// Names of the measured processes.
const (
	theDatabase = "PostgreSQL"
	blizzPlugin = "plugin blizz"
	emptyPlugin = "plugin empty"
)

// process is a descendant of this program.
type process struct {
	procfs.ProcStat
	whose string
	proc  procfs.Proc
}

// ourProcesses returns all descendants of this program. It reads /proc, so it works only on Linux.
func ourProcesses() ([]process, error) {
	all, err := procfs.AllProcs()
	if err != nil {
		return nil, fmt.Errorf("listing processes: %w", err)
	}
	stats := map[int]process{}
	for _, proc := range all {
		if stat, err := proc.Stat(); err == nil { // it may have ended meanwhile
			stats[proc.PID] = process{ProcStat: stat, proc: proc}
		}
	}
	var ours []process
	for _, p := range stats {
		if isDescendant(stats, p) {
			p.whose = whose(p)
			ours = append(ours, p)
		}
	}
	return ours, nil
}

func isDescendant(of map[int]process, p process) bool {
	for parent, ok := of[p.PPID]; ok; parent, ok = of[parent.PPID] {
		if parent.PID == os.Getpid() {
			return true
		}
	}
	return false
}

func whose(p process) string {
	if p.Comm == "postgres" {
		return theDatabase
	}
	program, err := p.proc.Executable()
	if err != nil {
		return "" // it has ended, or belongs to another user
	}
	if _, path, ok := strings.Cut(program, "/plugins/"); ok {
		id, _, _ := strings.Cut(path, "/")
		return "plugin " + id
	}
	return ""
}

// resident returns the resident memory of the processes in MB, by name.
func resident() (map[string]float64, error) {
	ours, err := ourProcesses()
	if err != nil {
		return nil, err
	}
	memory := map[string]float64{}
	for _, p := range ours {
		memory[p.whose] += float64(p.ResidentMemory()) / 1e6
	}
	return memory, nil
}
