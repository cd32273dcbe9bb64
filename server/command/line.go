package command

import (
	"net/http"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/nicksnyder/go-i18n/v2/i18n"

	"mattermost-plugin-blizz/server/posting"
	"mattermost-plugin-blizz/server/problem"
	"mattermost-plugin-blizz/server/when"
)

// maxCommand limits a command, in characters. Mattermost takes as many in a post.
const maxCommand = model.PostMessageMaxRunesV2

// The flags, without their hyphens.
const (
	passwordFlag = "password"
	atFlag       = "at"
	forFlag      = "for"
	everyFlag    = "every"
	untilFlag    = "until"
)

// flag describes a flag.
type flag struct {
	name string
	// example is a value of the flag.
	example string
	// help describes the flag in the autocomplete list.
	help *i18n.Message
	// target returns the place of the flag's value.
	target func(l *line) *string
	// ahead returns the value at the beginning of a text, which may be several words.
	ahead func(text string) string
}

// flags are all flags, in the order of the autocomplete list.
var flags = []flag{
	{atFlag, "tomorrow 9:00", atMessage, func(l *line) *string { return &l.timing.Start }, when.StartAhead},
	{forFlag, "45m", forMessage, func(l *line) *string { return &l.timing.Duration }, when.DurationAhead},
	{everyFlag, "week", everyMessage, func(l *line) *string { return &l.timing.Every }, when.RuleAhead},
	{untilFlag, "2026-12-24", untilMessage, func(l *line) *string { return &l.timing.Until }, when.UntilAhead},
	{passwordFlag, "s3cret", passwordMessage, func(l *line) *string { return &l.password }, oneWord},
}

// flagOf finds a flag by its name, in any case.
func flagOf(name string) (found flag, ok bool) {
	at := slices.IndexFunc(flags, func(f flag) bool { return strings.EqualFold(f.name, name) })
	if at < 0 {
		return flag{}, false
	}
	return flags[at], true
}

// line holds the parts of a command. text is the part that is neither the trigger nor a flag: a meeting and a topic, or
// a subcommand.
type line struct {
	text     string
	password string
	timing   posting.Timing
	// service is the key of the service whose own trigger stands before the text. It is empty for /blizz.
	service string
}

func (l line) hasFlags() bool {
	return l.password != "" || l.timing != posting.Timing{}
}

var (
	// flagPattern finds flags at the beginning of a word. Phones turn the two hyphens into a dash, and some people type
	// only one.
	flagPattern = regexp.MustCompile(`(?:^|\s)(--|—|–|-)([\p{L}][\p{L}\d-]*)`)
	// separatorPattern matches the text between a flag and its value.
	separatorPattern = regexp.MustCompile(`^(?:\s*=\s*|\s+)`)
	wordPattern      = regexp.MustCompile(`^\S+`)
)

func oneWord(text string) string { return wordPattern.FindString(text) }

// closingQuotes holds the characters that close a quote, by the character that opens it: straight quotes, and the
// curled ones of English, German, Swedish and French.
var closingQuotes = map[rune]string{'"': `"`, '“': "”", '„': "“”", '”': "”", '«': "»", '»': "«"}

// parse splits a command into its parts. It reads each part a fixed number of times, so the time is linear in the
// command's length. The error is a problem.Problem: the command is too long, or a flag is unknown, has no value, has an
// unclosed quote, or is given twice. With --help, the rest of the command is ignored.
func parse(command string) (line, error) {
	if utf8.RuneCountInString(command) > maxCommand {
		return line{}, commandTooLong
	}
	var parsed line
	_, rest := cutWord(strings.TrimSpace(command))
	var text strings.Builder
	for {
		at := flagPattern.FindStringSubmatchIndex(rest)
		if at == nil {
			break
		}
		dashes, name := rest[at[2]:at[3]], rest[at[4]:at[5]]
		found, known := flagOf(name)
		switch {
		case known && *found.target(&parsed) != "":
			return line{}, givenTwice(found)
		case known:
			text.WriteString(rest[:at[0]] + " ")
			value, length, err := found.readValue(rest[at[1]:])
			if err != nil {
				return line{}, err
			}
			*found.target(&parsed) = value
			rest = rest[at[1]+length:]
		case dashes == "--" && strings.EqualFold(name, helpWord):
			return line{text: helpWord}, nil
		case dashes == "--":
			return line{}, unknownFlag(name)
		default:
			text.WriteString(rest[:at[1]]) // a dash in a sentence
			rest = rest[at[1]:]
		}
	}
	text.WriteString(rest)
	parsed.text = strings.TrimSpace(text.String())
	return parsed, nil
}

