package main

import (
	"testing"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/stretchr/testify/require"
)

// BenchmarkCommand measures a /blizz with a known name and meeting, without Mattermost.
func BenchmarkCommand(b *testing.B) {
	w := newWorld(b)
	args := &model.CommandArgs{UserId: w.alice, ChannelId: w.channel, Command: "/blizz m12-345-678 Sprint review"}
	b.ReportAllocs()
	for b.Loop() {
		response, appErr := w.plugin.ExecuteCommand(nil, args)
		require.Nil(b, appErr)
		require.NotEmpty(b, response.Props)
	}
}
