// The empty plugin is what Blizz Meetings is measured against: it costs what
// every plugin costs. Its command /empty answers with nothing but a post.
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
