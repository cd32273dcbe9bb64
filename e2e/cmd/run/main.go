// Command run starts a Mattermost with the plugin, keeps it running, and sends the text at its prompt as messages.
package main

import (
	"bufio"
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/mattermost/mattermost/server/public/model"

	"mattermost-plugin-blizz/e2e/environment"
	"mattermost-plugin-blizz/e2e/mattermost"
)

const help = `/blizz …     types a command in town-square
user NAME    goes on as sysadmin, alice, bob or carol
Ctrl-D       ends it all
`

func main() {
	options := environment.Options{Progress: environment.Progress(), Client: "web/dist"}
	flag.StringVar(&options.Bundle, "bundle", "", "the plugin's bundle, a `file` (default the newest in dist)")
	stay := flag.Bool("stay", false, "at the end of the input, stay up until interrupted")
	flag.Parse()
	if release := os.Getenv("MATTERMOST_CLIENT"); release != "" {
		options.Client = filepath.Join(release, "client")
	}

	environment.Main(options, func(ctx context.Context, s *environment.Environment) error {
		fmt.Printf("\nMattermost is at %s\nsysadmin, alice, bob and carol have the password %s\n\n%s\n", s.Server.URL, s.Password, help)
		forget, err := tellDeploy(s)
		if err != nil {
			return err
		}
		defer forget()
		prompt := &prompt{env: s, person: s.Alice}
		if err := prompt.read(ctx, os.Stdin); err != nil {
			return err
		}
		if *stay {
			<-ctx.Done()
		}
		return nil
	})
}

// tellDeploy writes the server's address and the administrator's access to a file, for make deploy and make watch. It
// returns a function that removes the file.
func tellDeploy(s *environment.Environment) (forget func(), err error) {
	file := filepath.Join("..", "dist", "run.env")
	content := fmt.Sprintf("MM_SERVICESETTINGS_SITEURL=%s\nMM_ADMIN_TOKEN=%s\n", s.Server.URL, s.Admin.AuthToken)
	return func() { _ = os.Remove(file) }, os.WriteFile(file, []byte(content), 0o600)
}

// A prompt sends messages as one person at a time.
type prompt struct {
	env    *environment.Environment
	person *mattermost.Person
}

// read handles lines of input until the input or ctx ends.
func (p *prompt) read(ctx context.Context, input io.Reader) error {
	lines := make(chan string)
	scanner := bufio.NewScanner(input)
	go func() {
		defer close(lines)
		for scanner.Scan() {
			lines <- scanner.Text()
		}
	}()
	for {
		fmt.Printf("%s> ", p.person.User.Username)
		select {
		case line, more := <-lines:
			if !more {
				fmt.Println()
				return scanner.Err()
			}
			fmt.Println(p.do(ctx, strings.TrimSpace(line)))
		case <-ctx.Done():
			fmt.Println()
			return nil
		}
	}
}

// do handles one line and returns the text to print.
func (p *prompt) do(ctx context.Context, line string) string {
	if name, ok := strings.CutPrefix(line, "user "); ok {
		return p.goOnAs(ctx, strings.TrimSpace(name))
	}
	if !strings.HasPrefix(line, "/") {
		return help
	}
	answer, err := p.person.Type(ctx, mattermost.Place{Channel: p.env.TownSquare}, line)
	if err != nil {
		return err.Error()
	}
	if answer.Type == model.PostTypeEphemeral {
		return "only " + p.person.User.Username + " sees:\n" + answer.Message
	}
	return "all see:\n" + answer.Message
}

func (p *prompt) goOnAs(ctx context.Context, name string) string {
	person, err := p.env.Server.LogIn(ctx, name, p.env.Password)
	if err != nil {
		return err.Error()
	}
	p.person = person
	return ""
}
