// The caller plugin calls another plugin's route in a person's name, as any plugin on a server can. Its command is /caller
// with a method, a path that begins with the other plugin's ID, and a body. It shows the answer.
package main

import (
	"fmt"
	"io"
	"net/http"
	"strings"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/mattermost/mattermost/server/public/plugin"
)

type callerPlugin struct {
	plugin.MattermostPlugin
}

func (p *callerPlugin) OnActivate() error {
	return p.API.RegisterCommand(&model.Command{Trigger: "caller"})
}

//nolint:unparam // Mattermost says what hooks return
func (p *callerPlugin) ExecuteCommand(_ *plugin.Context, args *model.CommandArgs) (*model.CommandResponse, *model.AppError) {
	answer, err := p.call(args.UserId, args.Command)
	if err != nil {
		answer = err.Error()
	}
	return &model.CommandResponse{ResponseType: model.CommandResponseTypeEphemeral, Text: answer}, nil
}

func (p *callerPlugin) call(userID, command string) (string, error) {
	words := strings.SplitN(command, " ", 4)
	if len(words) < 4 {
		return "", fmt.Errorf("too few words: %q", command)
	}
	request, err := http.NewRequest(words[1], words[2], strings.NewReader(words[3]))
	if err != nil {
		return "", err
	}
	request.Header.Set("Mattermost-User-Id", userID)
	response := p.API.PluginHTTP(request)
	if response == nil {
		return "", fmt.Errorf("no answer from %s", words[2])
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	return fmt.Sprintf("%d %s", response.StatusCode, body), err
}

func main() {
	plugin.ClientMain(&callerPlugin{})
}
