package main

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"runtime"
	"strings"
	"time"

	"github.com/prometheus/procfs"

	"mattermost-plugin-blizz/e2e/cmd/bench/figures"
)

// setting describes the machine and its programs.
func (s *site) setting(ctx context.Context) (figures.Setting, error) {
	proc, err := procfs.NewDefaultFS()
	if err != nil {
		return figures.Setting{}, err
	}
	cpus, err := proc.CPUInfo()
	if err != nil {
		return figures.Setting{}, err
	}
	memory, err := proc.Meminfo()
	if err != nil {
		return figures.Setting{}, err
	}
	config, _, err := s.Admin.GetClientConfig(ctx, "")
	if err != nil {
		return figures.Setting{}, err
	}
	database, err := databaseVersion(ctx)
	return figures.Setting{
		Date:       time.Now().UTC().Truncate(time.Second),
		CPU:        cpus[0].ModelName,
		Cores:      len(cpus),
		MemoryGB:   float64(*memory.MemTotal) / (1 << 20),
		System:     runtime.GOOS + "-" + runtime.GOARCH,
		Go:         strings.TrimPrefix(runtime.Version(), "go"),
		Mattermost: config["Version"],
		PostgreSQL: database,
		Plugin:     s.Plugin.Version,
	}, err
}

// databaseVersion asks PostgreSQL's program for its version.
func databaseVersion(ctx context.Context) (string, error) {
	ours, err := ourProcesses()
	if err != nil {
		return "", err
	}
	for _, p := range ours {
		if p.whose != theDatabase {
			continue
		}
		output, err := exec.CommandContext(ctx, fmt.Sprintf("/proc/%d/exe", p.PID), "--version").Output()
		if err != nil {
			return "", fmt.Errorf("asking PostgreSQL for its version: %w", err)
		}
		return strings.Fields(string(output))[2], nil // the output is: postgres (PostgreSQL) 15.14 …
	}
	return "", errors.New("there is no PostgreSQL of our own to measure: unset BLIZZ_E2E_POSTGRES_DSN")
}
