package main

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"time"

	"github.com/mattermost/mattermost/server/public/model"

	"mattermost-plugin-blizz/e2e/environment"
)

// fromLoopback is the setting that administrators had to open for the custom slash command.
const fromLoopback = "MM_SERVICESETTINGS_ALLOWEDUNTRUSTEDINTERNALCONNECTIONS=127.0.0.1"

// customCommand makes the custom slash command that this plugin replaces: a simple handler on loopback that answers
// with an invitation. It returns the command's trigger.
func customCommand(ctx context.Context, s *environment.Environment) (trigger string, err error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	server := &http.Server{ReadHeaderTimeout: time.Minute, Handler: http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		fmt.Fprint(w, `{"response_type": "in_channel", "text": "alice invites you to join [blizz Meeting m12-345-678](https://go.blizz.com/join/m12345678)"}`)
	})}
	go func() { _ = server.Serve(listener) }()
	context.AfterFunc(ctx, func() { _ = server.Close() })

	command, _, err := s.Admin.CreateCommand(ctx, &model.Command{
		TeamId: s.Team.Id, Trigger: "custom", Method: model.CommandMethodPost, URL: "http://" + listener.Addr().String(),
	})
	if err != nil {
		return "", fmt.Errorf("making the custom slash command: %w", err)
	}
	return command.Trigger, nil
}
