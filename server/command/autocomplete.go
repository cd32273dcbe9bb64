package command

import (
	"strings"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/nicksnyder/go-i18n/v2/i18n"

	"mattermost-plugin-blizz/server/meeting"
	"mattermost-plugin-blizz/server/room"
	"mattermost-plugin-blizz/server/when"
)

// SuggestionsPath is the route of the autocomplete list.
const SuggestionsPath = "/autocomplete/meetings"

var (
	hintMessage = &i18n.Message{
		ID:    "command.hint",
		Other: "[meeting] [topic]",
	}
	descriptionMessage = &i18n.Message{
		ID:    "command.description",
		Other: "Invite to a {{.Service}} meeting",
	}
	passwordMessage = &i18n.Message{
		ID:    "command.password.help",
		Other: "The meeting's password",
	}
	atMessage = &i18n.Message{
		ID:    "command.at.help",
		Other: "When it starts: 14:30, tomorrow 9:00, mon 10:00, {{.Date}} 14:30 or +15m",
	}
	forMessage = &i18n.Message{
		ID:    "command.for.help",
		Other: "How long it lasts: 45m or 1h30m",
	}
	everyMessage = &i18n.Message{
		ID:    "command.every.help",
		Other: "How it repeats: week, or weekday for Monday to Friday",
	}
	untilMessage = &i18n.Message{
		ID:    "command.until.help",
		Other: "When it repeats for the last time: a date, or so many times such as 10 times",
	}
	typedMessage = &i18n.Message{
		ID:    "command.suggestion.meeting",
		Other: "this meeting",
	}
	channelRoomMessage = &i18n.Message{
		ID:    "command.suggestion.channel",
		Other: "this channel's room",
	}
	myRoomMessage = &i18n.Message{
		ID:    "command.suggestion.mine",
		Other: "your own room",
	}
	recentMessage = &i18n.Message{
		ID:    "command.suggestion.recent",
		Other: "you invited to it lately",
	}
)

// Registration returns the registration of /blizz. It is the same for everybody, so its texts are in the server's
// language. Mattermost asks SuggestionsPath for the words behind the trigger, and these are in each person's language.
func (h *Handler) Registration(basePath, iconData string) *model.Command {
	current := h.poster.Settings()
	localizer := h.poster.Texts.In(current.Language)
	say := func(message *i18n.Message) string {
		return h.poster.Texts.Say(localizer, &i18n.LocalizeConfig{
			DefaultMessage: message,
			TemplateData:   map[string]string{"Service": current.Services.Default().Name, "Date": when.ExampleDate(h.poster.Now())},
		})
	}
	data := model.NewAutocompleteData(Trigger, say(hintMessage), say(descriptionMessage))
	data.AddDynamicListArgument(say(hintMessage), basePath+SuggestionsPath, true)
	return &model.Command{
		Trigger:              Trigger,
		AutoComplete:         true,
		AutoCompleteHint:     say(hintMessage),
		AutoCompleteDesc:     say(descriptionMessage),
		AutocompleteData:     data,
		AutocompleteIconData: iconData,
	}
}

// Suggestions returns the texts that can follow a trigger: the meeting that is being typed, the rooms, recent meetings,
// and the subcommands. Behind a service's own trigger, it returns only that service's meetings and the help. Mattermost
// removes those that do not begin with the typed text. channelID is empty if the person is no member of the channel.
func (h *Handler) Suggestions(userID, channelID, input string) ([]model.AutocompleteListItem, error) {
	_, typed := cutWord(strings.TrimLeft(input, " "))
	typed = strings.TrimLeft(typed, " ")
	list, err := h.rooms.ListCached(userID, channelID)
	if err != nil {
		return nil, err
	}
	language, err := h.poster.Names.Language(userID)
	if err != nil {
		return nil, err
	}
	localizer := h.poster.Texts.In(language)
	service, isOwn := h.serviceOf(input)
	s := suggestions{
		typed:    strings.ToLower(typed),
		services: h.poster.Settings().Services,
		own:      service.Key,
		say: func(message *i18n.Message) string {
			return h.poster.Texts.Say(localizer, &i18n.LocalizeConfig{
				DefaultMessage: message, TemplateData: map[string]string{"Date": when.ExampleDate(h.poster.Now())},
			})
		},
	}

	prefix, subcommands := "", []subcommand{helpSubcommand}
	if !isOwn {
		prefix, subcommands = roomPrefix(s.typed), h.subcommands
	}
	s.addTyped(prefix, typed)
	s.addMeetings(prefix, list)
	for _, sub := range subcommands {
		for _, usage := range sub.usages {
			s.add(usage.text, usage.argument, s.say(usage.help))
		}
	}
	if takeFlags(subcommands, typed) {
		s.addFlags(typed)
	}
	return s.items, nil
}

