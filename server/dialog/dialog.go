// Package dialog shows the interactive dialog that asks for a meeting. It is for phones, which do not have the web
// client.
package dialog

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/nicksnyder/go-i18n/v2/i18n"
	"github.com/pkg/errors"

	"mattermost-plugin-blizz/server/invitation"
	"mattermost-plugin-blizz/server/meeting"
	"mattermost-plugin-blizz/server/posting"
	"mattermost-plugin-blizz/server/problem"
	"mattermost-plugin-blizz/server/room"
	"mattermost-plugin-blizz/server/when"
)

// Names of the dialog's elements.
const (
	elementRoom     = "room"
	elementMeeting  = "meeting"
	elementTopic    = "topic"
	elementPassword = "password"
	elementStart    = "start"
	elementDuration = "duration"
	elementEvery    = "every"
)

// once is the choice not to repeat. It is an own choice because some apps can't clear a choice.
const once = "once"

// maxMeeting limits the text that names the meeting, in characters. A pasted invitation fits in.
const maxMeeting = 3000

// maxLine limits the topic, in characters. Mattermost accepts no more in a line of a dialog.
const maxLine = 150

// maxTime limits a start and a duration, in characters.
const maxTime = 40

// API holds the calls of Mattermost's that this package makes.
type API interface {
	OpenInteractiveDialog(dialog model.OpenDialogRequest) *model.AppError
}

// Dialog asks for a meeting and posts the invitation.
type Dialog struct {
	api    API
	poster *posting.Poster
	rooms  *room.Rooms
	// submitURL is the route that receives the answers.
	submitURL string
}

// New returns a Dialog. submitURL is the route that receives the answers.
func New(api API, poster *posting.Poster, rooms *room.Rooms, submitURL string) *Dialog {
	return &Dialog{api: api, poster: poster, rooms: rooms, submitURL: submitURL}
}

// Mattermost takes at most 24 bytes for a title and for an element's name.
var (
	titleMessage = &i18n.Message{
		ID:          "dialog.title",
		Description: "At most 24 bytes in UTF-8.",
		Other:       "Invite to a meeting",
	}
	submitMessage = &i18n.Message{
		ID:    "dialog.submit",
		Other: "Invite",
	}
	roomMessage = &i18n.Message{
		ID:          "dialog.room",
		Description: "At most 24 bytes in UTF-8.",
		Other:       "Known meetings",
	}
	meetingMessage = &i18n.Message{
		ID:          "dialog.meeting",
		Description: "At most 24 bytes in UTF-8.",
		Other:       "Meeting",
	}
	meetingHelp = &i18n.Message{
		ID:          "dialog.meeting_help",
		Description: "At most 150 bytes in UTF-8.",
		Other:       "Its ID, its join link, or the whole invitation.",
	}
	topicMessage = &i18n.Message{
		ID:          "dialog.topic",
		Description: "At most 24 bytes in UTF-8.",
		Other:       "Topic",
	}
	passwordMessage = &i18n.Message{
		ID:          "dialog.password",
		Description: "At most 24 bytes in UTF-8.",
		Other:       "Password",
	}
	startMessage = &i18n.Message{
		ID:          "dialog.start",
		Description: "At most 24 bytes in UTF-8.",
		Other:       "Start",
	}
	startHelp = &i18n.Message{
		ID:          "dialog.start_help",
		Description: "At most 150 bytes in UTF-8.",
		Other:       "Empty for now. For example 14:30, tomorrow 9:00, mon 10:00 or {{.Date}} 14:30.",
	}
	durationMessage = &i18n.Message{
		ID:          "dialog.duration",
		Description: "At most 24 bytes in UTF-8.",
		Other:       "Duration",
	}
	everyMessage = &i18n.Message{
		ID:          "dialog.every",
		Description: "At most 24 bytes in UTF-8.",
		Other:       "Repeat",
	}
	onceOption = &i18n.Message{
		ID:          "dialog.option_once",
		Description: "How a meeting repeats.",
		Other:       "Never",
	}
	channelRoomOption = &i18n.Message{
		ID:    "dialog.option_channel",
		Other: "{{.ID}}: this channel's room",
	}
	myRoomOption = &i18n.Message{
		ID:    "dialog.option_mine",
		Other: "{{.ID}}: your own room",
	}
)

// Typed holds the values that were typed with the command. They fill the dialog.
type Typed struct {
	// Room is the chosen room; zero for none.
	Room     meeting.Meeting
	Topic    string
	Password string
	Timing   posting.Timing
}

