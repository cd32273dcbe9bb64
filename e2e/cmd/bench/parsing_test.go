package main

import (
	"testing"

	"github.com/stretchr/testify/require"

	"mattermost-plugin-blizz/e2e/cmd/bench/figures"
)

func TestReadBenchmark(t *testing.T) {
	read, ok := readBenchmark("BenchmarkFind/no_match-2 \t 1000000\t  950.3 ns/op\t  112.0 heap-growth-B\t  16 B/op\t  1 allocs/op\n")
	require.True(t, ok)
	require.Equal(t, figures.Parsing{Name: "no match", Parses: parses, Nanoseconds: 950.3, Bytes: 16, Allocations: 1, HeapGrowth: 112}, read)

	_, ok = readBenchmark("ok  \tmattermost-plugin-blizz/server/meeting\t6.366s\n")
	require.False(t, ok)
}
