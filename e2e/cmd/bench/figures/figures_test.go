package figures_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mattermost-plugin-blizz/e2e/cmd/bench/figures"
)

func TestPercentile(t *testing.T) {
	hundred := make([]time.Duration, 100)
	for i := range hundred {
		hundred[i] = time.Duration(i + 1)
	}
	for _, test := range []struct {
		times []time.Duration
		p     int
		want  time.Duration
	}{
		{hundred, 50, 50},
		{hundred, 99, 99},
		{hundred, 100, 100},
		{hundred[:4], 50, 2},
		{hundred[:5], 50, 3},
		{hundred[:3], 99, 3},
		{hundred[:1], 50, 1},
		{nil, 50, 0},
	} {
		require.Equal(t, test.want, figures.Percentile(test.times, test.p), "p%d of %d", test.p, len(test.times))
	}
}

func TestMedian(t *testing.T) {
	require.InDelta(t, 2, figures.Median([]float64{3, 1, 2}), 0)
	require.InDelta(t, 2, figures.Median([]float64{4, 3, 1, 2}), 0)
}

func TestBudget(t *testing.T) {
	budget := figures.Budget{
		"at 50 p50": {Most: 1.05},
		"alone p50": {Most: 1.05, Short: 1.1},
		"failures":  {Most: 0},
	}
	found := func(blizz float64, failures int) figures.Held {
		ours := figures.Latency{Name: figures.Blizz, P50: blizz, P99: 100}
		empty := figures.Latency{Name: figures.Empty, P50: 100, P99: 100}
		comparisons := []figures.Comparison{
			{Candidate: figures.Latency{Name: "another", P50: 1000}, Empty: empty},
			{Candidate: ours, Empty: empty, Failures: failures},
		}
		return figures.Figures{
			Alone: []figures.Latency{empty, ours},
			Load:  []figures.Load{{People: 50, Comparisons: comparisons}},
		}.Held()
	}

	t.Run("what is at its ceiling is not above it", func(t *testing.T) {
		require.Empty(t, budget.Exceeded(found(105, 0)))
	})
	t.Run("what is above it", func(t *testing.T) {
		require.Len(t, budget.Exceeded(found(106, 1)), 3)
	})
	t.Run("what was not measured", func(t *testing.T) {
		require.Len(t, budget.Exceeded(nil), 3)
	})
	t.Run("a short run has its own ceilings", func(t *testing.T) {
		require.Empty(t, budget.Short().Exceeded(found(110, 0)))
		require.Len(t, budget.Short().Exceeded(found(111, 0)), 1)
	})
	t.Run("of two measurements the lower one counts", func(t *testing.T) {
		require.Empty(t, budget.Exceeded(found(120, 0).Lower(found(104, 0))))
		require.Empty(t, budget.Exceeded(found(104, 0).Lower(found(120, 0))))
		require.Empty(t, budget.Exceeded(figures.Held{}.Lower(found(104, 0))))
	})
}

// The figures, the budget and the document in the tree must match.
func TestDocumentIsOfTheFiguresAndTheBudget(t *testing.T) {
	repository := filepath.Join("..", "..", "..", "..")
	found, err := figures.Read(filepath.Join(repository, "docs", "benchmarks.json"))
	require.NoError(t, err)
	budget, err := figures.ReadBudget(filepath.Join(repository, "e2e", "budget.json"))
	require.NoError(t, err)
	document, err := figures.Document(found, budget)
	require.NoError(t, err)
	written, err := os.ReadFile(filepath.Join(repository, "docs", "benchmarks.md"))
	require.NoError(t, err)

	require.Equal(t, document, string(written), "go run ./cmd/bench -document writes it anew")
}
