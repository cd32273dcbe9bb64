// Package command is the slash command's door: /blizz and what follows it.
package command

import (
	"strings"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/nicksnyder/go-i18n/v2/i18n"

	"mattermost-plugin-blizz/server/posting"
	"mattermost-plugin-blizz/server/problem"
)

// Trigger is the word after the slash.
const Trigger = "blizz"

// example is what a refused command is shown as a right one.
const example = "/" + Trigger + " m12-345-678 Sprint review"

// subcommand is one of the words that can follow /blizz.
type subcommand struct {
	name string
	// help says in half a sentence what it does: in /blizz help and in the autocomplete list.
	help *i18n.Message
	run  func(h *Handler, args *model.CommandArgs) (*model.CommandResponse, error)
}

// Handler answers the slash command.
type Handler struct {
	poster *posting.Poster
	log    Log
	// subcommands are the words that are not a meeting.
	subcommands []subcommand
}

// New is the slash command's handler. To add a subcommand, write its file and its row here.
func New(poster *posting.Poster, log Log) *Handler {
	return &Handler{poster: poster, log: log, subcommands: []subcommand{
		end,
		help,
	}}
}

// Log is where what the person can't be told goes.
type Log interface {
	LogError(msg string, keyValuePairs ...any)
}

// Execute answers one command. Whatever is wrong with it, the person alone is told, in their language, and nothing
// is posted.
func (h *Handler) Execute(args *model.CommandArgs) *model.CommandResponse {
	response, err := h.execute(args)
	if err == nil {
		return response
	}
	p, expected := problem.Of(err)
	if !expected {
		h.log.LogError("Failed to execute the slash command", "error", err.Error(), "user_id", args.UserId)
	}
	return h.refusal(args.UserId, p)
}

func (h *Handler) execute(args *model.CommandArgs) (*model.CommandResponse, error) {
	line, err := parse(args.Command)
	if err != nil {
		return nil, err
	}
	for _, sub := range h.subcommands {
		if strings.EqualFold(line.text, sub.name) {
			return sub.run(h, args)
		}
	}
	return h.invite(args, line)
}

// invite answers with the invitation itself: the server posts it as the person, in the thread where the command
// was typed, so that the plugin need not call back.
func (h *Handler) invite(args *model.CommandArgs, line line) (*model.CommandResponse, error) {
	post, err := h.poster.Compose(args.UserId, posting.Draft{Meeting: line.text, Password: line.password})
	if err != nil {
		return nil, err
	}
	return &model.CommandResponse{
		ResponseType:     model.CommandResponseTypeInChannel,
		Text:             post.Message,
		Type:             post.Type,
		Props:            post.GetProps(),
		SkipSlackParsing: true,
	}, nil
}

// exampleLine ends every refusal.
var exampleLine = &i18n.Message{
	ID:    "command.example",
	Other: "Example: `{{.Command}}`",
}

// refusal tells the person what is wrong and shows a right example.
func (h *Handler) refusal(userID string, p *problem.Problem) *model.CommandResponse {
	texts := h.poster.Texts
	localizer := texts.For(userID)
	return answer(texts.Say(localizer, p.Text) + "\n" + texts.Say(localizer, &i18n.LocalizeConfig{
		DefaultMessage: exampleLine,
		TemplateData:   map[string]string{"Command": example},
	}))
}

// answer is a text for the person alone.
func answer(text string) *model.CommandResponse {
	return &model.CommandResponse{
		ResponseType:     model.CommandResponseTypeEphemeral,
		Text:             text,
		SkipSlackParsing: true,
	}
}
