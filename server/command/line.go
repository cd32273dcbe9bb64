package command

import (
	"net/http"
	"regexp"
	"strings"

	"github.com/nicksnyder/go-i18n/v2/i18n"

	"mattermost-plugin-blizz/server/posting"
	"mattermost-plugin-blizz/server/problem"
	"mattermost-plugin-blizz/server/when"
)

// The flags, without their hyphens.
const (
	passwordFlag = "password"
	atFlag       = "at"
	forFlag      = "for"
	everyFlag    = "every"
)

// flagExamples are what can stand behind each flag.
var flagExamples = map[string]string{
	passwordFlag: "s3cret",
	atFlag:       "tomorrow 9:00",
	forFlag:      "45m",
	everyFlag:    "week",
}

// line is a command taken apart. text is all that is neither the trigger nor a flag: the meeting and the topic, or
// a subcommand.
type line struct {
	text     string
	password string
	timing   posting.Timing
}

func (l line) hasFlags() bool {
	return l.password != "" || l.timing != posting.Timing{}
}

// flagPattern finds flags at the beginning of a word. Phones turn the two hyphens into a dash, and people leave one out.
var flagPattern = regexp.MustCompile(`(?:^|\s)(--|—|–|-)([\p{L}][\p{L}\d-]*)`)

// A flag's value stands behind a space or an equals sign: in quotes, straight or as phones curl them, or one word.
var (
	separatorPattern = regexp.MustCompile(`^(?:\s*=\s*|\s+)`)
	quotedPattern    = regexp.MustCompile(`^(?:"([^"]*)"|“([^”]*)”|„([^“”]*)[“”])`)
	wordPattern      = regexp.MustCompile(`^\S+`)
)

// parse takes a command apart: a problem where a flag is unknown or has no value. With --help, it asks for nothing else.
func parse(command string) (line, error) {
	var parsed line
	_, rest := cutWord(strings.TrimSpace(command))
	flags := map[string]*string{
		passwordFlag: &parsed.password,
		atFlag:       &parsed.timing.Start,
		forFlag:      &parsed.timing.Duration,
		everyFlag:    &parsed.timing.Every,
	}

	var text strings.Builder
	for {
		at := flagPattern.FindStringSubmatchIndex(rest)
		if at == nil {
			break
		}
		dashes, name := rest[at[2]:at[3]], strings.ToLower(rest[at[4]:at[5]])
		target, known := flags[name]
		if !known {
			if dashes == "--" && name == helpWord {
				return line{text: helpWord}, nil
			}
			if dashes == "--" {
				return line{}, unknownFlag(rest[at[4]:at[5]])
			}
			text.WriteString(rest[:at[1]]) // a dash in a sentence
			rest = rest[at[1]:]
			continue
		}
		text.WriteString(rest[:at[0]] + " ")
		value, length := readValue(name, rest[at[1]:])
		if length == 0 {
			return line{}, missingValue(name)
		}
		*target = value
		rest = rest[at[1]+length:]
	}
	text.WriteString(rest)
	parsed.text = strings.TrimSpace(text.String())
	return parsed, nil
}

// readValue reads the value of a flag at the beginning of what follows the flag's name, and how long it is there,
// with what separates it; 0 if there is none. A start and a duration may be several words, also without quotes.
func readValue(flag, text string) (value string, length int) {
	separator := len(separatorPattern.FindString(text))
	if separator == 0 {
		return "", 0
	}
	behind := text[separator:]
	if quoted := quotedPattern.FindStringSubmatch(behind); quoted != nil {
		return quoted[1] + quoted[2] + quoted[3], separator + len(quoted[0])
	}
	switch flag {
	case atFlag:
		value = when.StartAhead(behind)
	case forFlag:
		value = when.DurationAhead(behind)
	default:
		value = wordPattern.FindString(behind)
	}
	if value == "" || isFlag(value) {
		return "", 0
	}
	return value, separator + len(value)
}

// isFlag tells whether a word is one of the flags, and so not the value of another.
func isFlag(word string) bool {
	name, found := strings.CutPrefix(word, "--")
	_, known := flagExamples[strings.ToLower(name)]
	return found && known
}

// cutWord cuts a text behind its first word.
func cutWord(text string) (word, rest string) {
	if end := strings.IndexAny(text, " \t\n\r\u00a0"); end >= 0 {
		return text[:end], text[end:]
	}
	return text, ""
}

func unknownFlag(name string) *problem.Problem {
	return flagProblem(name, "unknown_flag", &i18n.Message{
		ID:    "problem.unknown_flag",
		Other: "I don't know `{{.Flag}}`. There are `--at`, `--for`, `--every` and `--password`.",
	})
}

func noFlags(word string) *problem.Problem {
	p := problem.New(http.StatusBadRequest, "no_flags", &i18n.Message{
		ID:          "problem.no_flags",
		Description: "Word is a subcommand such as room.",
		Other:       "`/blizz {{.Word}}` takes no `--at`, `--for`, `--every` or `--password`.",
	})
	p.Text.TemplateData = map[string]string{"Word": word}
	return p
}

func missingValue(name string) *problem.Problem {
	return flagProblem(name, "missing_value", &i18n.Message{
		ID:    "problem.missing_value",
		Other: "There is nothing behind `{{.Flag}}`. Write for example `{{.Flag}} {{.Value}}`.",
	})
}

func flagProblem(name, code string, text *i18n.Message) *problem.Problem {
	p := problem.New(http.StatusBadRequest, code, text)
	p.Text.TemplateData = map[string]string{"Flag": "--" + name, "Value": flagExamples[name]}
	return p
}
