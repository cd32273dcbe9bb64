package figures

import (
	_ "embed"
	"strings"
	"text/template"
)

//go:embed benchmarks.md.tmpl
var document string

// Document returns the figures and their ceilings as Markdown.
func Document(f Figures, budget Budget) (string, error) {
	tmpl, err := template.New("benchmarks.md").Funcs(template.FuncMap{
		"empty": func(latencies []Latency) Latency { return Named(latencies, Empty) },
		"ratio": func(a, b float64) float64 { return a / b },
		"mb":    func(bytes int) float64 { return float64(bytes) / 1e6 },
		"kb":    func(bytes int) float64 { return float64(bytes) / 1e3 },
	}).Parse(document)
	if err != nil {
		return "", err
	}
	var written strings.Builder
	err = tmpl.Execute(&written, map[string]any{"Figures": f, "Held": f.Held(), "Budget": budget})
	return written.String(), err
}
