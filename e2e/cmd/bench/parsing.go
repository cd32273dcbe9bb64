package main

import (
	"bytes"
	"context"
	"fmt"
	"os/exec"
	"strconv"
	"strings"

	"mattermost-plugin-blizz/e2e/cmd/bench/figures"
)

// parses is how often each text is parsed.
const parses = 1_000_000

// parsing runs the plugin's own benchmark of finding the meeting in a text.
func parsing(ctx context.Context, repository string) ([]figures.Parsing, error) {
	benchmark := exec.CommandContext(ctx, "go", "test", "-run", "^$", "-bench", "^BenchmarkFind$",
		"-benchtime", fmt.Sprintf("%dx", parses), "./server/meeting")
	benchmark.Dir = repository
	output, err := benchmark.CombinedOutput()
	if err != nil {
		return nil, fmt.Errorf("go test -bench: %w\n%s", err, output)
	}
	var found []figures.Parsing
	for line := range bytes.Lines(output) {
		if p, ok := readBenchmark(string(line)); ok {
			found = append(found, p)
		}
	}
	return found, nil
}

// readBenchmark reads a line such as
//
//	BenchmarkFind/no_match-2   1000000   1234 ns/op   0 heap-growth-B   56 B/op   7 allocs/op
func readBenchmark(line string) (figures.Parsing, bool) {
	words := strings.Fields(line)
	if len(words) < 2 || !strings.HasPrefix(words[0], "Benchmark") {
		return figures.Parsing{}, false
	}
	_, name, _ := strings.Cut(words[0], "/")
	name, _, _ = strings.Cut(name, "-")
	parsed := figures.Parsing{Name: strings.ReplaceAll(name, "_", " "), Parses: parses}
	targets := map[string]*float64{
		"ns/op": &parsed.Nanoseconds, "B/op": &parsed.Bytes, "allocs/op": &parsed.Allocations, "heap-growth-B": &parsed.HeapGrowth,
	}
	for i := 2; i+1 < len(words); i += 2 {
		if target := targets[words[i+1]]; target != nil {
			*target, _ = strconv.ParseFloat(words[i], 64)
		}
	}
	return parsed, true
}
