package main

import (
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestTheLogIsHeldAgainstTheGuide(t *testing.T) {
	t.Chdir(t.TempDir())
	require.NoError(t, os.WriteFile("guide.md", []byte("| Level | Message | Means |\n| --- | --- | --- |\n"+
		"| error | `Failed to do it`<br>`Failed to do more` | a `cause` |\n"+
		"| warning | `It is late` | |\n"+
		"| other | `Failed to do less` | |\n"), 0o600))
	guide, err := readDocument("guide.md")
	require.NoError(t, err)
	inSource := []logged{{"error", "Failed to do it"}, {"error", "Failed to do it"}, {"error", "It is late"}, {"warning", "Nothing is there"}}
	assert.Equal(t, []string{
		`docs/administrators.md: no table explains the log's error "It is late"`,
		`docs/administrators.md: no table explains the log's warning "Nothing is there"`,
		`docs/administrators.md: the plugin does not log the error "Failed to do more"`,
		`docs/administrators.md: the plugin does not log the warning "It is late"`,
	}, checkLogged(guide, inSource))
}

func TestLoggedMessagesAreRead(t *testing.T) {
	t.Chdir("../..")
	found, err := readLogged()
	require.NoError(t, err)
	assert.Contains(t, found, logged{"error", "Failed to execute the slash command"})
	assert.Contains(t, found, logged{"warning", "A reminder is left out"})
}

func TestLoggedMessagesAreLiterals(t *testing.T) {
	t.Chdir(t.TempDir())
	require.NoError(t, os.Mkdir("server", 0o700))
	require.NoError(t, os.WriteFile("server/a.go", []byte("package a\n\nfunc f(why string) { api.LogError(why) }\n"), 0o600))
	_, err := readLogged()
	assert.ErrorContains(t, err, "server/a.go:3:22: the message is not a literal")
}
