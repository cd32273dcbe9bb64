package api

import (
	"net/http"
	"time"

	"mattermost-plugin-blizz/server/access"
	"mattermost-plugin-blizz/server/posting"
)

// Topics reads a command that has a topic and no meeting. Such a command invites to the channel's room, or to the
// person's own. ok is false for any other command. channelID is empty if the person may not read the channel.
type Topics func(userID, channelID, command string) (draft posting.Draft, ok bool, err error)

// commandBody is the body of POST /commands/topic: a command as it was typed, and its channel.
type commandBody struct {
	ChannelID string `json:"channel_id"`
	Command   string `json:"command"`
}

// topicBody is the answer: the values for the dialog.
type topicBody struct {
	// IsTopic tells whether the command has only a topic, and there is a room for it. If it is false, all other fields
	// are empty.
	IsTopic  bool   `json:"is_topic"`
	Topic    string `json:"topic"`
	Password string `json:"password"`
	// StartsAt is in milliseconds since 1970; 0 for now.
	StartsAt int64 `json:"starts_at"`
	// DurationMinutes is 0 for a meeting without a duration.
	DurationMinutes int64 `json:"duration_minutes"`
	// Repeat is the value of an RRULE property. It is empty for a meeting that takes place once.
	Repeat string `json:"repeat"`
}

// readTopic reads a command that may have only a topic. It posts nothing.
func (a *API) readTopic(userID string, r *http.Request) (status int, body any, err error) {
	var asked commandBody
	if err := readBody(r, &asked); err != nil {
		return 0, nil, err
	}
	if !access.MayRead(a.Readers, userID, asked.ChannelID) {
		asked.ChannelID = ""
	}
	draft, ok, err := a.Topics(userID, asked.ChannelID, asked.Command)
	if err != nil || !ok {
		return http.StatusOK, topicBody{}, err
	}
	read := topicBody{
		IsTopic: true, Topic: draft.Topic, Password: draft.Password,
		DurationMinutes: int64(draft.When.Duration / time.Minute),
	}
	if draft.When.IsPlanned() {
		read.StartsAt, read.Repeat = draft.When.Start.UnixMilli(), draft.When.Rule.String()
	}
	return http.StatusOK, read, nil
}
