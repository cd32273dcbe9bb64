package cleanup_test

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"mattermost-plugin-blizz/e2e/cleanup"
)

// ending is an environment variable. It tells this test, run as a program with a cleaner, how to end.
const ending = "BLIZZ_E2E_TEST_ENDING"

func TestNothingIsLeftBehind(t *testing.T) {
	if os.Getenv(ending) != "" {
		startAndEnd(t)
	}
	for _, how := range []string{"finish", "exit", "panic", "failed test", "interrupt", "kill -9"} {
		t.Run(how, func(t *testing.T) {
			program := exec.Command(os.Args[0], "-test.run=^TestNothingIsLeftBehind$")
			program.Env = append(os.Environ(), ending+"="+how)
			output, err := program.StdoutPipe()
			require.NoError(t, err)
			require.NoError(t, program.Start())
			lines := bufio.NewScanner(output)
			require.True(t, lines.Scan())
			pid, err := strconv.Atoi(lines.Text())
			require.NoError(t, err)
			require.True(t, lines.Scan())
			folder := lines.Text()
			_ = program.Wait() // it usually ends with an error, as intended

			require.Eventually(t, func() bool {
				return syscall.Kill(-pid, 0) != nil
			}, 30*time.Second, 10*time.Millisecond, "the process still runs")
			require.Eventually(t, func() bool {
				_, err := os.Stat(folder)
				return os.IsNotExist(err)
			}, 30*time.Second, 10*time.Millisecond, "the folder is still there")
		})
	}
}

// startAndEnd starts a shell with a child process in a folder with a file, prints their names, and ends as ending says.
func startAndEnd(t *testing.T) {
	cleaner, err := cleanup.New()
	require.NoError(t, err)
	folder, err := cleaner.TempDir()
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(filepath.Join(folder, "file"), nil, 0o600))
	shell := exec.Command("sh", "-c", "sleep 600; true")
	shell.Dir = folder
	process, err := cleaner.Start(shell)
	require.NoError(t, err)
	fmt.Println(process.PID)
	fmt.Println(folder)

	switch os.Getenv(ending) {
	case "finish":
		require.NoError(t, cleaner.Finish())
		require.NoDirExists(t, folder)
		os.Exit(0)
	case "exit":
		os.Exit(0)
	case "panic":
		panic("as asked")
	case "failed test":
		t.FailNow()
	case "interrupt":
		require.NoError(t, syscall.Kill(os.Getpid(), syscall.SIGINT))
	case "kill -9":
		require.NoError(t, syscall.Kill(os.Getpid(), syscall.SIGKILL))
	}
	select {}
}
