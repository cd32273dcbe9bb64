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

// places are where packages put PostgreSQL without putting it into PATH.
var places = []string{
	"/usr/lib/postgresql/*/bin",                          // Debian, Ubuntu
	"/usr/pgsql-*/bin",                                   // Red Hat
	"/opt/homebrew/opt/postgresql*/bin",                  // Homebrew
	"/usr/local/opt/postgresql*/bin",                     // Homebrew on Intel
	"/Applications/Postgres.app/Contents/Versions/*/bin", // Postgres.app
}

// findPrograms returns the folder of initdb and postgres: the one that
// BLIZZ_E2E_POSTGRES_BIN names, else the newest on this machine, else one that
// is fetched into dir.
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
		matches, _ := filepath.Glob(place) // fails for a bad pattern only
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
	major, _ := strconv.Atoi(string(match[1])) // digits, by the pattern
	return major
}

// Fetch puts PostgreSQL into the user's cache, where Open finds it on a machine that has none.
func Fetch() error {
	dir, err := os.MkdirTemp("", "blizz-e2e-")
	if err != nil {
		return fmt.Errorf("making a folder: %w", err)
	}
	defer os.RemoveAll(dir)
	_, err = fetchPrograms(filepath.Join(dir, "postgresql"))
	return err
}

// fetchPrograms unpacks PostgreSQL below dir, fetched once and then kept in the
// user's cache. BLIZZ_E2E_POSTGRES_REPOSITORY names another Maven repository
// than the library's own to fetch it from.
//
// The library fetches only on the way to starting a server of its own, which
// root could not run and the janitor would not know. An encoding that does not
// exist makes it stop right after fetching.
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
