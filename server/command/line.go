package command

import (
	"net/http"
	"regexp"
	"strings"

	"github.com/nicksnyder/go-i18n/v2/i18n"

	"mattermost-plugin-blizz/server/problem"
)

// passwordFlag is the flag, without its hyphens, that the password follows.
const passwordFlag = "password"

// line is a command taken apart. text is all that is neither the trigger nor a flag: the meeting and the topic, or
// a subcommand.
type line struct {
	text     string
	password string
}

// flagPattern finds flags at the beginning of a word. Phones turn the two hyphens into a dash.
var flagPattern = regexp.MustCompile(`(?:^|\s)(--|—|–)([\p{L}][\p{L}\d-]*)`)

// valuePattern reads a flag's value: one word, or several in quotes, straight or as phones curl them.
var valuePattern = regexp.MustCompile(`^(?:\s*=\s*|\s+)(?:"([^"]*)"|“([^”]*)”|„([^“”]*)[“”]|(\S+))`)

// parse takes a command apart: a problem where a flag is unknown or has no value.
func parse(command string) (line, error) {
	var parsed line
	_, rest := cutWord(strings.TrimSpace(command))
	flags := map[string]*string{passwordFlag: &parsed.password}

	var text strings.Builder
	for {
		at := flagPattern.FindStringSubmatchIndex(rest)
		if at == nil {
			break
		}
		dashes, name := rest[at[2]:at[3]], rest[at[4]:at[5]]
		target, known := flags[strings.ToLower(name)]
		if !known {
			if dashes == "--" {
				return line{}, unknownFlag("--" + name)
			}
			text.WriteString(rest[:at[1]]) // a dash in a sentence
			rest = rest[at[1]:]
			continue
		}
		text.WriteString(rest[:at[0]])
		value := valuePattern.FindStringSubmatch(rest[at[1]:])
		if value == nil {
			return line{}, missingValue("--" + strings.ToLower(name))
		}
		*target = value[1] + value[2] + value[3] + value[4]
		rest = rest[at[1]+len(value[0]):]
	}
	text.WriteString(rest)
	parsed.text = strings.TrimSpace(text.String())
	return parsed, nil
}

// cutWord cuts a text behind its first word.
func cutWord(text string) (word, rest string) {
	if end := strings.IndexAny(text, " \t\n\r\u00a0"); end >= 0 {
		return text[:end], text[end:]
	}
	return text, ""
}

func unknownFlag(flag string) *problem.Problem {
	return flagProblem(flag, "unknown_flag", &i18n.Message{
		ID:    "problem.unknown_flag",
		Other: "I don't know `{{.Flag}}`. There is `--password`.",
	})
}

func missingValue(flag string) *problem.Problem {
	return flagProblem(flag, "missing_value", &i18n.Message{
		ID:    "problem.missing_value",
		Other: "There is nothing behind `{{.Flag}}`. Write for example `{{.Flag}} secret`.",
	})
}

func flagProblem(flag, code string, text *i18n.Message) *problem.Problem {
	p := problem.New(http.StatusBadRequest, code, text)
	p.Text.TemplateData = map[string]string{"Flag": flag}
	return p
}
