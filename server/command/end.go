package command

import (
	"github.com/mattermost/mattermost/server/public/model"
	"github.com/nicksnyder/go-i18n/v2/i18n"
)

// endSubcommand ends the person's newest open invitation in the thread, or in the channel.
var endSubcommand = subcommand{
	name: "end",
	usages: []usage{{"end", "", &i18n.Message{
		ID:    "command.end.help",
		Other: "ends the last meeting you invited to here",
	}}},
	run: func(h *Handler, args *model.CommandArgs, _ string) (*model.CommandResponse, error) {
		if _, err := h.poster.EndLatest(args.UserId, args.ChannelId, args.RootId); err != nil {
			return nil, err
		}
		// The invitation itself says that it has ended: one more line would be noise.
		return &model.CommandResponse{}, nil
	},
}
