// Package command answers slash commands: /blizz and the services' own.
package command

import (
	"cmp"
	"net/http"
	"slices"
	"strings"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/nicksnyder/go-i18n/v2/i18n"
	"github.com/pkg/errors"

	"mattermost-plugin-blizz/server/dialog"
	"mattermost-plugin-blizz/server/invitation"
	"mattermost-plugin-blizz/server/meeting"
	"mattermost-plugin-blizz/server/person"
	"mattermost-plugin-blizz/server/posting"
	"mattermost-plugin-blizz/server/problem"
	"mattermost-plugin-blizz/server/room"
	"mattermost-plugin-blizz/server/when"
)

// Trigger is the word after the slash.
const Trigger = "blizz"

// Right commands, shown to a person whose command was refused. The second and third are for a wrong time and a wrong
// repetition.
const (
	exampleTopic    = " Sprint review"
	example         = "/" + Trigger + " " + exampleMeeting + exampleTopic
	plannedExample  = " --at tomorrow 9:00 --for 45m"
	repeatedExample = " --at mon 10:00 --every week"
)

// subcommand describes a word that can follow /blizz.
type subcommand struct {
	name string
	// aliases are other names.
	aliases []string
	// words are the words that may follow the name. Any other text behind the name is a topic and no subcommand:
	// "/blizz end of sprint m12-345-678" invites.
	words []string
	// takes tells whether a text may follow the name. If it is nil, only words may.
	takes func(h *Handler, rest string) bool
	// usages are the subcommand's lines in /blizz help and in the autocomplete list.
	usages []usage
	// example is a right use. It is shown if a command was wrong. Empty means the name itself.
	example string
	// run answers the command. rest is the text behind the name.
	run func(h *Handler, args *model.CommandArgs, rest string) (*model.CommandResponse, error)
	// runLine replaces run for a subcommand that takes flags; otherwise it is nil.
	runLine func(h *Handler, args *model.CommandArgs, line line, rest string) (*model.CommandResponse, error)
}

// usage is one way to use the command: the words behind the trigger, an example of what follows them, and half a
// sentence that describes it.
type usage struct {
	text, argument string
	help           *i18n.Message
}

// matches tells whether a text is this subcommand, and returns the text behind its name. The name and a meeting match
// too: the person mistyped a command, and should not post the name as a topic.
func (s subcommand) matches(h *Handler, text string) (rest string, ok bool) {
	name, rest := cutWord(text)
	if !isOneOf(s.aliases, name) && !strings.EqualFold(name, s.name) {
		return "", false
	}
	rest = strings.TrimSpace(rest)
	return rest, s.fits(h, rest) || h.isMeeting(rest)
}

// fits tells whether the subcommand accepts the text behind its name.
func (s subcommand) fits(h *Handler, rest string) bool {
	return rest == "" || isOneOf(s.words, rest) || s.takes != nil && s.takes(h, rest)
}

// isMeeting tells whether a text is a meeting without other words.
func (h *Handler) isMeeting(text string) bool {
	found, err := h.poster.Settings().Services.Find(text)
	return err == nil && found.Topic == ""
}

// isOneOf tells whether a word is one of some, in any case.
func isOneOf(words []string, word string) bool {
	return slices.ContainsFunc(words, func(other string) bool { return strings.EqualFold(other, word) })
}

// Handler answers the slash command.
type Handler struct {
	poster *posting.Poster
	rooms  *room.Rooms
	dialog *dialog.Dialog
	api    API
	// subcommands are in the order of the help.
	subcommands []subcommand
}

// New returns the slash command's handler. A new subcommand needs its own file and its row here.
func New(poster *posting.Poster, rooms *room.Rooms, dialog *dialog.Dialog, api API) *Handler {
	return &Handler{poster: poster, rooms: rooms, dialog: dialog, api: api, subcommands: []subcommand{
		roomSubcommand,
		upcomingSubcommand,
		changeSubcommand,
		skipSubcommand,
		endSubcommand,
		helpSubcommand,
	}}
}