// HoldsTopic tells whether a topic is short enough for the dialog.
func HoldsTopic(topic string) bool { return utf8.RuneCountInString(topic) <= maxLine }

// Open shows the dialog to the person whose command has this trigger ID. The invitation goes to the channel and the
// thread of that command.
func (d *Dialog) Open(userID, triggerID, channelID, rootID string, typed Typed) error {
	list, err := d.rooms.ListUnchecked(userID, channelID)
	if err != nil {
		return err
	}
	form, err := d.form(d.poster.Texts.For(userID), list, typed)
	if err != nil {
		return err
	}
	form.State = newState(rootID)
	appErr := d.api.OpenInteractiveDialog(model.OpenDialogRequest{TriggerId: triggerID, URL: d.submitURL, Dialog: form})
	if appErr != nil {
		return errors.Wrap(appErr, "failed to open the dialog")
	}
	return nil
}

func (d *Dialog) form(localizer *i18n.Localizer, list room.List, typed Typed) (model.Dialog, error) {
	data := map[string]string{"Date": when.ExampleDate(d.poster.Now())}
	say := func(message *i18n.Message) string {
		return d.poster.Texts.Say(localizer, &i18n.LocalizeConfig{DefaultMessage: message, TemplateData: data})
	}
	// The caller has refused unreadable values already.
	rule, err := when.ReadRule(typed.Timing.Every)
	if err != nil {
		return model.Dialog{}, err
	}
	repetitions, err := d.repetitions(localizer, rule)
	if err != nil {
		return model.Dialog{}, err
	}
	options := d.options(localizer, list)
	typedMeeting := model.DialogElement{
		Name: elementMeeting, DisplayName: say(meetingMessage), HelpText: say(meetingHelp),
		Type: "textarea", Placeholder: "m12-345-678", MaxLength: maxMeeting, Optional: len(options) > 0,
	}
	elements := []model.DialogElement{
		typedMeeting,
		{
			Name: elementTopic, DisplayName: say(topicMessage), Default: typed.Topic,
			Type: "text", MaxLength: maxLine, Optional: true,
		},
		{
			Name: elementPassword, DisplayName: say(passwordMessage), Default: typed.Password,
			Type: "text", MaxLength: invitation.MaxPasswordLength, Optional: true,
		},
		{
			Name: elementStart, DisplayName: say(startMessage), HelpText: say(startHelp), Default: oneLine(typed.Timing.Start),
			Type: "text", MaxLength: maxTime, Optional: true,
		},
		{
			Name: elementDuration, DisplayName: say(durationMessage), Default: oneLine(typed.Timing.Duration),
			Type: "text", Placeholder: "45m", MaxLength: maxTime, Optional: true,
		},
		{
			Name: elementEvery, DisplayName: say(everyMessage), Default: rule.String(),
			Type: "select", Options: repetitions, Optional: true,
		},
	}
	if len(options) > 0 {
		choice := model.DialogElement{
			Name: elementRoom, DisplayName: say(roomMessage), Type: "select", Options: options, Optional: true,
		}
		if !typed.Room.IsZero() {
			choice.Default = d.poster.Settings().Services.Typed(typed.Room)
		}
		elements = append([]model.DialogElement{choice}, elements...)
	}
	return model.Dialog{
		CallbackId:  "invite",
		Title:       say(titleMessage),
		SubmitLabel: say(submitMessage),
		Elements:    elements,
	}, nil
}

// oneLine returns a time with single spaces: short enough for its line, however it was typed.
func oneLine(text string) string {
	return strings.Join(strings.Fields(text), " ")
}

// offered are the rules to choose from.
var offered = []when.Rule{
	{Frequency: when.Daily, Interval: 1},
	{Frequency: when.Weekly, Interval: 1, Days: when.WorkingDays},
	{Frequency: when.Weekly, Interval: 1},
	{Frequency: when.Weekly, Interval: 2},
	{Frequency: when.Monthly, Interval: 1},
}

