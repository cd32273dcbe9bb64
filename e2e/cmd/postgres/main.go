// Command postgres fetches PostgreSQL for a machine that has none. It is kept in the user's cache.
package main

import (
	"fmt"
	"os"

	"mattermost-plugin-blizz/e2e/postgres"
)

func main() {
	if err := postgres.Fetch(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