// API holds the calls of Mattermost's that this package makes.
type API interface {
	person.API
	GetChannel(channelID string) (*model.Channel, *model.AppError)
	LogError(msg string, keyValuePairs ...any)
	LogWarn(msg string, keyValuePairs ...any)
}

// Execute answers a command. If anything in it is wrong, only the person gets an answer, in their language, and nothing is
// posted.
func (h *Handler) Execute(args *model.CommandArgs) *model.CommandResponse {
	if service, ok := h.serviceOf(args.Command); ok {
		return h.executeOf(service, args)
	}
	line, err := parse(args.Command)
	if err != nil {
		return h.refusal(args.UserId, err, example)
	}
	line.text = h.inEnglish(args.UserId, line.text)
	for _, sub := range h.subcommands {
		rest, ok := sub.matches(h, line.text)
		if !ok {
			continue
		}
		response, err := h.execute(sub, args, line, rest)
		if err != nil {
			return h.refusal(args.UserId, err, cmp.Or(sub.example, "/"+Trigger+" "+sub.name))
		}
		return response
	}
	invite := h.invite
	if line.text == "" {
		invite = h.inviteToRoom
	}
	response, err := invite(args, line)
	if errors.Is(err, meeting.NotFound) {
		if byTopic, ok, topicErr := h.inviteByTopic(args, line); ok || topicErr != nil {
			response, err = byTopic, topicErr
		}
	}
	if err != nil {
		return h.refusal(args.UserId, err, exampleFor(err, example))
	}
	return response
}

// exampleFor returns the right command to show for an error: an invitation, or one with a time or a repetition.
func exampleFor(err error, invitation string) string {
	switch {
	case errors.Is(err, when.BadRepeat), errors.Is(err, when.NoStart), errors.Is(err, when.BadUntil):
		return invitation + repeatedExample
	case errors.As(err, new(when.Error)):
		return invitation + plannedExample
	}
	return invitation
}

// execute runs a subcommand. It refuses words and flags that the subcommand does not use.
func (h *Handler) execute(sub subcommand, args *model.CommandArgs, line line, rest string) (*model.CommandResponse, error) {
	fits := sub.fits(h, rest)
	if fits && sub.runLine != nil {
		return sub.runLine(h, args, line, rest)
	}
	if line.hasFlags() {
		return nil, noFlags(sub.name)
	}
	if !fits {
		return h.answer(args.UserId, &i18n.LocalizeConfig{DefaultMessage: takesNoMeeting, TemplateData: map[string]string{
			"Word": sub.name, "Command": "/" + Trigger + " " + rest + " " + sub.name,
		}}), nil
	}
	return sub.run(h, args, rest)
}

var takesNoMeeting = &i18n.Message{
	ID:          "command.takes_no_meeting",
	Description: "Word is a subcommand such as end. Command invites to the meeting that was typed behind it.",
	Other:       "`/blizz {{.Word}}` takes no meeting. To invite with that topic, type the meeting first: `{{.Command}}`",
}

// invite returns the invitation as the answer. The server posts it as the person, in the thread of the command, so the
// plugin makes no call.
func (h *Handler) invite(args *model.CommandArgs, line line) (*model.CommandResponse, error) {
	return h.inviteTo(args, line, meeting.Meeting{})
}

// inviteTo is like invite, for a room. If room is zero, the line's text names the meeting.
func (h *Handler) inviteTo(args *model.CommandArgs, line line, room meeting.Meeting) (*model.CommandResponse, error) {
	plan, notice, err := h.poster.ReadPlan(args.UserId, line.timing)
	if err != nil {
		return nil, err
	}
	draft := posting.Draft{Meeting: line.text, Room: room, Service: line.service, Password: line.password, When: plan}
	if plan.IsPlanned() {
		return h.plan(args, draft, notice)
	}
	post, err := h.poster.Compose(args.UserId, draft)
	if err != nil {
		return nil, err
	}
	h.rooms.Remember(args.UserId, post)
	h.poster.Posted(args.UserId, posting.Place{ChannelID: args.ChannelId, RootID: args.RootId}, post)
	return &model.CommandResponse{
		ResponseType:     model.CommandResponseTypeInChannel,
		Text:             post.Message,
		Type:             post.Type,
		Props:            post.GetProps(),
		SkipSlackParsing: true,
	}, nil
}

