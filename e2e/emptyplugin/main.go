// The empty plugin is the benchmark's baseline: it costs what any plugin costs. Its command /empty only answers with a
// post.
package main

import (
	"github.com/mattermost/mattermost/server/public/model"
	"github.com/mattermost/mattermost/server/public/plugin"
)

type emptyPlugin struct {
	plugin.MattermostPlugin
}

func (p *emptyPlugin) OnActivate() error {
	return p.API.RegisterCommand(&model.Command{Trigger: "empty"})
}

func (p *emptyPlugin) ExecuteCommand(*plugin.Context, *model.CommandArgs) (*model.CommandResponse, *model.AppError) {
	return &model.CommandResponse{ResponseType: model.CommandResponseTypeInChannel, Text: "empty"}, nil
}

func main() {
	plugin.ClientMain(&emptyPlugin{})
}