// repetitions returns the ways to repeat a meeting, to choose from, with the one that was typed.
func (d *Dialog) repetitions(localizer *i18n.Localizer, typed when.Rule) ([]*model.PostActionOptions, error) {
	never := d.poster.Texts.Say(localizer, &i18n.LocalizeConfig{DefaultMessage: onceOption})
	options := []*model.PostActionOptions{{Text: never, Value: once}}
	rules := offered
	if typed.Repeats() && !slices.Contains(rules, typed) {
		rules = append(slices.Clip(rules), typed)
	}
	for _, rule := range rules {
		text, err := invitation.TimeLine(localizer, when.Plan{Rule: rule})
		if err != nil {
			return nil, err
		}
		options = append(options, &model.PostActionOptions{Text: text, Value: rule.String()})
	}
	return options, nil
}

// options returns the meetings to choose from, each one once.
func (d *Dialog) options(localizer *i18n.Localizer, list room.List) []*model.PostActionOptions {
	services := d.poster.Settings().Services
	var options []*model.PostActionOptions
	for _, choice := range list.Choices() {
		text, typed := services.Display(choice.Meeting), services.Typed(choice.Meeting)
		if typed == "" {
			continue // its service is no longer set up
		}
		switch {
		case choice.Meeting == list.Channel:
			text = d.optionText(localizer, channelRoomOption, text)
		case choice.Meeting == list.Mine:
			text = d.optionText(localizer, myRoomOption, text)
		case choice.Topic != "":
			text += ": " + choice.Topic
		}
		options = append(options, &model.PostActionOptions{Text: text, Value: typed})
	}
	return options
}

func (d *Dialog) optionText(localizer *i18n.Localizer, message *i18n.Message, id string) string {
	return d.poster.Texts.Say(localizer, &i18n.LocalizeConfig{DefaultMessage: message, TemplateData: map[string]string{"ID": id}})
}

// Submit posts the invitation as the person. An error is shown beside its element.
func (d *Dialog) Submit(userID string, request model.SubmitDialogRequest) (model.SubmitDialogResponse, error) {
	if request.Cancelled {
		return model.SubmitDialogResponse{}, nil
	}
	entered := func(element string) string {
		text, _ := request.Submission[element].(string)
		return text
	}
	asked := entered(elementMeeting)
	if asked == "" {
		asked = entered(elementRoom)
	}
	every := entered(elementEvery)
	if every == once {
		every = ""
	}
	err := d.invite(userID,
		posting.Draft{Meeting: asked, Topic: entered(elementTopic), Password: entered(elementPassword)},
		posting.Timing{Start: entered(elementStart), Duration: entered(elementDuration), Every: every},
		placeOf(request))
	p, expected := problem.Of(err)
	if err != nil && !expected {
		return model.SubmitDialogResponse{}, err
	}
	if err != nil {
		text := d.poster.Texts.Say(d.poster.Texts.For(userID), p.Text)
		if element, ok := elementOf[p.Code]; ok {
			return model.SubmitDialogResponse{Errors: map[string]string{element: text}}, nil
		}
		return model.SubmitDialogResponse{Error: text}, nil
	}
	return model.SubmitDialogResponse{}, nil
}

// A dialog's state holds the thread's root (empty outside threads) and the dialog's own ID. With the ID, a double tap
// posts once.
const stateSeparator = "/"

func newState(rootID string) string {
	return rootID + stateSeparator + model.NewId()
}

// placeOf returns the place of the invitation. Anything but a state of newState counts as a root, and there is no such
// thread.
func placeOf(request model.SubmitDialogRequest) posting.Place {
	rootID, dialogID, _ := strings.Cut(request.State, stateSeparator)
	if !model.IsValidId(dialogID) {
		return posting.Place{ChannelID: request.ChannelId, RootID: request.State}
	}
	return posting.Place{ChannelID: request.ChannelId, RootID: rootID, PendingPostID: dialogID}
}

func (d *Dialog) invite(userID string, draft posting.Draft, timing posting.Timing, place posting.Place) error {
	plan, notice, err := d.poster.ReadPlan(userID, timing)
	if err != nil {
		return err
	}
	draft.When = plan
	post, err := d.poster.Invite(userID, draft, place)
	if err != nil {
		return err
	}
	d.rooms.Remember(userID, post)
	if notice != nil {
		d.poster.Tell(userID, place, notice)
	}
	return nil
}

// elementOf maps a problem's code to the dialog's element that has the problem.
var elementOf = map[string]string{
	"invalid_meeting":   elementMeeting,
	"topic_too_long":    elementTopic,
	"password_too_long": elementPassword,
	"invalid_start":     elementStart,
	"invalid_duration":  elementDuration,
	"invalid_repeat":    elementEvery,
}