// plan posts a planned invitation itself, because the reminder needs the post's ID. The answer contains only a notice,
// if there is one.
func (h *Handler) plan(args *model.CommandArgs, draft posting.Draft, notice *i18n.LocalizeConfig) (*model.CommandResponse, error) {
	post, err := h.poster.Invite(args.UserId, draft, posting.Place{ChannelID: args.ChannelId, RootID: args.RootId, IsChecked: true})
	if err != nil {
		return nil, err
	}
	h.rooms.Remember(args.UserId, post)
	if notice == nil {
		return &model.CommandResponse{}, nil
	}
	return h.answer(args.UserId, notice), nil
}

// inviteToRoom answers a bare /blizz. It invites to the channel's room, otherwise to the person's own, otherwise it
// opens the dialog.
func (h *Handler) inviteToRoom(args *model.CommandArgs, line line) (*model.CommandResponse, error) {
	used, notice, err := h.rooms.ForInvitation(args.UserId, args.ChannelId)
	if err != nil {
		return nil, err
	}
	if used.IsZero() {
		return &model.CommandResponse{}, h.ask(args, line)
	}
	response, err := h.inviteTo(args, line, used)
	if err == nil && notice != nil {
		h.rooms.MarkNotified(args.UserId, args.ChannelId)
		response.ExtraResponses = append(response.ExtraResponses, h.answer(args.UserId, notice))
	}
	return response, err
}

// ask opens the dialog with the flags' values. It refuses wrong values at once.
func (h *Handler) ask(args *model.CommandArgs, line line) error {
	plan, _, err := h.poster.ReadPlan(args.UserId, line.timing)
	if err != nil {
		return err
	}
	checked, err := invitation.New("", meeting.Meeting{}, "", line.password, plan)
	if err != nil {
		return err
	}
	line.timing.Every = plan.Rule.String()
	return h.dialog.Open(args.UserId, args.TriggerId, args.ChannelId, args.RootId,
		dialog.Typed{Password: checked.Password, Timing: line.timing})
}

// exampleLine is the last line of a refusal.
var exampleLine = &i18n.Message{
	ID:    "command.example",
	Other: "Example: `{{.Command}}`",
}

// refusal tells the person why a command is refused, and shows a right example if the command was wrong. An error that
// is not a problem.Problem goes to the log.
func (h *Handler) refusal(userID string, err error, example string) *model.CommandResponse {
	p, expected := problem.Of(err)
	if !expected {
		h.api.LogError("Failed to execute the slash command", "error", err.Error(), "user_id", userID)
	}
	if p.Status != http.StatusBadRequest {
		return h.answer(userID, p.Text)
	}
	return h.answer(userID, p.Text, &i18n.LocalizeConfig{
		DefaultMessage: exampleLine,
		TemplateData:   map[string]string{"Command": example},
	})
}

// answer returns lines of text that only the person sees.
func (h *Handler) answer(userID string, messages ...*i18n.LocalizeConfig) *model.CommandResponse {
	localizer := h.poster.Texts.For(userID)
	lines := make([]string, len(messages))
	for i, message := range messages {
		lines[i] = h.poster.Texts.Say(localizer, message)
	}
	return ephemeral(lines...)
}

func ephemeral(lines ...string) *model.CommandResponse {
	return &model.CommandResponse{
		ResponseType:     model.CommandResponseTypeEphemeral,
		Text:             strings.Join(lines, "\n"),
		SkipSlackParsing: true,
	}
}