// readValue reads a flag's value: a quoted text, or as many words as the flag takes. text begins behind the flag's
// name. length is the number of bytes of the value and of the separator before it.
func (f flag) readValue(text string) (value string, length int, err error) {
	separator := len(separatorPattern.FindString(text))
	if separator == 0 {
		return "", 0, missingValue(f)
	}
	behind := text[separator:]
	if closing, size := quoteAt(behind); size > 0 {
		end := strings.IndexAny(behind[size:], closing)
		if end < 0 {
			return "", 0, openQuote(f)
		}
		_, closed := utf8.DecodeRuneInString(behind[size+end:])
		return behind[size : size+end], separator + size + end + closed, nil
	}
	value = f.ahead(behind)
	if value == "" || isFlag(value) {
		return "", 0, missingValue(f)
	}
	return value, separator + len(value), nil
}

// quoteAt returns the characters that close the quote at the beginning of a text, and the number of bytes that open it.
// size is 0 if there is no quote.
func quoteAt(text string) (closing string, size int) {
	first, size := utf8.DecodeRuneInString(text)
	closing, ok := closingQuotes[first]
	if !ok {
		return "", 0
	}
	return closing, size
}

// isFlag tells whether a word is a flag, so that it is not the value of another flag.
func isFlag(word string) bool {
	name, found := strings.CutPrefix(word, "--")
	_, known := flagOf(name)
	return found && known
}

// cutWord splits a text behind its first word.
func cutWord(text string) (word, rest string) {
	if end := strings.IndexAny(text, " \t\n\r\u00a0"); end >= 0 {
		return text[:end], text[end:]
	}
	return text, ""
}

var commandTooLong = func() *problem.Problem {
	p := problem.New(http.StatusRequestEntityTooLarge, "command_too_long", &i18n.Message{
		ID:    "problem.command_too_long",
		Other: "That command is too long: {{.Most}} characters at most, as in a message.",
	})
	p.Text.TemplateData = map[string]int{"Most": maxCommand}
	return p
}()

func unknownFlag(name string) *problem.Problem {
	return flagProblem(flag{name: name}, "unknown_flag", &i18n.Message{
		ID:          "problem.flag.unknown",
		Description: "Flags is a list such as --at, --for.",
		Other:       "I don't know `{{.Flag}}`. There are {{.Flags}}.",
	})
}

func noFlags(word string) *problem.Problem {
	p := problem.New(http.StatusBadRequest, "no_flags", &i18n.Message{
		ID:          "problem.flag.none_here",
		Description: "Word is a subcommand such as room. Flags is a list such as --at, --for.",
		Other:       "`/blizz {{.Word}}` takes none of {{.Flags}}.",
	})
	p.Text.TemplateData = map[string]string{"Word": word, "Flags": flagList()}
	return p
}

func missingValue(f flag) *problem.Problem {
	return flagProblem(f, "missing_value", &i18n.Message{
		ID:    "problem.missing_value",
		Other: "There is nothing behind `{{.Flag}}`. Write for example `{{.Flag}} {{.Value}}`.",
	})
}

// givenTwice refuses a flag that already has a value, because nobody knows which one counts.
func givenTwice(f flag) *problem.Problem {
	return flagProblem(f, "flag_twice", &i18n.Message{
		ID:    "problem.flag.twice",
		Other: "`{{.Flag}}` stands there twice. Write it once, for example `{{.Flag}} {{.Value}}`.",
	})
}

func openQuote(f flag) *problem.Problem {
	return flagProblem(f, "open_quote", &i18n.Message{
		ID:          "problem.flag.open_quote",
		Description: "Flag is a flag such as --password, Value an example of what may stand behind it.",
		Other:       "The quote behind `{{.Flag}}` is not closed. Write for example `{{.Flag}} \"{{.Value}}\"`.",
	})
}

func flagProblem(f flag, code string, text *i18n.Message) *problem.Problem {
	p := problem.New(http.StatusBadRequest, code, text)
	p.Text.TemplateData = map[string]string{"Flag": "--" + f.name, "Value": f.example, "Flags": flagList()}
	return p
}

// flagList returns all flags, for a sentence in any language.
func flagList() string {
	names := make([]string, len(flags))
	for i, f := range flags {
		names[i] = "`--" + f.name + "`"
	}
	return strings.Join(names, ", ")
}
