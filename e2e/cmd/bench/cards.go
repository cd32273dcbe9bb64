package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"

	"mattermost-plugin-blizz/e2e/cmd/bench/figures"
)

// cards lets a browser show a channel with many posts, with the script in e2e/web/bench.
func (s *site) cards(ctx context.Context, repository string) (figures.Cards, error) {
	place, err := json.Marshal(map[string]string{"url": s.Server.URL, "team": s.Team.Name, "password": s.Password})
	if err != nil {
		return figures.Cards{}, err
	}
	web := filepath.Join(repository, "e2e", "web")
	script := exec.CommandContext(ctx, "npm", "run", "--silent", "bench")
	script.Dir = web
	script.Env = append(os.Environ(), "BLIZZ_E2E_PAGE_0="+string(place))
	if output, err := script.CombinedOutput(); err != nil {
		return figures.Cards{}, fmt.Errorf("npm run bench: %w\n%s", err, output)
	}
	content, err := os.ReadFile(filepath.Join(web, "output", "cards.json"))
	if err != nil {
		return figures.Cards{}, err
	}
	var cards figures.Cards
	return cards, json.Unmarshal(content, &cards)
}