// takeFlags tells whether flags may follow the typed text. They may not if it is a subcommand that takes none.
func takeFlags(subcommands []subcommand, typed string) bool {
	first, _ := cutWord(typed)
	for _, sub := range subcommands {
		if strings.EqualFold(sub.name, first) {
			return sub.runLine != nil
		}
	}
	return true
}

// roomPrefix returns the text that must stand before a meeting behind "room mine " or "room channel ", so that the
// server offers it.
func roomPrefix(typed string) string {
	for _, word := range []string{mineWord, channelWord} {
		if prefix := "room " + word + " "; strings.HasPrefix(typed, prefix) {
			return prefix
		}
	}
	return ""
}

// suggestions collects a list of different texts.
type suggestions struct {
	typed    string
	services meeting.Services
	// own is the key of the service whose trigger stands before the text. It is empty for /blizz.
	own   string
	say   func(*i18n.Message) string
	items []model.AutocompleteListItem
}

// addFlags offers the flags that are not there yet. It does so once a word is typed and another one may follow. Behind
// a flag it offers an example value. Mattermost's own list of flags does not do: it would end at the first word of the
// topic.
func (s *suggestions) addFlags(typed string) {
	start := strings.LastIndex(typed, " ") + 1
	before, word := typed[:start], typed[start:]
	if start == 0 || word != "" && !strings.HasPrefix(word, "-") {
		return
	}
	given := map[string]bool{}
	var last string
	for _, word := range strings.Fields(before) {
		last, _ = strings.CutPrefix(word, "--")
		if f, ok := flagOf(last); ok && last != word {
			given[f.name] = true
			last = f.name
		} else {
			last = ""
		}
	}
	for _, f := range flags {
		switch {
		case f.name == last && word == "":
			s.items = append(s.items, model.AutocompleteListItem{Item: before + f.example, HelpText: s.say(f.help)})
		case last == "" && !given[f.name]:
			s.items = append(s.items, model.AutocompleteListItem{Item: before + "--" + f.name, Hint: f.example, HelpText: s.say(f.help)})
		}
	}
}

// addTyped offers the meeting that is being typed, so that the person sees that it was understood.
func (s *suggestions) addTyped(prefix, typed string) {
	word, rest := cutWord(typed[len(prefix):])
	if rest != "" {
		return // the server would take the argument for complete and offer nothing more
	}
	if _, err := s.services.FindOf(s.own, word); err == nil {
		s.items = append(s.items, model.AutocompleteListItem{Item: prefix + word, HelpText: s.say(typedMessage)})
	}
}

// addMeetings offers the rooms and the recent meetings.
func (s *suggestions) addMeetings(prefix string, list room.List) {
	s.addMeeting(prefix, list.Channel, "", channelRoomMessage)
	s.addMeeting(prefix, list.Mine, "", myRoomMessage)
	for _, recent := range list.Recent {
		s.addMeeting(prefix, recent.Meeting, recent.Topic, recentMessage)
	}
}

func (s *suggestions) addMeeting(prefix string, m meeting.Meeting, topic string, help *i18n.Message) {
	if s.own != "" && s.own != m.Service {
		return
	}
	if typed := s.services.TypedOf(s.own, m); typed != "" {
		s.add(prefix+typed, topic, s.say(help))
	}
}

// add offers a text. It does not if the text is in the list already, or if more text follows it: the server would take
// the argument for complete and offer nothing more.
func (s *suggestions) add(text, hint, help string) {
	if strings.HasPrefix(s.typed, text+" ") {
		return
	}
	for _, item := range s.items {
		if item.Item == text {
			return
		}
	}
	s.items = append(s.items, model.AutocompleteListItem{Item: text, Hint: hint, HelpText: help})
}
