package postgres

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"

	embedded "github.com/fergusstrange/embedded-postgres"

	"mattermost-plugin-blizz/e2e/loopback"
)

// oldest is the oldest major version that Mattermost works with.
const oldest = 14

// places are folders where packages install PostgreSQL outside PATH.
var places = []string{
	"/usr/lib/postgresql/*/bin",                          // Debian, Ubuntu
	"/usr/pgsql-*/bin",                                   // Red Hat
	"/opt/homebrew/opt/postgresql*/bin",                  // Homebrew
	"/usr/local/opt/postgresql*/bin",                     // Homebrew on Intel
	"/Applications/Postgres.app/Contents/Versions/*/bin", // Postgres.app
}

// findPrograms returns the folder of initdb and postgres: BLIZZ_E2E_POSTGRES_BIN, otherwise the newest on this machine,
// otherwise one that it fetches into dir.
func findPrograms(dir string) (string, error) {
	if named := os.Getenv("BLIZZ_E2E_POSTGRES_BIN"); named != "" {
		if version(named) < oldest {
			return "", fmt.Errorf("BLIZZ_E2E_POSTGRES_BIN=%s holds no PostgreSQL %d or newer", named, oldest)
		}
		return named, nil
	}
	var found []string
	if inPath, err := exec.LookPath("postgres"); err == nil {
		found = append(found, filepath.Dir(inPath))
	}
	for _, place := range places {
		matches, _ := filepath.Glob(place) // fails only for a bad pattern
		found = append(found, matches...)
	}
	if len(found) > 0 {
		newest := slices.MaxFunc(found, func(a, b string) int { return cmp.Compare(version(a), version(b)) })
		if version(newest) >= oldest {
			return newest, nil
		}
	}
	return fetchPrograms(filepath.Join(dir, "postgresql"))
}

var majorVersion = regexp.MustCompile(`\(PostgreSQL\) (\d+)`)

// version returns the major version of the programs in a folder, or 0.
func version(programs string) int {
	if _, err := os.Stat(filepath.Join(programs, "initdb")); err != nil {
		return 0
	}
	says, err := exec.Command(filepath.Join(programs, "postgres"), "--version").Output()
	if err != nil {
		return 0
	}
	match := majorVersion.FindSubmatch(says)
	if match == nil {
		return 0
	}
	major, _ := strconv.Atoi(string(match[1])) // the pattern has only digits
	return major
}

// Fetch puts PostgreSQL into the user's cache. Open finds it there if the machine has none.
func Fetch() error {
	dir, err := os.MkdirTemp("", "blizz-e2e-")
	if err != nil {
		return fmt.Errorf("making a folder: %w", err)
	}
	defer os.RemoveAll(dir)
	_, err = fetchPrograms(filepath.Join(dir, "postgresql"))
	return err
}

// fetchPrograms unpacks PostgreSQL below dir. It fetches it once, and keeps it in the user's cache.
// BLIZZ_E2E_POSTGRES_REPOSITORY names another Maven repository.
//
// The library fetches only when it starts its own server. Root could not run that server, and the cleanup would not
// know it. An encoding that does not exist makes the library stop right after fetching.
func fetchPrograms(dir string) (string, error) {
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", fmt.Errorf("fetching PostgreSQL: %w", err)
	}
	port, err := loopback.FreePort()
	if err != nil {
		return "", err
	}
	config := embedded.DefaultConfig().
		CachePath(filepath.Join(cache, "mattermost-plugin-blizz")).
		BinariesPath(dir).
		RuntimePath(filepath.Join(dir, "unused")).
		Port(uint32(port)).
		Encoding("none")
	if repository := os.Getenv("BLIZZ_E2E_POSTGRES_REPOSITORY"); repository != "" {
		config = config.BinaryRepositoryURL(repository)
	}
	err = embedded.NewDatabase(config).Start()
	programs := filepath.Join(dir, "bin")
	if version(programs) >= oldest {
		return programs, nil
	}
	return "", errors.Join(fmt.Errorf("this machine has no PostgreSQL %d or newer, and fetching one failed", oldest), err)
}
