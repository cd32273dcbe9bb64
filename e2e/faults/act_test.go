package faults

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"strings"
	"time"

	"github.com/mattermost/mattermost/server/public/model"

	"mattermost-plugin-blizz/e2e/mattermost"
)

// body is a request's JSON body.
type body map[string]any

// A refusal is what somebody is told whose invitation was not posted.
type refusal struct {
	status int
	text   string
	// isOurs tells that the plugin said it, and not Mattermost in its place.
	isOurs bool
}

func (r *refusal) Error() string { return fmt.Sprintf("%d %s", r.status, r.text) }

// inside is what only the log may say: Go's errors and PostgreSQL's.
var inside = regexp.MustCompile(`(?i)failed to|pq:|sql|dial|panic|nil pointer|goroutine`)

// isClear tells whether people are told that it failed, and nothing of the
// plugin's inside.
func (r *refusal) isClear() bool {
	return r.status >= 400 && r.text != "" && (!r.isOurs || !inside.MatchString(r.text))
}

// types has a person type a command that invites. Mattermost answers with the
// post's text, or tells what was wrong.
func types(ctx context.Context, who *mattermost.Person, channelID, topic string) error {
	answer, _, err := who.ExecuteCommand(ctx, channelID, "/blizz m12-345-678 "+topic)
	var told *model.AppError
	switch {
	case errors.As(err, &told):
		return &refusal{status: told.StatusCode, text: told.Message}
	case err != nil:
		return err
	case answer.ResponseType != model.CommandResponseTypeInChannel:
		return &refusal{status: http.StatusInternalServerError, text: answer.Text, isOurs: true}
	}
	return nil
}

// clicks has a person invite as the web client does, and returns the post.
func clicks(ctx context.Context, who *mattermost.Person, channelID, topic, pendingPostID string) (*model.Post, error) {
	return plans(ctx, who, channelID, topic, pendingPostID, 0)
}

// plans is clicks with a start, in milliseconds since 1970; 0 for now.
func plans(ctx context.Context, who *mattermost.Person, channelID, topic, pendingPostID string, startsAt int64) (*model.Post, error) {
	var post model.Post
	err := calls(ctx, who, http.MethodPost, "/invitations", body{
		"channel_id": channelID, "meeting": "m12-345-678", "topic": topic, "pending_post_id": pendingPostID, "starts_at": startsAt,
	}, &post)
	return &post, err
}

// How often, and how long after a failure, a client tries again.
const (
	tries    = 5
	tryAgain = 300 * time.Millisecond
)

// plansUntilTold plans until there is a post or it is said that the first click
// may have made one.
func plansUntilTold(ctx context.Context, who *mattermost.Person, channelID, topic string, startsAt int64) (post *model.Post, err error) {
	pendingPostID := model.NewId()
	for range tries {
		post, err = plans(ctx, who, channelID, topic, pendingPostID, startsAt)
		var told *refusal
		if !errors.As(err, &told) || told.status == http.StatusConflict {
			break
		}
		time.Sleep(tryAgain)
	}
	return post, err
}

// calls has a person call a route of the plugin. The error is a *refusal unless
// there was no answer at all.
func calls(ctx context.Context, who *mattermost.Person, method, route string, content, into any) error {
	encoded, err := json.Marshal(content)
	if err != nil {
		return err
	}
	request, err := http.NewRequestWithContext(ctx, method, who.URL+"/plugins/blizz/api/v1"+route, bytes.NewReader(encoded))
	if err != nil {
		return err
	}
	request.Header.Set(model.HeaderAuth, "Bearer "+who.AuthToken)
	response, err := who.HTTPClient.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	answer, err := io.ReadAll(response.Body)
	if err != nil {
		return err
	}
	if response.StatusCode >= 300 {
		return refusalOf(response.StatusCode, answer)
	}
	if json.Unmarshal(answer, into) != nil {
		return brokenOff(answer)
	}
	return nil
}

// brokenOff returns an answer that begins well and that nobody can read: the plugin was killed within it, and
// Mattermost has put its own words behind. A client can't tell that from a lost one.
func brokenOff(answer []byte) *refusal {
	return &refusal{status: http.StatusBadGateway, text: fmt.Sprintf("the answer broke off: %q", answer)}
}

// refusalOf reads a refusal: the plugin's own, or in whatever form Mattermost
// answers for a plugin that is not there.
func refusalOf(status int, answer []byte) *refusal {
	var ours struct{ Error struct{ Message string } }
	if json.Unmarshal(answer, &ours) == nil && ours.Error.Message != "" {
		return &refusal{status: status, text: ours.Error.Message, isOurs: true}
	}
	var mattermosts model.AppError
	if json.Unmarshal(answer, &mattermosts) == nil && mattermosts.Message != "" {
		return &refusal{status: status, text: mattermosts.Message}
	}
	return &refusal{status: status, text: strings.TrimSpace(string(answer))}
}
