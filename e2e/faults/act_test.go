package faults

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"time"

	"github.com/mattermost/mattermost/server/public/model"

	"mattermost-plugin-blizz/e2e/mattermost"
)

// body is the JSON body of a request.
type body map[string]any

// A refusal is the answer to a person whose invitation was not posted.
type refusal struct {
	status int
	text   string
	// isOurs tells that the plugin answered, and not Mattermost.
	isOurs bool
}

func (r *refusal) Error() string { return fmt.Sprintf("%d %s", r.status, r.text) }

// inside matches texts that belong only in the log: errors of Go and PostgreSQL.
var inside = regexp.MustCompile(`(?i)failed to|pq:|sql|dial|panic|nil pointer|goroutine`)

// isClear tells whether the person is told of the failure, without internal details.
func (r *refusal) isClear() bool {
	return r.status >= 400 && r.text != "" && (!r.isOurs || !inside.MatchString(r.text))
}

// types sends a command that invites. It returns the post's text or an error.
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

// clicks invites as the web client does, and returns the post.
func clicks(ctx context.Context, who *mattermost.Person, channelID, topic, pendingPostID string) (*model.Post, error) {
	return plans(ctx, who, channelID, topic, pendingPostID, 0)
}

// plans is like clicks, with a start in milliseconds since 1970; 0 means now.
func plans(ctx context.Context, who *mattermost.Person, channelID, topic, pendingPostID string, startsAt int64) (*model.Post, error) {
	var post model.Post
	err := calls(ctx, who, http.MethodPost, "/invitations", body{
		"channel_id": channelID, "meeting": "m12-345-678", "topic": topic, "pending_post_id": pendingPostID, "starts_at": startsAt,
	}, &post)
	return &post, err
}

// Limits for a client's retries: their number, and the time after a failure.
const (
	tries    = 5
	tryAgain = 300 * time.Millisecond
)

// plansUntilTold plans until there is a post, or until the answer is that the first click may have made one.
func plansUntilTold(ctx context.Context, who *mattermost.Person, channelID, topic string, startsAt int64) (post *model.Post, err error) {
	pendingPostID := model.NewId()
	for range tries {
		post, err = plans(ctx, who, channelID, topic, pendingPostID, startsAt)
		var told *refusal
		if !errors.As(err, &told) || told.status == http.StatusConflict || isLimit(err) {
			break
		}
		time.Sleep(tryAgain)
	}
	return post, err
}

// isLimit tells whether an error is the refusal of somebody who has too many open plans.
func isLimit(err error) bool {
	var told *refusal
	return errors.As(err, &told) && told.status == http.StatusTooManyRequests && strings.Contains(told.text, "at most 100")
}

// calls requests a route of the plugin. The error is a *refusal, except if there was no answer.
func calls(ctx context.Context, who *mattermost.Person, method, route string, content, into any) error {
	answer, err := who.Call(ctx, method, route, content)
	if err != nil {
		return err
	}
	if answer.Status >= 300 {
		return refusalOf(answer.Status, answer.Body)
	}
	if json.Unmarshal(answer.Body, into) != nil {
		return brokenOff(answer.Body)
	}
	return nil
}

// brokenOff matches an answer that begins well and ends unreadable: the plugin was killed meanwhile, and Mattermost has
// appended its own text. A client can't tell it from a lost answer.
func brokenOff(answer []byte) *refusal {
	return &refusal{status: http.StatusBadGateway, text: fmt.Sprintf("the answer broke off: %q", answer)}
}

// refusalOf reads a refusal: the plugin's own, or Mattermost's in place of a missing plugin.
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
